using System.Text.Json.Nodes;
using System.Xml.Linq;
using McpInfra.Plaintext;
using McpInfra.Programs;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The programs of the path, and of <c>aws</c> what <c>doctor</c> asks of it: answered by the same endpoint that the tests deploy
/// into, since not every machine has the AWS CLI. What it takes on its command line is held against AWS's models elsewhere.
/// </summary>
internal sealed class AwsLine(AwsApi aws) : IPrograms
{
    private readonly PathPrograms _path = new();

    public async Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default)
    {
        if (program != "aws")
            return await _path.RunAsync(program, arguments, input, longest, cancellation);
        try
        {
            return new ProgramAnswer(0, await AnswerAsync(arguments));
        }
        catch (AwsException refused)
        {
            return new ProgramAnswer(254, "", $"An error occurred ({refused.Code}) when calling it");
        }
    }

    private async Task<string> AnswerAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is ["--version"])
            return "aws-cli/2.31.0";
        return (arguments[0], arguments[1]) switch
        {
            ("sts", "get-caller-identity") => new JsonObject { ["Account"] = Texts(await aws.StsAsync("GetCallerIdentity"), "Account").Single() }.ToJsonString(),
            ("secretsmanager", "list-secrets") => $"{(await aws.SecretsManagerAsync("ListSecrets", new JsonObject { ["MaxResults"] = 1 }))["SecretList"]!.AsArray().Count}",
            ("secretsmanager", "describe-secret") => (await aws.SecretsManagerAsync("DescribeSecret", new JsonObject { ["SecretId"] = Of("--secret-id") })).ToJsonString(),
            ("kms", "describe-key") => (await aws.KmsAsync("DescribeKey", new JsonObject { ["KeyId"] = Of("--key-id") })).ToJsonString(),
            ("iam", "get-role") => Role(await aws.IamAsync("GetRole", ("RoleName", Of("--role-name")))),
            ("iam", "get-open-id-connect-provider") => Provider(await aws.IamAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", Of("--open-id-connect-provider-arn")))),
            _ => throw new AwsException("InvalidAction", arguments[0]),
        };

        string Of(string option) => arguments[arguments.ToList().IndexOf(option) + 1];
    }

    private static string Role(XElement answer) => new JsonObject
    {
        ["Role"] = new JsonObject { ["Tags"] = new JsonArray([.. Texts(answer, "Key").Select(key => new JsonObject { ["Key"] = key })]) },
    }.ToJsonString();

    private static string Provider(XElement answer) => new JsonObject
    {
        ["ClientIDList"] = new JsonArray([.. answer.Descendants().Single(element => element.Name.LocalName == "ClientIDList").Elements().Select(client => JsonValue.Create(client.Value))]),
    }.ToJsonString();

    private static IEnumerable<string> Texts(XElement answer, string name) => answer.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);
}
