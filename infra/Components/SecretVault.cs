using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using Pulumi;
using Pulumi.Random;
using Pulumi.Utilities;
using Kms = Pulumi.Aws.Kms;
using SecretsManager = Pulumi.Aws.SecretsManager;

namespace McpInfra.Components;

/// <summary>What a <see cref="SecretVault"/> is made from.</summary>
/// <param name="Hold">Called with every secret value, so that the guard can look for it elsewhere; returns the value to use.</param>
internal sealed record SecretVaultArgs(LoadedStack Stack, AwsSettings Aws, Func<Output<string>, Output<string>> Hold);

/// <summary>The environment's AWS secrets: one JSON secret per group, its values where Pulumi writes them, and the key.</summary>
internal sealed class SecretVault : ComponentResource
{
    public const string TypeToken = "mcp-infra:aws:SecretVault";

    /// <summary>
    /// What moves a secret back from another key: the provider takes a missing key for "no change"
    /// (hashicorp/terraform-provider-aws#21623).
    /// </summary>
    private const string AwsManagedKey = "alias/aws/secretsmanager";

    private readonly SecretVaultArgs _args;
    private readonly Input<string>? _key;
    private readonly List<Output<string?>> _keysInUse = [];
    private readonly Dictionary<string, Output<string>> _arns = [];
    private readonly Dictionary<string, Output<string>> _versionIds = [];

    /// <summary>ARN of each group's secret, by group.</summary>
    [Output("secretArns")]
    public Output<ImmutableDictionary<string, string>> SecretArns { get; private set; }

    public SecretVault(string name, SecretVaultArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        _args = args;
        _key = KeyFor(name);
        foreach (var group in args.Stack.Catalog.Groups)
            AddGroup(name, group);
        SecretArns = Output.All(_arns.Select(entry => entry.Value.Apply(arn => KeyValuePair.Create(entry.Key, arn))))
            .Apply(entries => entries.ToImmutableDictionary());
        RegisterOutputs();
    }

    /// <summary>Keys that the secrets are encrypted with, but for AWS's own: a secret may still have the one of former settings.</summary>
    public Output<ImmutableArray<string>> KeyArns => Output.All(_keysInUse)
        .Apply(keys => keys.Where(key => key?.Contains(":key/", StringComparison.Ordinal) == true).Select(key => key!).Distinct().ToImmutableArray());

    public IReadOnlyDictionary<string, Output<string>> Arns => _arns;

    /// <summary>Version id of each group that Pulumi writes.</summary>
    public IReadOnlyDictionary<string, Output<string>> VersionIds => _versionIds;

    private AwsSettings Aws => _args.Aws;

    private Input<string>? KeyFor(string name)
    {
        switch (Aws.Kms.Mode)
        {
            case KmsMode.AsItIs:
                return null;
            case KmsMode.AwsManaged:
                return AwsManagedKey;
            case KmsMode.Existing:
                return Aws.Kms.KeyArn!;
            case KmsMode.Managed:
                var key = new Kms.Key($"{name}-key", new Kms.KeyArgs
                {
                    Description = $"Secrets of the MCP gateway, environment {_args.Stack.Settings.Environment}",
                    EnableKeyRotation = true,
                    DeletionWindowInDays = Aws.RecoveryWindowDays is 0 ? 7 : Aws.RecoveryWindowDays,
                    Policy = ReaderPolicies.OfKey(Aws).ToJson(),
                    Tags = Tags(),
                }, new CustomResourceOptions
                {
                    Parent = this,
                    Protect = Aws.Protect,

                    // No settings say what it is still needed for: secrets that stayed on it, deleted ones that can be restored.
                    RetainOnDelete = true,
                });
                _ = new Kms.Alias($"{name}-key-alias", new Kms.AliasArgs
                {
                    Name = $"alias/{Aws.Prefix}/{_args.Stack.Settings.Environment}",
                    TargetKeyId = key.KeyId,
                }, new CustomResourceOptions { Parent = this });
                return key.Arn;
            default:
                throw new UnreachableException($"No key for {Aws.Kms.Mode}.");
        }
    }

