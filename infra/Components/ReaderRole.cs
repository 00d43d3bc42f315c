using System.Collections.Immutable;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings.Backends;
using Pulumi;
using Iam = Pulumi.Aws.Iam;
using SecretsManager = Pulumi.Aws.SecretsManager;

namespace McpInfra.Components;

/// <summary>What a <see cref="ReaderRole"/> is made from.</summary>
/// <param name="SecretArns">The environment's own secrets, by group.</param>
/// <param name="KeyArns">The keys of those secrets, but for the AWS-managed one.</param>
internal sealed record ReaderRoleArgs(
    LoadedStack Stack, AwsSettings Aws, IReadOnlyDictionary<string, Output<string>> SecretArns, Output<ImmutableArray<string>> KeyArns);

/// <summary>
/// The role that reads this environment's secrets and nothing else, and the secrets' own policies that name it. Where
/// the stack names a role of somebody else, only the policies are made.
/// </summary>
internal sealed class ReaderRole : ComponentResource
{
    public const string TypeToken = "mcp-infra:aws:ReaderRole";

    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    public ReaderRole(string name, ReaderRoleArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        RoleArn = args.Aws.Identity.ReaderRoleArn is { } existing ? Output.Create(existing) : AddRole(name, args).Arn;
        foreach (var (group, arn) in args.SecretArns)
        {
            _ = new SecretsManager.SecretPolicy($"{name}-{group}", new SecretsManager.SecretPolicyArgs
            {
                SecretArn = arn,
                BlockPublicPolicy = true,
                Policy = Output.Tuple(arn, RoleArn)
                    .Apply(arns => ReaderPolicies.OfSecret(arns.Item1, arns.Item2).ToJson()),
            }, new CustomResourceOptions { Parent = this });
        }

        RegisterOutputs();
    }

    private Iam.Role AddRole(string name, ReaderRoleArgs args)
    {
        var (settings, aws) = (args.Stack.Settings, args.Aws);
        var role = new Iam.Role(name, new Iam.RoleArgs
        {
            Name = ReaderPolicies.RoleName(aws, settings.Environment),
            Description = $"Reads the MCP gateway's secrets of environment {settings.Environment}",
            AssumeRolePolicy = ReaderPolicies.Trust(aws.Identity, settings.Namespace).ToJson(),
            PermissionsBoundary = aws.PermissionsBoundary is { } boundary ? (Input<string>)boundary : null,
            Tags = new Dictionary<string, string>(aws.Tags) { ["mcp-infra:environment"] = settings.Environment },
        }, new CustomResourceOptions { Parent = this });

        var secretArns = Output.All(args.SecretArns.Values
            .Concat(args.Stack.Catalog.Existing.Select(existing => Output.Create(existing.Arn))));
        var keyArns = args.KeyArns.Apply(own => own.AddRange(args.Stack.Catalog.Existing.Select(existing => existing.KmsKeyArn).OfType<string>()));
        _ = new Iam.RolePolicy(name, new Iam.RolePolicyArgs
        {
            Name = "read-secrets",
            Role = role.Name,
            Policy = Output.Tuple(secretArns, keyArns)
                .Apply(arns => ReaderPolicies.Access(aws, arns.Item1, arns.Item2).ToJson()),
        }, new CustomResourceOptions { Parent = this });
        return role;
    }
}
