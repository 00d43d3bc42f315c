using System.Diagnostics;
using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Stores;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>AWS Secrets Manager: this program makes the secrets and their reader there, and writes what it generates.</summary>
internal sealed class AwsBackend(LoadedStack stack, AwsSettings aws) : EsoBackend(stack)
{
    public override AwsSettings? MadeInAws => Aws;

    private AwsSettings Aws { get; } = aws;

    protected override string Provider => "aws";

    protected override IReadOnlyDictionary<string, object?> Spec
    {
        get
        {
            var spec = Map(("region", Aws.Region), ("service", "SecretsManager"));
            switch (Aws.Identity)
            {
                case IdentitySettings.Irsa irsa:
                    spec["auth"] = Map(("jwt", Map(("serviceAccountRef", EsoManifests.ServiceAccountRef(Settings, irsa.ServiceAccount)))));
                    break;

                // Pod Identity is the operator's own; a serviceAccountRef cannot be used with it, so the role is assumed from there.
                case IdentitySettings.PodIdentity:
                    spec["role"] = new ReaderRoleArn();
                    break;
            }

            return spec;
        }
    }

    protected override KubernetesManifest? Reader => Aws.Identity is IdentitySettings.Irsa irsa
        ? EnvironmentObjects.ServiceAccount(Settings, irsa.ServiceAccount, ("eks.amazonaws.com/role-arn", new ReaderRoleArn()))
        : null;

    public override IValueStore? Store(IPrograms programs, string directory) => new AwsStore(programs, Aws.AccountId, Aws.Region, Settings.Stack);

    protected override IEnumerable<string> PutBySecretPut => NamesOfExternal;

    protected override IReadOnlyList<Words> HolderLines => [];

    public override Words Heading => $"account {Aws.AccountId} {Aws.Region} · identity {Aws.Identity.Word}";

    public override Words Title => Words.Own("AWS Secrets Manager");

    /// <summary>Also where somebody else has made it.</summary>
    protected override Words ReadsAs => $"role {ReaderRoleArn![(ReaderRoleArn!.LastIndexOf('/') + 1)..]}";

    public override ReadCost? Cost => new(AwsPrices.SecretsManagerCall, ReadCost.PeriodicReads(Catalog).Count(), Words.Own("AWS secrets"));

    public override void Check(Problems problems) => AwsRules.Check(Settings, Aws, problems);

    public override Question SignIn => Checks.Identity;

    private AwsChecks Checks => new(Aws.AccountId, Aws.Region);

    public override IReadOnlyList<Question> Needs
    {
        get
        {
            var checks = Checks;
            return
            [
                SignIn, checks.Region,
                .. Catalog.Groups.Select(group => checks.NameOfSecret(group.AwsName, Settings.Environment)),
                .. Catalog.Existing.Select(existing => checks.SecretOfOthers(existing.Arn)),
                .. Aws.Replicas.Select(replica => replica.KmsKeyArn).Append(Aws.Kms.KeyArn).OfType<string>().Distinct().Select(AwsChecks.Key),
                .. Readers(checks),
            ];
        }
    }

    /// <summary>Who reads, and who vouches for that.</summary>
    private IEnumerable<Question> Readers(AwsChecks checks)
    {
        if (Aws.Identity.ReaderRoleArn is { } reader)
            return IsHere(reader) ? [AwsChecks.Role(reader[(reader.LastIndexOf('/') + 1)..], Words.Own("the stack reads as this role"), isMadeByStack: false)] : [];
        var role = AwsChecks.Role(RoleName, Words.Own("the reader role"), isMadeByStack: true);
        return Aws.Identity switch
        {
            IdentitySettings.Irsa irsa => [role, AwsChecks.OidcProvider(irsa.OidcProviderArn)],
            IdentitySettings.PodIdentity pod => [role, .. IsHere(pod.OperatorRoleArn)
                ? [AwsChecks.Role(pod.OperatorRoleArn[(pod.OperatorRoleArn.LastIndexOf('/') + 1)..], Words.Own("the operator has it through Pod Identity"), isMadeByStack: false), Association(checks)]
                : Array.Empty<Question>()],
            var other => throw new UnreachableException(other.Word),
        };
    }

    /// <summary>A role of another account nobody here may look at.</summary>
    private bool IsHere(string roleArn) => roleArn.Split(':')[4] == Aws.AccountId;

    /// <summary>The AWS CLI calls a context by the cluster's ARN unless it is told a name.</summary>
    private Question Association(AwsChecks checks) => Settings.Kubernetes.Context.Split(":cluster/") is [_, var cluster]
        ? checks.Association(cluster, OperatorSettings.Name, OperatorSettings.Name, isMadeByStack: false)
        : checks.AssociationOfUnknown(Settings.Kubernetes.Context, OperatorSettings.Name, OperatorSettings.Name);

    public override IEnumerable<OwnPart> Own
    {
        get
        {
            foreach (var group in Catalog.Groups)
                yield return new(SharedKind.SecretPath, (Aws.AccountId, Aws.Region, group.AwsName), "mcp-infra:environment", $"makes {group.AwsName} in account {Aws.AccountId}")
                {
                    Apart = name => name,
                };
            yield return new(SharedKind.Role, (Aws.AccountId, RoleName), "mcp-infra:environment", $"makes the role {RoleName}") { Apart = name => name };
            yield return Trusted;
            foreach (var (path, existing) in AwsRules.Existing(Settings).DistinctBy(existing => existing.Secret.Arn))
                yield return new(SharedKind.Secret, existing.Arn, path.Key("arn").Text, $"reads {existing.Arn}");
        }
    }

    private string RoleName => ReaderPolicies.RoleName(Aws, Settings.Environment);

    /// <summary>One operator role in one cluster serves every environment there, as it must; in two clusters it joins them.</summary>
    private OwnPart Trusted => Aws.Identity switch
    {
        IdentitySettings.Irsa irsa =>
            new(SharedKind.TrustSubject, (irsa, Settings.Namespace), "mcp-infra:identity.serviceAccount", $"trusts {Settings.Namespace}/{irsa.ServiceAccount} of one OIDC provider")
            {
                Apart = name => $"{irsa.ServiceAccount}-{name}",
            },
        IdentitySettings.PodIdentity pod =>
            new(SharedKind.TrustSubject, pod, "mcp-infra:identity.operatorRoleArn", $"trusts {pod.OperatorRoleArn}, the operator of another cluster")
            {
                SharedWithin = Settings.Kubernetes.Context,
            },
        var other => throw new UnreachableException(other.Word),
    };
}
