using McpInfra.Loading;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>What a stack file's own environment of Pulumi ESC gives, and what only Pulumi Cloud can know.</summary>
public sealed class EscEnvironmentTests
{
    [Fact]
    public void Load_ValueOfAnInlineEnvironment_IsTakenUnlessTheStackSaysIt()
    {
        const string environment = """
            environment:
              values:
                pulumiConfig:
                  aws:region: eu-central-1
                  environment: shared
                  mcp-infra:release: {name: theirs, timeoutSeconds: 700}

            """;

        var settings = Load(environment, StackYaml.Baseline.Without("aws:region").With("mcp-infra:release.name", "mine"));

        Assert.Equal(("eu-central-1", "shared"), (settings.Aws.Region, settings.Environment));
        Assert.Equal(("mine", 700), (settings.Release.Name, settings.Release.TimeoutSeconds));
    }

    [Fact]
    public void Load_EnvironmentOverTheProjectFile_Wins()
    {
        const string environment = "environment: {values: {pulumiConfig: {environment: theirs}}}\n";
        var files = new ProjectFiles(_ => ["Pulumi.yaml"], _ => "config: {environment: everybodys}");

        Assert.Equal("theirs", StackLoaded(environment + StackYaml.Baseline.Text, files).Environment);
    }

    [Fact]
    public void Load_SecretOfAnInlineEnvironment_IsThatVariablesValue()
    {
        const string environment = "environment: {values: {pulumiConfig: {secretValues: {MAIL: {fn::secret: {ciphertext: ZXNjeAAAAAEAAAEA}}}}}}\n";

        Assert.Contains("MAIL", Load(environment, StackYaml.Baseline.With("mcp-infra:secrets.MAIL.from", "config")).SecretValues.Keys);
    }

    [Fact]
    public void Load_SecretInAListOfTheEnvironment_IsRefusedAsAnEncryptedValueIs()
    {
        const string environment = "environment: {values: {pulumiConfig: {mcp-infra:aws: {replicas: [{region: {fn::secret: {ciphertext: ZXNjeAAAAAEAAAEA}}}]}}}}\n";

        var problem = Assert.Single(Problems(environment, StackYaml.Baseline));

        Assert.Contains("encrypted", problem.Message.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment: [platform/dev]")]
    [InlineData("environment: {imports: [platform/dev]}")]
    [InlineData("environment: {values: {region: eu-west-1, pulumiConfig: {aws:region: \"${region}\"}}}")]
    [InlineData("environment: {values: {pulumiConfig: {aws:region: {fn::open::aws-login: {}}}}}")]
    [InlineData("environment: {values: {pulumiConfig: {mcp-infra:aws: {prefix: mcp, tags: {a: \"${b}\"}}}}}")]
    public void Load_MissingWhereTheEnvironmentCannotBeRead_IsUnknownAndNotRequired(string environment)
    {
        var problem = Assert.Single(Problems(environment + "\n", StackYaml.Baseline.Without("aws:region")));

        Assert.Equal("aws:region", problem.Path);
        Assert.StartsWith("is unknown: ", problem.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("pulumi config set --stack dev aws:region eu-west-1", problem.Fix!.ToString());
    }

    [Theory]
    [InlineData("environment: []")]
    [InlineData("environment:")]
    [InlineData("environment: {values: {pulumiConfig: {mcp-infra:release: {name: a}}, other: \"${x}\"}}")]
    public void Load_MissingWhereTheEnvironmentSaysAll_IsRequired(string environment)
    {
        var problem = Assert.Single(Problems(environment + "\n", StackYaml.Baseline.Without("aws:region")));

        Assert.StartsWith("is required: ", problem.Message.ToString(), StringComparison.Ordinal);
    }

    private static StackSettings Load(string environment, StackYaml yaml) => StackLoaded(environment + yaml.Text);

    private static StackSettings StackLoaded(string text, ProjectFiles? files = null) => StackLoader.Load(StackYaml.SourceOf(text, files: files)).Settings;

    private static IReadOnlyList<SettingsProblem> Problems(string environment, StackYaml yaml) => StackYaml.ProblemsOf(environment + yaml.Text);
}
