using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

public sealed class AwsChecksTests
{
    private const string Absent = "An error occurred (ResourceNotFoundException) when calling the Describe operation: canary-9";

    private static readonly AwsChecks Aws = new(StackYaml.AccountId, "eu-west-1");

    private static readonly Dictionary<string, Question> Questions = new()
    {
        ["account"] = Aws.Identity,
        ["region"] = Aws.Region,
        ["secret"] = Aws.NameOfSecret("mcp/dev/gateway", "dev"),
        ["others"] = Aws.SecretOfOthers(StackYaml.ExistingArn),
        ["key"] = AwsChecks.Key(StackYaml.KmsKeyArn),
        ["role"] = AwsChecks.Role("mcp-dev-reader", Words.Own("the reader role"), isMadeByStack: true),
        ["operator"] = AwsChecks.Role("eso", Words.Own("the operator's"), isMadeByStack: false),
        ["provider"] = AwsChecks.OidcProvider(StackYaml.OidcProviderArn),
        ["association"] = Aws.Association("mcp", "external-secrets", "external-secrets", isMadeByStack: false),
        ["own association"] = Aws.Association("mcp", "external-secrets", "external-secrets", isMadeByStack: true),
        ["cluster"] = Aws.Cluster("mcp"),
        ["agent"] = Aws.Agent("mcp", "eks-pod-identity-agent", isMadeByStack: false),
        ["own agent"] = Aws.Agent("mcp", "eks-pod-identity-agent", isMadeByStack: true),
    };