    private void AddGroup(string name, AwsSecretGroup group)
    {
        var secret = new SecretsManager.Secret($"{name}-{group.Name}", new SecretsManager.SecretArgs
        {
            Name = group.AwsName,
            Description = group.WrittenByPulumi
                ? "Written by mcp-infra; a change made elsewhere is overwritten"
                : "Made empty by mcp-infra, which never reads or writes its value",
            KmsKeyId = _key,
            RecoveryWindowInDays = Aws.RecoveryWindowDays,
            Replicas = Aws.Replicas.Select(Replica).ToList(),
            Tags = Tags(),
        }, new CustomResourceOptions
        {
            Parent = this,
            Protect = Aws.Protect,

            // Whatever AWS tells of a key that nobody asked for, it is no difference (docs/adr/0011).
            IgnoreChanges = _key is null ? ["kmsKeyId"] : [],
        });
        _arns[group.Name] = secret.Arn;
        _keysInUse.Add(_key is null ? Output.Create(ToldAsync(secret.KmsKeyId)) : secret.KmsKeyId);
        if (!group.WrittenByPulumi)
            return;

        // A version is not protected, because a new one replaces it; what must never change takes no change instead.
        var version = new SecretsManager.SecretVersion($"{name}-{group.Name}", new SecretsManager.SecretVersionArgs
        {
            SecretId = secret.Id,
            SecretString = ValuesAsJson(name, group),
        }, new CustomResourceOptions { Parent = this, IgnoreChanges = group.Fixed ? ["secretString"] : [] });
        _versionIds[group.Name] = version.VersionId;
    }

    /// <summary>
    /// The key that a secret still has from former settings. Of AWS's own the provider tells none, which a preview takes for
    /// an output still to come: the reader's policy would be about to change at each preview, and change at no update.
    /// </summary>
    private static async Task<string?> ToldAsync(Output<string?> key) =>
        await OutputUtilities.GetIsKnownAsync(key).ConfigureAwait(false) ? await OutputUtilities.GetValueAsync(key).ConfigureAwait(false) : null;

    /// <summary>Keys in order: a dictionary's own order differs between runs and would make a new version each time.</summary>
    private Output<string> ValuesAsJson(string name, AwsSecretGroup group) => Output
        .All(group.Values.Select(value => ValueOf(name, group, value)))
        .Apply(values => JsonSerializer.Serialize(new SortedDictionary<string, string>(
            group.Values.Zip(values).ToDictionary(pair => pair.First.Property, pair => pair.Second), StringComparer.Ordinal)));

    private Output<string> ValueOf(string name, AwsSecretGroup group, AwsSecretValue value)
    {
        if (value.Source.From == SecretSource.Config)
            return _args.Hold(Output.CreateSecret(_args.Stack.Settings.SecretValues[value.Id].Reveal()));

        var password = new RandomPassword($"{name}-{value.Id}", new RandomPasswordArgs
        {
            Length = value.Source.Length,

            OverrideSpecial = GeneratedAlphabet.Special,
            MinSpecial = 1,
            MinLower = 1,
            MinUpper = 1,
            MinNumeric = 1,
            Keepers = { ["rotate"] = value.Source.Rotate.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        }, new CustomResourceOptions
        {
            Parent = this,
            Protect = group.Fixed && Aws.Protect,
            IgnoreChanges = group.Fixed ? FixedInputs() : [],
        });
        return _args.Hold(Output.CreateSecret(password.Result));
    }

    /// <summary>What would make a new value if it changed, in a release of this program too.</summary>
    private static List<string> FixedInputs() =>
        ["length", "keepers", "overrideSpecial", "minSpecial", "minLower", "minUpper", "minNumeric"];

    private static SecretsManager.Inputs.SecretReplicaArgs Replica(ReplicaSettings replica) => new()
    {
        Region = replica.Region,
        KmsKeyId = replica.KmsKeyArn is null ? null : (Input<string>)replica.KmsKeyArn,
    };

    private Dictionary<string, string> Tags() => new(Aws.Tags)
    {
        ["mcp-infra:environment"] = _args.Stack.Settings.Environment,
    };
}
