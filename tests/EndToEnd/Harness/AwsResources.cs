using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Secrets, their versions and policies, keys and roles at a real AWS endpoint, made as Pulumi's AWS provider makes them.</summary>
internal sealed class AwsResources(AwsApi aws) : ILiveProvider
{
    private const string Secret = "aws:secretsmanager/secret:Secret";
    private const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
    private const string SecretPolicy = "aws:secretsmanager/secretPolicy:SecretPolicy";
    private const string Key = "aws:kms/key:Key";
    private const string KeyAlias = "aws:kms/alias:Alias";
    private const string Role = "aws:iam/role:Role";
    private const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";

    private static int _versions;

    public bool Handles(string type) => type.StartsWith("aws:", StringComparison.Ordinal);

    public bool MustReplace(
        string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) =>
        type == SecretVersion || changedInputs.Contains("name");

    public async Task<LiveResource> CreateAsync(LiveResource wanted)
    {
        var inputs = wanted.Inputs;
        switch (wanted.Type)
        {
            case Secret:
                var made = await aws.SecretsManagerAsync("CreateSecret", new JsonObject
                {
                    ["Name"] = inputs.Text("name"),
                    ["Description"] = inputs.Text("description"),
                    ["KmsKeyId"] = inputs.Text("kmsKeyId"),
                    ["Tags"] = Tags(inputs),
                    ["ClientRequestToken"] = Guid.NewGuid().ToString(),
                });
                var arn = (string)made["ARN"]!;
                return Made(wanted, arn, ("arn", arn));
            case SecretVersion:
                var id = VersionId();
                await aws.SecretsManagerAsync("PutSecretValue", new JsonObject
                {
                    ["SecretId"] = inputs.Text("secretId"),
                    ["SecretString"] = inputs.Text("secretString"),
                    ["ClientRequestToken"] = id,
                });
                return Made(wanted, $"{inputs.Text("secretId")}|{id}", ("versionId", id));
            case Key:
                var key = (await aws.KmsAsync("CreateKey", new JsonObject
                {
                    ["Description"] = inputs.Text("description"),
                    ["Policy"] = inputs.Text("policy"),
                }))["KeyMetadata"]!;
                return Made(wanted, (string)key["KeyId"]!, ("arn", (string)key["Arn"]!), ("keyId", (string)key["KeyId"]!));
            case KeyAlias:
                await aws.KmsAsync("CreateAlias", new JsonObject { ["AliasName"] = inputs.Text("name"), ["TargetKeyId"] = inputs.Text("targetKeyId") });
                return Made(wanted, inputs.Text("name")!);
            case Role:
                var role = await aws.IamAsync("CreateRole",
                    ("RoleName", inputs.Text("name")!), ("AssumeRolePolicyDocument", inputs.Text("assumeRolePolicy")!), ("Description", inputs.Text("description") ?? ""));
                return Made(wanted, inputs.Text("name")!, ("arn", role.Descendants().First(element => element.Name.LocalName == "Arn").Value));
            case var eks when eks.StartsWith("aws:eks/", StringComparison.Ordinal):
                // No emulator has that API: it is kept what is asked for.
                return Made(wanted, wanted.Name);
            default:
                return await UpdateAsync(wanted, wanted with { Id = wanted.Name });
        }
    }

    public async Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before)
    {
        var inputs = wanted.Inputs;
        switch (wanted.Type)
        {
            case Secret:
                await aws.SecretsManagerAsync("UpdateSecret", new JsonObject
                {
                    ["SecretId"] = before.Id,
                    ["Description"] = inputs.Text("description"),
                    ["KmsKeyId"] = inputs.Text("kmsKeyId"),
                    ["ClientRequestToken"] = Guid.NewGuid().ToString(),
                });
                await aws.SecretsManagerAsync("TagResource", new JsonObject { ["SecretId"] = before.Id, ["Tags"] = Tags(inputs) });
                break;
            case SecretPolicy:
                await aws.SecretsManagerAsync("PutResourcePolicy", new JsonObject
                {
                    ["SecretId"] = inputs.Text("secretArn"),
                    ["ResourcePolicy"] = inputs.Text("policy"),
                    ["BlockPublicPolicy"] = true,
                });
                break;
            case Role:
                await aws.IamAsync("UpdateAssumeRolePolicy", ("RoleName", before.Id), ("PolicyDocument", inputs.Text("assumeRolePolicy")!));
                break;
            case RolePolicy:
                await aws.IamAsync("PutRolePolicy",
                    ("RoleName", inputs.Text("role")!), ("PolicyName", inputs.Text("name")!), ("PolicyDocument", inputs.Text("policy")!));
                break;
            default:
                throw new NotSupportedException($"A change of {wanted.Type} is not one that a test makes.");
        }

        // What AWS told at its making stays; the inputs are the new ones.
        return wanted with { Id = before.Id, State = before.State.SetItems(inputs) };
    }

    public Task DeleteAsync(LiveResource resource)
    {
        var inputs = resource.Inputs;
        return resource.Type switch
        {
            Secret when inputs.Integer("recoveryWindowInDays") is var days and > 0 =>
                aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = resource.Id, ["RecoveryWindowInDays"] = days }),
            Secret => aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = resource.Id, ["ForceDeleteWithoutRecovery"] = true }),
            SecretPolicy => aws.SecretsManagerAsync("DeleteResourcePolicy", new JsonObject { ["SecretId"] = inputs.Text("secretArn") }),
            Key => aws.KmsAsync("ScheduleKeyDeletion", new JsonObject { ["KeyId"] = resource.Id, ["PendingWindowInDays"] = inputs.Integer("deletionWindowInDays", 30) }),
            KeyAlias => aws.KmsAsync("DeleteAlias", new JsonObject { ["AliasName"] = resource.Id }),
            Role => aws.IamAsync("DeleteRole", ("RoleName", resource.Id)),
            RolePolicy => aws.IamAsync("DeleteRolePolicy", ("RoleName", inputs.Text("role")!), ("PolicyName", inputs.Text("name")!)),

            // A version goes with its secret, or by itself once no label is on it.
            _ => Task.CompletedTask,
        };
    }

    /// <summary>In the form that the AWS provider gives it: a time and a counter.</summary>
    private static string VersionId() => string.Create(CultureInfo.InvariantCulture,
        $"terraform-{DateTime.UtcNow:yyyyMMddHHmmssffff}{Interlocked.Increment(ref _versions):x8}");

    private static LiveResource Made(LiveResource wanted, string id, params (string Key, string Value)[] added) => wanted with
    {
        Id = id,
        State = wanted.Inputs.SetItems(added.Select(entry => KeyValuePair.Create(entry.Key, (object)entry.Value))),
    };

    private static JsonArray Tags(ImmutableDictionary<string, object> inputs) =>
        [.. inputs.Texts("tags").Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })];
}
