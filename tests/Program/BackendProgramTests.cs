using FsCheck;
using FsCheck.Fluent;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.Program;

/// <summary>The real program under mocks with every backend but AWS.</summary>
[Collection(PulumiCollection.Name)]
public sealed class BackendProgramTests
{
    public static TheoryData<string> Names => BackendStacks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Program_EveryBackend_MakesNothingInAwsAndHangsFromTheRoot(string backend)
    {
        var deployed = await Deployed.RunAsync(BackendStacks.Load(backend, externalServers: true));

        Assert.DoesNotContain(deployed.Resources, resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal) || resource.Type.StartsWith("random:", StringComparison.Ordinal)
            || resource.Type is "pulumi:providers:aws" or "mcp-infra:aws:SecretVault" or "mcp-infra:aws:ReaderRole");
        Assert.All(deployed.Resources, resource => Assert.Equal(McpProgram.TypeToken, deployed.RootOf(resource).Type));
        Assert.Equal(deployed.Resources.Count, deployed.Guard.Resources);
        Assert.Empty(deployed.Guard.Findings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Program_EveryBackend_HasOutputsWithoutAws(string backend)
    {
        var settings = BackendStacks.Load(backend);
        var deployed = await Deployed.RunAsync(settings);

        var hasStore = settings.Backend.HasStore;
        Assert.Equal(
            ((string[])["gitops", "kubernetesSecretNames", "namespace", "releaseName", "releaseVersion"]).Concat(hasStore ? ["storeName"] : []),
            deployed.Outputs.Keys.Order(StringComparer.Ordinal));
        var gitops = (Dictionary<string, object?>)deployed.Outputs["gitops"]!;
        Assert.DoesNotContain(gitops.Keys, key => key.StartsWith("aws", StringComparison.Ordinal) || key == "readerRoleArn");
        Assert.DoesNotContain("arn:", await deployed.OutputsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Program_UnknownOutputs_MakesTheSameResources(string backend)
    {
        var settings = BackendStacks.Load(backend);
        var canaries = new Canaries();
        var known = await Deployed.RunAsync(settings);
        var unknown = await Deployed.RunAsync(settings, new RecordingCloud(canaries) { Unknown = true }, canaries);

        Assert.Equal(Shown(known), Shown(unknown));

        static List<string> Shown(Deployed deployed) => [.. deployed.Resources.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("vault", "ExternalSecret", "condition=Ready", "namespace secrets-store/vault")]
    [InlineData("azure", "ExternalSecret", "condition=Ready", "namespace secrets-store/azure")]
    [InlineData("vso", "VaultStaticSecret", "jsonpath={.status.secretMAC}", "namespace secrets-auth/vault")]
    [InlineData("sealed", "SealedSecret", "jsonpath={.status.conditions[?@.type=='Synced' && $.status.observedGeneration==$.metadata.generation].status}=True", "namespace")]
    public async Task Secrets_EveryBackend_AreAwaitedByTheRelease(string backend, string kind, string waitFor, string after)
    {
        var deployed = await Deployed.RunAsync(BackendStacks.Load(backend));

        var secrets = deployed.Resources.Where(resource => resource.Type.EndsWith(":" + kind, StringComparison.Ordinal)).ToList();
        Assert.Equal(["secrets-gateway-encryption", "secrets-gateway-gateway", "secrets-postgres", "secrets-redis"], secrets.Select(secret => secret.Name.Split('/')[0]).Order(StringComparer.Ordinal));
        foreach (var secret in secrets)
        {
            var annotations = secret.At("metadata.annotations")!.Value;
            Assert.Equal((waitFor, "120"), (annotations.GetProperty("pulumi.com/waitFor").GetString(), annotations.GetProperty("pulumi.com/timeoutSeconds").GetString()));
            Assert.Equal(after, string.Join(' ', (await secret.DependsOnAsync()).Order(StringComparer.Ordinal)));
        }

        Assert.Contains("secrets", await deployed.Single(Deployed.Release).DependsOnAsync());
    }

    [Fact]
    public async Task Secrets_OptionalReferences_AreNotAwaited()
    {
        var deployed = await Deployed.RunAsync(BackendStacks.Vso.With("mcp-infra:migration.optional", "true").Load());

        const string type = "kubernetes:secrets.hashicorp.com/v1beta1:VaultStaticSecret";
        Assert.DoesNotContain("waitFor", deployed.Single(type, "secrets-gateway-gateway/stable").Json, StringComparison.Ordinal);
        Assert.Contains("waitFor", deployed.Single(type, "secrets-postgres/stable").Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Existing_WhateverItNames_MakesTheNamespaceAndTheReleaseAlone()
    {
        var deployed = await Deployed.RunAsync(BackendStacks.Load("existing"));

        Assert.Equal(
            ["kubernetes:core/v1:Namespace", "kubernetes:helm.sh/v3:Release", "pulumi:providers:kubernetes"],
            deployed.Resources.Select(resource => resource.Type).Where(type => !type.StartsWith("mcp-infra:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Known for a secret wherever it is written.</summary>
    private const string Token = "ghp_" + BadStacks.Canary;

    private static readonly string[] Paths =
    [
        "backend", "vault.operator", "vault.address", "vault.path", "vault.mount", "vault.role", "vault.namespace", "vault.audience", "vault.caSecret", "vault.serviceAccount",
        "azure.vaultUrl", "azure.tenantId", "azure.prefix", "azure.cloud", "existing.secrets.gateway", "existing.secrets.redis", "existing.secrets.sso", "sealed.files", "secrets.A", "secrets.JWT_SECRET_KEY",
        "secretValues.A", "database", "redis", "database.password", "store.kind", "store.refreshInterval", "rollout.strategy", "rollout.reloader", "migration.optional", "values", "extraEnvVarsSecret", "release.name",
    ];

    private static readonly string[] Texts =
    [
        Token, $"{{from: {Token}}}", $"{{name: {Token}}}", $"https://user:{BadStacks.Canary}@host", $"[{Token}]",
        $"{{mcpContextForge: {{secret: {{JWT_SECRET_KEY: {BadStacks.Canary}}}}}}}", "vault", "sealed", "eso", "vso", "{}", "{from: external, group: sso}", "{from: generate}", "team/x", "stable", "true", "ClusterSecretStore", "90m",
        "{mode: external, host: h.example.com, name: mcp, user: u}", "{mode: external, name: mcp}", "{pgadmin: {enabled: true}, minio: {enabled: true}}", "[{secretRef: {name: other}}]", "{name: a}",
    ];

    private static Gen<(string Backend, (string Path, string Text)[] Set)> Stack { get; } =
        from backend in Gen.Elements(BackendStacks.All.Keys.ToArray())
        from settings in Gen.Elements(Paths).SelectMany(path => Gen.Elements(Texts).Select(text => (path, text))).ArrayOf()
        select (backend, settings.Take(3).ToArray());

    [ManyRunsProperty(few: 80, many: 1_000)]
    public Property Program_AnySettingOfAnyBackend_MakesAGraphWithoutASecretOrNamesTheKey() => Prop.ForAll(Stack.ToArbitrary(), stack =>
    {
        using var project = SealedProject.Complete();
        var yaml = stack.Set.Aggregate(BackendStacks.All[stack.Backend], (yaml, setting) => yaml.With("mcp-infra:" + setting.Path, setting.Text));
        StackSettings settings;
        try
        {
            settings = yaml.Load(files: project.Files);
        }
        catch (SettingsException refused)
        {
            return refused.Problems.Count > 0 && refused.Problems.All(problem => problem.Path.Length > 0) && !refused.Message.Contains(BadStacks.Canary, StringComparison.Ordinal);
        }

        var deployed = Deployed.RunAsync(settings).GetAwaiter().GetResult();
        return deployed.Guard.Findings.Count == 0 && deployed.Resources.All(resource => !resource.Json.Contains(Token, StringComparison.Ordinal));
    });
}
