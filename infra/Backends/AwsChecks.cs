using McpInfra.Checks;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Yaml;

namespace McpInfra.Backends;

/// <summary>What one account and region of AWS is asked before anything is made there, through <c>aws</c>.</summary>
internal sealed class AwsChecks(string accountId, string region)
{
    /// <summary>Name of the check that every other one of an account needs: in another account each would speak of something else.</summary>
    public const string Account = "account";

    private const string Program = "aws";

    private const string PodIdentity = "Pod Identity";

    private static readonly string[] Json = ["--output", "json"];

    /// <summary>Whose credentials are at hand; an answer that is no account is not shown.</summary>
    public Question Identity => Question.OfJson(Account, Program, ["sts", "get-caller-identity", "--region", region, .. Json],
        answer => answer.Text("Account") is not { } found ? []
            : found == accountId ? [Found.Ok($"{accountId}, as the stack says")]
            : [Found.Fail($"the credentials at hand are of {(found.Length == 12 && found.All(char.IsAsciiDigit) ? Words.Of($"account {found}") : Words.Own("another account"))}; the stack may touch {accountId} alone", $"take those of {accountId} (mcp-infra:aws.accountId), such as by the name of their profile\n{ShellLine.Of($"export AWS_PROFILE=PROFILE")}")],
        answer => answer.LacksCredentials() ? [Found.Fail($"there are no AWS credentials that are taken", $"name a profile that has some, or log in with aws 2\n{ShellLine.Of($"export AWS_PROFILE=PROFILE")}\n{ShellLine.Of($"aws sso login")}")] : []);

    /// <summary>A region that the account has not turned on takes no credentials.</summary>
    public Question Region => After(Question.Of("region", Program, ["secretsmanager", "list-secrets", "--region", region, "--max-items", "1", "--query", "length(SecretList)", .. Json],
        answer => answer.Code == 0 ? [Found.Ok($"Secrets Manager answers in {region}")]
            : answer.LacksCredentials() ? [Found.Fail($"{region} takes no credentials of this account: most likely it is not turned on", $"turn it on for the account\n{ShellLine.Of($"aws account enable-region --region-name {region}")}")]
            : answer.Says("Could not connect") ? [Found.Fail($"there is no Secrets Manager at {region}, or no way to it from here")] : [],
        Words.Own("secretsmanager:ListSecrets")));

    /// <summary>A name that the stack makes a secret of.</summary>
    public Question NameOfSecret(string name, string environment) => After(Question.OfJson($"secret {name}", Program, Describe(name),
        answer => Scheduled(answer, name) is { } gone ? [gone]
            : answer.Items("Tags").Any(tag => tag.Text("Key") == "mcp-infra:environment" && tag.Text("Value") == environment) ? [Found.Ok($"there already, with the tags of this environment")]
            : [Found.Warn($"there already, and not by its tags of this environment: where another made it, pulumi up stops here")],
        answer => answer.Says("ResourceNotFoundException") ? [Found.Ok($"the name is free")] : [],
        Words.Own("secretsmanager:DescribeSecret")));

    /// <summary>A secret that somebody else makes.</summary>
    public Question SecretOfOthers(string arn) => After(Question.OfJson($"secret {arn}", Program, Describe(arn),
        answer => [Scheduled(answer, arn) ?? Found.Ok($"there")],
        answer => answer.Says("ResourceNotFoundException") ? [Found.Fail($"not there, and the stack reads it", $"have its owner make it, or name another in the stack")] : [],
        Words.Own("secretsmanager:DescribeSecret")));

    /// <summary>A name stays taken until the last day of its recovery.</summary>
    private Found? Scheduled(YamlNode answer, string name) => answer.Text("DeletedDate") is not { Length: > 0 } ? null
        : Found.Fail($"was deleted, and its name is taken until AWS has let it go; nobody can read it", $"take it back, then import it with the line of {Page.Failures}\n{ShellLine.Of($"aws secretsmanager restore-secret --region {region} --secret-id {name}")}");

    public static Question Key(string arn) => After(Question.OfJson($"key {arn}", Program, ["kms", "describe-key", "--region", arn.Split(':')[3], "--key-id", arn, .. Json],
        answer => (answer.Text("KeyMetadata", "KeyState"), answer.Text("KeyMetadata", "KeyUsage")) switch
        {
            ("Enabled", "ENCRYPT_DECRYPT") => [Found.Ok($"enabled, and encrypts")],
            ("Enabled", _) => [Found.Fail($"is no key that encrypts, which Secrets Manager asks for", $"name another key in aws.kms")],
            (null, _) => [],
            var (state, _) => [Found.Fail($"cannot be used: its state is {state}", $"have its owner enable it, or name another key in aws.kms")],
        },
        answer => answer.Says("NotFoundException") ? [Found.Fail($"there is no such key in that account and region", $"name another key in aws.kms")] : [],
        Words.Own("kms:DescribeKey")));