    public static TheoryData<string, string, string, string, string?> Answers => new()
    {
        { "account", """{"Account": "123456789012"}""", "", "ok 123456789012, as the stack says", null },
        { "account", """{"Account": "210987654321"}""", "", "fail the credentials at hand are of account 210987654321; the stack may touch 123456789012 alone", "export AWS_PROFILE=PROFILE" },
        { "account", """{"Account": "canary-9"}""", "", "fail the credentials at hand are of another account; the stack may touch 123456789012 alone", "export AWS_PROFILE=PROFILE" },
        { "account", "", "Unable to locate credentials. You can configure", "fail there are no AWS credentials that are taken", "aws sso login" },
        { "account", "", "Could not connect to the endpoint URL", "unknown aws ended with 1", null },
        { "region", "1", "", "ok Secrets Manager answers in eu-west-1", null },
        { "region", "", "An error occurred (UnrecognizedClientException)", "fail eu-west-1 takes no credentials of this account: most likely it is not turned on", "aws account enable-region --region-name eu-west-1" },
        { "region", "", "Could not connect to the endpoint URL: \"https://canary-9\"", "fail there is no Secrets Manager at eu-west-1, or no way to it from here", null },
        { "region", "", "(AccessDeniedException)", "unknown whoever asks may not read this; it takes secretsmanager:ListSecrets", null },
        { "secret", "", Absent, "ok the name is free", null },
        { "secret", """{"Tags": [{"Key": "mcp-infra:environment", "Value": "dev"}]}""", "", "ok there already, with the tags of this environment", null },
        { "secret", """{"Tags": [{"Key": "mcp-infra:environment", "Value": "prod"}]}""", "", "warn there already, and not by its tags of this environment: where another made it, pulumi up stops here", null },
        { "secret", """{"DeletedDate": 1790000000.5}""", "", "fail was deleted, and its name is taken until AWS has let it go; nobody can read it", "aws secretsmanager restore-secret --region eu-west-1 --secret-id mcp/dev/gateway" },
        { "secret", "", "(AccessDeniedException)", "unknown whoever asks may not read this; it takes secretsmanager:DescribeSecret", null },
        { "others", """{"Name": "rds"}""", "", "ok there", null },
        { "others", "", Absent, "fail not there, and the stack reads it", null },
        { "key", """{"KeyMetadata": {"KeyState": "Enabled", "KeyUsage": "ENCRYPT_DECRYPT"}}""", "", "ok enabled, and encrypts", null },
        { "key", """{"KeyMetadata": {"KeyState": "Enabled", "KeyUsage": "SIGN_VERIFY"}}""", "", "fail is no key that encrypts, which Secrets Manager asks for", null },
        { "key", """{"KeyMetadata": {"KeyState": "PendingDeletion", "KeyUsage": "ENCRYPT_DECRYPT"}}""", "", "fail cannot be used: its state is PendingDeletion", null },
        { "key", "", "(NotFoundException)", "fail there is no such key in that account and region", null },
        { "key", "", "(AccessDeniedException)", "unknown whoever asks may not read this; it takes kms:DescribeKey", null },
        { "role", "", "(NoSuchEntity)", "ok the name is free", null },
        { "role", """{"Role": {"Tags": [{"Key": "mcp-infra:environment", "Value": "dev"}]}}""", "", "ok there already, with the tags of this program", null },
        { "role", """{"Role": {"Tags": []}}""", "", "warn there already, and not by its tags of this program: where another made it, pulumi up stops here", null },
        { "operator", """{"Role": {}}""", "", "ok there: the operator's", null },
        { "operator", "", "(NoSuchEntity)", "fail not there: the operator's", null },
        { "operator", "", "(AccessDenied)", "unknown whoever asks may not read this; it takes iam:GetRole", null },
        { "provider", """{"ClientIDList": ["sts.amazonaws.com"]}""", "", "ok known to IAM, for sts.amazonaws.com", null },
        { "provider", """{"ClientIDList": ["other"]}""", "", "fail known to IAM, and not for sts.amazonaws.com, for which the operator has tokens made", "aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn " + StackYaml.OidcProviderArn + " --client-id sts.amazonaws.com" },
        { "provider", "", "(NoSuchEntity)", "fail IAM does not know it, so that nobody can become the reader role", "aws iam create-open-id-connect-provider --url https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789 --client-id-list sts.amazonaws.com" },
        { "association", """{"associations": [{"associationId": "a"}]}""", "", "ok EKS has an association for ServiceAccount external-secrets/external-secrets", null },
        { "association", """{"associations": []}""", "", "fail EKS has no association for ServiceAccount external-secrets/external-secrets: the operator is nobody to AWS", "aws eks create-pod-identity-association --region eu-west-1 --cluster-name mcp --namespace external-secrets --service-account external-secrets --role-arn ROLE_ARN" },
        { "association", "", "(ResourceNotFoundException)", "fail there is no EKS cluster mcp in eu-west-1", null },
        { "own association", """{"associations": []}""", "", "ok the association is still to be made, which this stack does", null },
        { "cluster", """{"cluster": {"status": "ACTIVE", "version": "1.35"}}""", "", "ok active, Kubernetes 1.35", null },
        { "cluster", """{"cluster": {"status": "CREATING"}}""", "", "warn its status is CREATING", null },
        { "cluster", "", "(ResourceNotFoundException)", "fail there is no EKS cluster mcp in eu-west-1", null },
        { "agent", """{"addon": {"status": "ACTIVE"}}""", "", "ok runs as an add-on", null },
        { "agent", "", "(ResourceNotFoundException)", "warn EKS runs no such add-on, without which pods get no credentials; EKS Auto Mode has one of its own", null },
        { "own agent", "", "(ResourceNotFoundException)", "ok still to be added, which this stack does", null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Question_EachAnswer_SaysWhatItMeansAndWhatMendsIt(string question, string output, string error, string says, string? line)
    {
        var result = Assert.Single(await Asked.OfAsync(Questions[question], output, output.Length > 0 ? 0 : 1, error));

        Assert.Equal(says, result.Text());
        if (line is not null)
            Assert.Equal(line, result.Mend!.ToString().Split('\n')[^1]);
    }

    /// <summary>In the wrong account each of the others would speak of something else.</summary>
    [Fact]
    public void Questions_AllOthers_ComeAfterTheAccount() =>
        Assert.All(Questions.Values.Where(question => question.Name != AwsChecks.Account), question => Assert.Equal(AwsChecks.Account, question.After));
}
