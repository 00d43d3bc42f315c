using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Backends;

/// <summary>What a SealedSecret file may not be, each with the file's name and line, and never with what it holds.</summary>
public sealed class SealedFileTests
{
    private const string Gateway = "mcp-gateway-external-secret";

    private static readonly string Good = SealedProject.File(Gateway, SealedProject.GatewayKeys);

    [Fact]
    public void Load_CompleteFiles_HasNoProblem()
    {
        using var project = SealedProject.Complete();

        Assert.Empty(BackendStacks.Sealed.Problems(files: project.Files));
    }

    [Fact]
    public void Load_TwoDocumentsInOneFileOrJson_HasNoProblem()
    {
        using var project = SealedProject.Complete();
        var json = YamlJson.Read(SealedProject.File("mcp-gateway-encryption", "AUTH_ENCRYPTION_SECRET")).ToJsonString();
        project.With("gateway", $"{json}\n---\n{Good}---\n").Remove("encryption");

        Assert.Empty(BackendStacks.Sealed.Problems(files: project.Files));
    }

    public static TheoryData<string, string, string, int> Bad => new()
    {
        { "kind: SealedSecret", "kind: Secret", "is a plain Secret", 1 },
        { "kind: SealedSecret", "kind: ExternalSecret", "must be a SealedSecret: its kind is something else", 1 },
        { "bitnami.com/v1alpha1", "bitnami.com/v1", "must have apiVersion bitnami.com/v1alpha1", 1 },
        { "  namespace: mcp-dev\nspec", "  namespace: mcp-prod\nspec", "must have namespace mcp-dev in its metadata; it is sealed for one name in one namespace", 5 },
        { "  namespace: mcp-dev\nspec", "  namespace: mcp-prod\n  annotations: {sealedsecrets.bitnami.com/namespace-wide: 'true'}\nspec", "it is sealed for one namespace, and no other", 5 },
        { "  namespace: mcp-dev\nspec", "  annotations: {sealedsecrets.bitnami.com/cluster-wide: 'true'}\nspec", "must have namespace mcp-dev in its metadata.", 4 },
        { "spec:", $"stringData: {{JWT_SECRET_KEY: {BadStacks.Canary}}}\nspec:", "has values under stringData, beside what is encrypted", 6 },
        { "spec:", $"data: {{JWT_SECRET_KEY: {BadStacks.Canary}}}\nspec:", "has values under data, beside what is encrypted", 6 },
        { "  template:", $"  data: {BadStacks.Canary}\n  template:", "has values under spec.data", 12 },
        { "  template:", $"  template:\n    data: {{JWT_SECRET_KEY: {BadStacks.Canary}}}", "has JWT_SECRET_KEY in plain text under spec.template.data", 13 },
        { "  template:", $"  template:\n    data: {{SMTP_PASSWORD: {BadStacks.Canary}}}", "has SMTP_PASSWORD in plain text under spec.template.data", 13 },
        { "  template:", $"  template:\n    stringData: {{A: {BadStacks.Canary}}}", "has values under spec.template.stringData", 13 },
        { "    JWT_SECRET_KEY: ", $"    JWT_SECRET_KEY: {BadStacks.Canary} #", "that kubeseal did not write", 10 },
        { "    JWT_SECRET_KEY: ", "    JWT_SECRET_KEY: 12345678 #", "that kubeseal did not write", 10 },
        { "    JWT_SECRET_KEY: ", $"    DATABASE_URL: {SealedProject.Ciphertext()}\n    JWT_SECRET_KEY: ", "brings DATABASE_URL, which the gateway would take as a variable", 10 },
        { "  template:", "  template:\n    data: {LOG_LEVEL: debug}", "brings LOG_LEVEL, which the gateway would take as a variable", 13 },
        { "    JWT_SECRET_KEY: ", "    JWT_KEY: ", "lacks JWT_SECRET_KEY in spec.encryptedData", 8 },
        { "  name: " + Gateway + "\n  namespace: mcp-dev\nspec", "  namespace: mcp-dev\nspec", "has no name in its metadata", 4 },
        { "  name: " + Gateway + "\n  namespace: mcp-dev\nspec", "  name: mcp-gatewy\n  namespace: mcp-dev\nspec", "brings SealedSecret 'mcp-gatewy', which nothing here needs", 1 },
        { "      name: " + Gateway, "      name: other", "has another name in spec.template.metadata", 15 },
        { "      namespace: mcp-dev", "      namespace: mcp-prod", "must have namespace mcp-dev in spec.template.metadata", 16 },
        { "spec:", $"  annotations: {{kubectl.kubernetes.io/last-applied-configuration: '{BadStacks.Canary}'}}\nspec:", "is a copy of the plain Secret", 6 },
        { "spec:", $"  annotations: {{example.com/token: {BadStacks.Canary}}}\nspec:", "has what looks like a secret under annotations: example.com/token", 6 },
        { "spec:", "  annotations: {sealedsecrets.bitnami.com/cluster-wide: true}\nspec:", "must have text in quotes under annotations", 6 },
        { "spec:", "speck: 1\nspec:", "has a field speck, which a SealedSecret does not have", 6 },
        { "  encryptedData:", "  encryptedData: x #", "must have a map under encryptedData", 7 },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Load_BadFile_SaysWhichFileAndLineAndNotWhatItHolds(string replace, string with, string says, int line)
    {
        using var project = SealedProject.Complete();
        var at = Good.IndexOf(replace, StringComparison.Ordinal);
        project.With("gateway", string.Concat(Good.AsSpan(0, at), with, Good.AsSpan(at + replace.Length)).Replace("x #\n    BASIC", "x\n  other:\n    BASIC", StringComparison.Ordinal));

        var problems = BackendStacks.Sealed.Problems(files: project.Files);

        var problem = Assert.Single(problems, problem => problem.Message.Contains(says, StringComparison.Ordinal));
        Assert.Equal(("sealed/dev/gateway.yaml", line), (problem.Path, problem.Line));
        Assert.DoesNotContain(problems, problem => problem.ToString().Contains(BadStacks.Canary, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_SettingsThatAreNoSecret_MayStandOpenInTheTemplate()
    {
        using var project = SealedProject.Complete();
        project.With("postgres", SealedProject.File("mcp-postgres", "POSTGRES_PASSWORD").Replace("  template:", "  template:\n    data: {POSTGRES_DB: mcp, POSTGRES_USER: mcp}", StringComparison.Ordinal));

        Assert.Empty(BackendStacks.Sealed.Problems(files: project.Files));
    }

    [Fact]
    public void Load_MissingFiles_AreToldTogetherWithTheLinesThatSealThem()
    {
        using var project = new SealedProject();

        var problem = Assert.Single(BackendStacks.Sealed.Problems(files: project.Files), problem => problem.Path == "mcp-infra:sealed.files");

        Assert.Contains("SealedSecret mcp-redis with REDIS_PASSWORD", problem.Message, StringComparison.Ordinal);
        Assert.Contains("mkdir -p sealed/dev", problem.Message, StringComparison.Ordinal);
        Assert.Equal(4, problem.Fix!.Split('\n').Length);
        Assert.All(problem.Fix!.Split('\n'), line => Assert.Contains(" | kubeseal --context mcp-dev ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_SameSecretTwice_IsRefused()
    {
        using var project = SealedProject.Complete().With("second", Good);

        var problem = Assert.Single(BackendStacks.Sealed.Problems(files: project.Files));

        Assert.Equal("sealed/dev/second.yaml", problem.Path);
        Assert.Contains("a second time; sealed/dev/gateway.yaml has it too", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SecretOfTheStacksOwnList_MayComeSealedToo()
    {
        using var project = SealedProject.Complete().With("team", SealedProject.File("team", "TEAM_TOKEN"));

        Assert.Empty(BackendStacks.Sealed.With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: team}}]").Problems(files: project.Files));
    }

    [Theory]
    [InlineData("[../secrets.yaml]", "is not a path inside the project")]
    [InlineData("[/etc/secrets.yaml]", "is not a path inside the project")]
    [InlineData("[sealed/dev/none-*.yaml]", "the project has no such file")]
    [InlineData("sealed/dev/*.yaml", "must be a list of files")]
    public void Load_FilesThatAreNotOfTheProject_AreRefused(string files, string says)
    {
        using var project = SealedProject.Complete();

        Assert.Contains(BackendStacks.Sealed.With("mcp-infra:sealed.files", files).Problems(files: project.Files), problem => problem.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_BrokenYaml_IsToldWithoutItsText()
    {
        using var project = SealedProject.Complete().With("broken", $"a: [{BadStacks.Canary}\n");

        var problems = BackendStacks.Sealed.Problems(files: project.Files);

        Assert.Contains(problems, problem => problem.Path == "sealed/dev/broken.yaml" && problem.Message.Contains("is not YAML", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.ToString().Contains(BadStacks.Canary, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_StoreSettings_HaveNoMeaning()
    {
        using var project = SealedProject.Complete();
        var problems = BackendStacks.Sealed.With("mcp-infra:store", "{kind: SecretStore, refreshInterval: 1h, timeoutSeconds: 60}").Problems(files: project.Files);

        Assert.Equal(["mcp-infra:store.kind", "mcp-infra:store.refreshInterval"], problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }
}
