using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>HashiCorp Vault, whichever operator reads it.</summary>
internal abstract class VaultBackend(LoadedStack stack, BackendSettings.Vault vault) : Backend(stack)
{
    protected BackendSettings.Vault Vault { get; } = vault;

    /// <summary>Name of the operator that makes the Secrets.</summary>
    protected abstract Words Operator { get; }

    public sealed override AwsSettings? MadeInAws => null;

    public sealed override IEnumerable<SecretObject> MadeByOthers => [];

    public sealed override IValueStore? Store(IPrograms programs, string directory) => new VaultStore(programs, Vault.Address, Vault.Namespace, Vault.Mount);

    protected sealed override IEnumerable<string> PutBySecretPut => NamesOfExternal;

    protected sealed override IReadOnlyList<Words> HolderLines => [];

    public sealed override Words PutBy => Words.Own("you");

    public sealed override Words Heading => $"backend vault {Vault.Address} through {Operator}";

    public sealed override Words Title => Words.Own("Vault");

    protected Words Role => $"role {Vault.Role}";

    public sealed override ReadCost? Cost => null;

    public sealed override void Check(Problems problems)
    {
        if (!Vault.Address.StartsWith("http://", StringComparison.Ordinal))
            return;
        var path = SettingsPath.Of("vault").Key("address");
        if (Vault.Ca is not null)
            problems.Remove(SettingsPath.Of("vault").Key(Vault.Ca.Holder == CertificateHolder.Secret ? "caSecret" : "caConfigMap"), "has no meaning with an http:// address, which has no certificate.");
        else
            problems.Warn(path, "is http://: the secrets cross the network in plain text.", problems.Command.Set(path, Vault.Address.Replace("http://", "https://", StringComparison.Ordinal)));
    }

    /// <summary>Every call names the server, and a token of another is not taken.</summary>
    public sealed override Question? SignIn => null;

    public sealed override IReadOnlyList<Question> Needs
    {
        get
        {
            var checks = new VaultChecks(Vault);
            return [checks.Server, .. Holders.Select(checks.Token).Take(1), checks.AuthMethod, checks.Role(Settings.Namespace), checks.Engine];
        }
    }

    public sealed override IEnumerable<OwnPart> Own =>
    [
        .. Holders.Select(path => new OwnPart(SharedKind.SecretPath, (Vault.Address, Vault.Namespace, Vault.Mount, path), "mcp-infra:vault.path", $"reads {path} in the Vault at {Vault.Address}")
        {
            Apart = free => $"{Vault.Path}/{free}",
        }),
        new(SharedKind.Role, (Vault.Address, Vault.Namespace, Vault.AuthMount, Vault.Role), "mcp-infra:vault.role", $"reads with the role {Vault.Role} of the Vault at {Vault.Address}")
        {
            Apart = free => $"{Vault.Role}-{free}",
        },
    ];
}

/// <summary>Vault, read through External Secrets Operator's <c>vault</c> provider.</summary>
internal sealed class VaultThroughEso(LoadedStack stack, BackendSettings.Vault vault) : VaultBackend(stack, vault)
{
    protected override Words Operator => Words.Own("External Secrets Operator");

    public override OperatorRead? Read => EsoManifests.Read;

    public override Words Way => EsoManifests.Way(Settings, Role);

    public override Words Refresh(SecretObject secret) => EsoManifests.Refresh(Settings, secret);

    protected override IEnumerable<KubernetesManifest> Objects
    {
        get
        {
            var account = EsoManifests.ServiceAccountRef(Settings, Vault.ServiceAccount);
            if (Vault.Audience is { } audience)
                account["audiences"] = new List<object?> { audience };

            // The CRD asks for mountPath, default or not: whoever checks without filling in would refuse a store without it.
            var spec = Map(
                ("auth", Map(("kubernetes", Map(("mountPath", Vault.AuthMount), ("role", Vault.Role), ("serviceAccountRef", account))))),
                ("path", Vault.Mount),
                ("server", Vault.Address));
            if (Vault.Namespace is { } @namespace)
                spec["namespace"] = @namespace;
            if (Vault.Ca is { } ca)
                spec["caProvider"] = CaProvider(ca);
            return EsoManifests.All(Stack, "vault", spec, EnvironmentObjects.ServiceAccount(Settings, Vault.ServiceAccount));
        }
    }

    private Dictionary<string, object?> CaProvider(CertificateAuthority ca)
    {
        var provider = Map(("key", ca.Key), ("name", ca.Name), ("type", ca.Holder.ToString()));
        if (EsoManifests.InCluster(Settings))
            provider["namespace"] = Settings.Namespace;
        return provider;
    }
}