    public static Question Role(string name, Words whatFor, bool isMadeByStack) => After(Question.OfJson($"role {name}", Program, ["iam", "get-role", "--role-name", name, .. Json],
        answer => !isMadeByStack ? [Found.Ok($"there: {whatFor}")]
            : answer.Items("Role", "Tags").Any(tag => tag.Text("Key")?.StartsWith("mcp-infra:", StringComparison.Ordinal) is true) ? [Found.Ok($"there already, with the tags of this program")]
            : [Found.Warn($"there already, and not by its tags of this program: where another made it, pulumi up stops here")],
        answer => !answer.Says("NoSuchEntity") ? []
            : isMadeByStack ? [Found.Ok($"the name is free")]
            : [Found.Fail($"not there: {whatFor}", $"make it, or name another in the stack")],
        Words.Own("iam:GetRole")));

    public static Question OidcProvider(string arn) => After(Question.OfJson("OIDC provider", Program, ["iam", "get-open-id-connect-provider", "--open-id-connect-provider-arn", arn, .. Json],
        answer => answer.Items("ClientIDList").OfType<ScalarNode>().Any(client => client.Written == Audience) ? [Found.Ok($"known to IAM, for {Audience}")]
            : [Found.Fail($"known to IAM, and not for {Audience}, for which the operator has tokens made",
                ShellLine.Of($"aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn {arn} --client-id {Audience}"))],
        answer => answer.Says("NoSuchEntity") ? [Found.Fail($"IAM does not know it, so that nobody can become the reader role",
            ShellLine.Of($"aws iam create-open-id-connect-provider --url {"https://" + ReaderPolicies.IssuerOf(arn)} --client-id-list {Audience}"))] : [],
        Words.Own("iam:GetOpenIDConnectProvider")));

    /// <summary>What EKS knows of who the operator's pods are.</summary>
    public Question Association(string cluster, string @namespace, string account, bool isMadeByStack) => After(Question.OfJson(PodIdentity, Program, Associations(cluster, @namespace, account),
        answer => answer.Items("associations").Any() ? [Found.Ok($"EKS has an association for ServiceAccount {@namespace}/{account}")]
            : isMadeByStack ? [Found.Ok($"the association is still to be made, which this stack does")]
            : [Found.Fail($"EKS has no association for ServiceAccount {@namespace}/{account}: the operator is nobody to AWS",
                $"bring the cluster's stack up, or make it by hand\n{ShellLine.Of($"aws eks create-pod-identity-association --region {region} --cluster-name {cluster} --namespace {@namespace} --service-account {account} --role-arn ROLE_ARN")}")],
        answer => answer.Says("ResourceNotFoundException") ? [Found.Fail($"there is no EKS cluster {cluster} in {region}", $"name another cluster in the stack")] : [],
        Words.Own("eks:ListPodIdentityAssociations")));

    public Question Cluster(string cluster) => After(Question.OfJson("EKS cluster", Program, ["eks", "describe-cluster", "--region", region, "--name", cluster, .. Json],
        answer => answer.Text("cluster", "status") switch
        {
            "ACTIVE" => [Found.Ok($"active, Kubernetes {answer.Text("cluster", "version")}")],
            { } status => [Found.Warn($"its status is {status}")],
            null => [],
        },
        answer => answer.Says("ResourceNotFoundException") ? [Found.Fail($"there is no EKS cluster {cluster} in {region}", $"name another cluster in the stack")] : [],
        Words.Own("eks:DescribeCluster")));

    /// <summary>The agent that hands credentials to pods.</summary>
    public Question Agent(string cluster, string addon, bool isMadeByStack) => After(Question.OfJson("Pod Identity agent", Program, ["eks", "describe-addon", "--region", region, "--cluster-name", cluster, "--addon-name", addon, .. Json],
        answer => answer.Text("addon", "status") is "ACTIVE" ? [Found.Ok($"runs as an add-on")] : [Found.Warn($"its status is {answer.Text("addon", "status") ?? "not told"}")],
        answer => !answer.Says("ResourceNotFoundException") ? []
            : isMadeByStack ? [Found.Ok($"still to be added, which this stack does")]
            : [Found.Warn($"EKS runs no such add-on, without which pods get no credentials; EKS Auto Mode has one of its own", $"have the stack add it: cluster.identity.addon")],
        Words.Own("eks:DescribeAddon")));

    /// <summary>The same where nobody says which cluster of EKS it is.</summary>
    public Question AssociationOfUnknown(string context, string @namespace, string account) => new(
        PodIdentity, ShellLine.Of($"{Program} {Associations("CLUSTER", @namespace, account)}"),
        (_, _) => Task.FromResult<IReadOnlyList<Found>>([Found.Unknown($"the stack does not say what EKS calls the cluster of context {context}", $"run the line with the name of the cluster; it lists one association where all is well")]));

    private string[] Associations(string cluster, string @namespace, string account) =>
        ["eks", "list-pod-identity-associations", "--region", region, "--cluster-name", cluster, "--namespace", @namespace, "--service-account", account, .. Json];

    /// <summary>Whom the token of an environment's ServiceAccount is for.</summary>
    private const string Audience = "sts.amazonaws.com";

    private string[] Describe(string id) => ["secretsmanager", "describe-secret", "--region", id.StartsWith("arn:", StringComparison.Ordinal) ? id.Split(':')[3] : region, "--secret-id", id, .. Json];

    private static Question After(Question check) => check with { After = Account };
}
