using System.Text.Json.Nodes;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>What each backend makes in the cluster, and that nothing after it can tell which it was.</summary>
public sealed class BackendManifestTests
{
    public static TheoryData<string> Names => BackendStacks.Names;

    /// <summary>Those whose objects are the program's own, and not a file's.</summary>
    public static TheoryData<string> MakingObjects => [.. BackendStacks.All.Keys.Except(["sealed"])];

    [Theory]
    [MemberData(nameof(MakingObjects))]
    public void Objects_EveryBackend_ReadAsTheSnapshot(string backend) =>
        Snapshot.Matches($"backends/{backend}.txt", ManifestText.Shown(BackendStacks.Load(backend, externalServers: true)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gateway_SameVariables_SeesTheSameWhateverTheBackend(bool externalServers)
    {
        var expected = Seen(AwsStack(externalServers));
        foreach (var backend in BackendStacks.All.Keys)
            Assert.Equal(expected, Seen(BackendStacks.Load(backend, externalServers)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Secrets_SameVariables_HaveTheSameNamesAndKeysWhateverTheBackend(bool externalServers)
    {
        var expected = Keys(AwsStack(externalServers)).Replace("mcp-gateway-external:", "mcp-gateway-external-secret:", StringComparison.Ordinal);
        foreach (var backend in BackendStacks.All.Keys)
            Assert.Equal(expected, Keys(BackendStacks.Load(backend, externalServers)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ChartValues_EveryBackend_AreThoseOfAwsButForTheirNames(string backend)
    {
        var settings = BackendStacks.Load(backend);
        var aws = ValueTree.Leaves(Values(AwsStack(false))).Select(leaf => leaf.Path);
        string[] rolling = settings.Backend.NamesSecrets ? [] : ["mcpContextForge.extraEnv[0].name", "mcpContextForge.extraEnv[0].value"];

        Assert.Equal(aws.Concat(rolling).Order(StringComparer.Ordinal), ValueTree.Leaves(Values(settings)).Select(leaf => leaf.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Existing_OtherNamesAndKeys_AreToldToTheChart()
    {
        var settings = BackendStacks.WithExternalServers(BackendStacks.Existing)
            .With("mcp-infra:existing.secrets", "{gateway: team, encryption: team, postgres: {name: cnpg-app, keys: {dbname: database}}, redis: {keys: {REDIS_URL: url}}}").Load();

        var values = Values(settings);

        Assert.Equal("cnpg-app", ValueTree.At(values, "postgres.external.existingSecret")!.ToString());
        Assert.Equal("database", ValueTree.At(values, "postgres.external.databaseKey"));
        Assert.Null(ValueTree.At(values, "postgres.external.hostKey"));
        Assert.Equal(("mcp-redis", "url"), (ValueTree.At(values, "redis.external.existingSecret")!.ToString(), ValueTree.At(values, "redis.external.urlKey")));
        Assert.Single((IReadOnlyList<object?>)ValueTree.At(values, "mcpContextForge.extraEnvFrom")!);
    }

    [Theory]
    [InlineData("mcp/dev", "dev")]
    [InlineData("mcp/prod", "prod")]
    public void Vault_EveryReference_StaysBelowThePathOfItsEnvironment(string path, string stack)
    {
        foreach (var backend in (string[])["vault", "vso"])
        {
            var catalog = CatalogBuilder.Build(BackendStacks.All[backend].Load(stack));

            Assert.All(catalog.Objects.SelectMany(secret => secret.Fetched), fetched => Assert.StartsWith(path + "/", fetched.Remote.Holder, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Vso_ValuesThatNothingMayFollow_RestartNothing()
    {
        var settings = BackendStacks.Vso.Load();
        foreach (var (secret, value) in CatalogBuilder.Build(settings).Objects.Zip(ManifestText.Of(settings).Where(value => (string?)value["kind"] == "VaultStaticSecret")))
            Assert.Equal(secret.Name.Base != CatalogNames.GatewaySecret, value["spec"]!["rolloutRestartTargets"] is null);
    }

    [Fact]
    public void Sealed_Files_AreTheObjectsAsTheyStand()
    {
        using var project = SealedProject.Complete();
        var text = SealedProject.File("mcp-gateway-encryption", "AUTH_ENCRYPTION_SECRET").Replace("  namespace: mcp-dev\nspec:",
            "  namespace: mcp-dev\n  labels: {team: platform}\n  annotations: {sealedsecrets.bitnami.com/namespace-wide: \"true\"}\nspec:", StringComparison.Ordinal);
        project.With("encryption", text);

        var sealedSecret = ManifestText.Of(BackendStacks.Sealed.Load(files: project.Files)).Single(value => (string?)value["metadata"]!["name"] == "mcp-gateway-encryption");

        var written = YamlJson.Read(text)!;
        written["spec"]!["template"]!["metadata"]!.AsObject().Remove("creationTimestamp");
        Assert.True(JsonNode.DeepEquals(written, sealedSecret), sealedSecret.ToJsonString());
    }

    /// <summary>The same variables in AWS, each put by somebody else as elsewhere.</summary>
    private static StackSettings AwsStack(bool externalServers)
    {
        var yaml = ChartCredentials.GatewayVariables.Aggregate(StackYaml.Baseline, (yaml, name) => yaml.With($"mcp-infra:secrets.{name}.from", "external"));
        return (externalServers
            ? yaml.With("mcp-infra:database", "{mode: external, host: db.example.com, name: mcp, user: gateway, password: {from: external}}")
                .With("mcp-infra:redis", "{mode: external, host: redis.example.com, password: {from: external}}")
            : yaml.With("mcp-infra:database.password.from", "external").With("mcp-infra:redis.password.from", "external")).Load();
    }

    private static string Seen(StackSettings settings) => string.Join('\n', GatewayEnvironment.Of(LoadedStack.Of(settings)).Select(container =>
        $"{container.Container}: {string.Join(' ', container.Seen.Select(variable => variable.Name))}; {string.Join(' ', container.ChartDefaults)}"));

    private static string Keys(StackSettings settings) => string.Join('\n', CatalogBuilder.Build(settings).Objects
        .Select(secret => $"{secret.Name.Base}: {string.Join(' ', secret.Keys.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));

    private static IReadOnlyDictionary<string, object?> Values(StackSettings settings) => ChartValues.For(LoadedStack.Of(settings)).ToTree();
}
