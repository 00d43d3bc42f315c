using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;

namespace McpInfra.Backends;

/// <summary>Kubernetes Secrets that somebody else makes: nothing is made, read or waited for.</summary>
internal sealed class ExistingBackend(LoadedStack stack) : Backend(stack)
{
    protected override IEnumerable<KubernetesManifest> Objects => [];

    public override IEnumerable<SecretObject> MadeByOthers => Catalog.Objects;

    public override AwsSettings? MadeInAws => null;

    public override IValueStore? Store(IPrograms programs, string directory) => null;

    public override OperatorRead? Read => null;

    protected override IEnumerable<string> PutBySecretPut => [];

    protected override IReadOnlyList<Words> HolderLines => ByHolder((holder, keys) =>
        $"see that {holder} is in namespace {Settings.Namespace}, with {Words.Join(", ", keys)}");

    public override Words PutBy => Words.Own("its owner");

    public override Words Heading => $"backend {Settings.Backend.Word}";

    public override Words Title => Words.Own("Secrets of others");

    public override Words? Way => null;

    public override Words Refresh(SecretObject secret) => Words.None;

    public override ReadCost? Cost => null;

    public override Question? SignIn => null;

    /// <summary>All that it needs is in the cluster.</summary>
    public override IReadOnlyList<Question> Needs => [];

    /// <summary>One namespace of one cluster is all that two could share, and that is looked for whatever the backend.</summary>
    public override IEnumerable<OwnPart> Own => [];

    public override void Check(Problems problems)
    {
        const string feeds = "gateway-";
        var objects = Catalog.Objects
            .ToDictionary(secret => secret.FeedsGateway ? secret.Id[feeds.Length..] : secret.Id);
        foreach (var (use, named) in Settings.Backend.SecretsOfOthers)
        {
            var path = ExistingTopic.Secrets.Key(use);
            if (!objects.TryGetValue(use, out var secret))
            {
                problems.UnknownKey(path, use, [.. objects.Keys.Order(StringComparer.Ordinal)]);
                continue;
            }

            foreach (var key in named.Keys.Keys)
                CheckKey(path.Key("keys").Key(key), key, secret, problems);
        }
    }

    private static void CheckKey(SettingsPath path, string key, SecretObject secret, Problems problems)
    {
        var known = secret.Fetched.Select(fetched => fetched.Key).ToList();
        if (secret.FeedsGateway)
            problems.Remove(path, "cannot be: the gateway takes every key of this Secret as the variable of that name.");
        else if (!known.Contains(key))
            problems.UnknownKey(path, key, known);
        else if (!ChartNames.SecretKeySettings.ContainsKey(key))
            problems.Remove(path, "cannot be: the chart reads this key under no other name.");
    }
}
