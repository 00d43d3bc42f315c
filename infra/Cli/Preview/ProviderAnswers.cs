using System.Collections.Immutable;
using System.Globalization;

namespace McpInfra.Cli.Preview;

/// <summary>
/// What a provider adds to a resource that it has made: its id and its computed outputs, by type token. The one table of
/// it: the preview answers the program from here, and so do the mocks of the tests.
/// </summary>
/// <param name="password">Makes up what a random password of this name and these inputs is.</param>
/// <param name="versionId">Makes up the version id of the secret version of this name.</param>
internal sealed class ProviderAnswers(
    string partition, string region, string accountId, Func<string, ImmutableDictionary<string, object>, string> password, Func<string, string> versionId)
{
    /// <summary>A version id as the AWS provider makes it: a time and a counter, alike but for the last digits.</summary>
    public static string VersionId(int counter) => string.Create(CultureInfo.InvariantCulture, $"terraform-202601010000000000{counter:x8}");

    /// <returns>The id, and the state: the inputs with what is computed.</returns>
    public (string Id, ImmutableDictionary<string, object> State) To(string type, string name, ImmutableDictionary<string, object> inputs)
    {
        var (id, outputs) = Computed(type, name, inputs);
        return (id, inputs.SetItems(outputs));
    }

    /// <exception cref="NotSupportedException">A type of AWS or of random values that has no row, whose outputs would silently be missing.</exception>
    private (string Id, Dictionary<string, object> Outputs) Computed(string type, string name, ImmutableDictionary<string, object> inputs)
    {
        switch (type)
        {
            case "random:index/randomPassword:RandomPassword":
                return ("none", new() { ["result"] = password(name, inputs) });
            case "aws:secretsmanager/secret:Secret":
                var secretArn = Arn("secretsmanager", $"secret:{inputs["name"]}-XXXXXX");
                return (secretArn, new() { ["arn"] = secretArn });
            case "aws:secretsmanager/secretVersion:SecretVersion":
                var version = versionId(name);
                return ($"{inputs["secretId"]}|{version}", new() { ["versionId"] = version });
            case "aws:secretsmanager/secretPolicy:SecretPolicy":
                return ($"{inputs["secretArn"]}", []);
            case "aws:kms/key:Key":
                return (name, new() { ["arn"] = Arn("kms", "key/" + name), ["keyId"] = name });
            case "aws:kms/alias:Alias":
                return ($"{inputs["name"]}", []);
            case "aws:iam/role:Role":
                return ($"{inputs["name"]}", new() { ["arn"] = $"arn:{partition}:iam::{accountId}:role/{inputs["name"]}" });
            case "aws:iam/openIdConnectProvider:OpenIdConnectProvider":
                var providerArn = $"arn:{partition}:iam::{accountId}:oidc-provider/{$"{inputs["url"]}"["https://".Length..]}";
                return (providerArn, new() { ["arn"] = providerArn });
            case "aws:eks/addon:Addon":
                return ($"{inputs["clusterName"]}:{inputs["addonName"]}", []);
            case "aws:eks/podIdentityAssociation:PodIdentityAssociation":
                return ("a-" + name, []);
            case "aws:iam/rolePolicy:RolePolicy":
                return ($"{inputs["role"]}:{inputs["name"]}", []);
            default:
                // A component, a provider and an object of Kubernetes have outputs that are their inputs.
                return type.Split(':')[0] is "aws" or "random"
                    ? throw new NotSupportedException($"There is no row for {type}.")
                    : (name + "-id", []);
        }
    }

    private string Arn(string service, string resource) => $"arn:{partition}:{service}:{region}:{accountId}:{resource}";
}
