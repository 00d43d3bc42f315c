using McpInfra.Cli.Preview;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using Moq;

namespace McpInfra.Tests.Loading;

/// <summary>How a stack's source is used; for <c>pulumi up</c> it is the engine, which has a stack's secrets decrypted.</summary>
public sealed class StackLoaderTests
{
    private readonly Mock<ISettingsSource> _source = new(MockBehavior.Strict);

    public StackLoaderTests()
    {
        _source.SetupGet(source => source.Stack).Returns("dev");
        _source.SetupGet(source => source.Project).Returns(StackYaml.Baseline.Source().Project);
        _source.SetupGet(source => source.IsDecrypted).Returns(false);
        _source.Setup(source => source.Read(It.IsAny<Problems>())).Returns((Problems problems) => StackYaml.Everything.Source().Read(problems));
    }

    [Fact]
    public void Load_Source_IsReadOnce()
    {
        StackLoader.Load(_source.Object);

        _source.Verify(source => source.Read(It.IsAny<Problems>()), Times.Once);
    }

    [Fact]
    public void Load_SourceForAPreview_IsReadOnce()
    {
        Assert.Empty(PreviewRun.Load(_source.Object, new HeldSecrets()).Problems);

        _source.Verify(source => source.Read(It.IsAny<Problems>()), Times.Once);
    }

    /// <summary>Whoever runs the lines one after the other removes what they name, and not what has moved into its place.</summary>
    [Theory]
    [InlineData("[eu-west-1, {region: eu-west-1}, {regon: x}]")]
    [InlineData("\n      - eu-west-1\n      - region: eu-west-1\n      - regon: x")]
    public void Problems_OfTheItemsOfAList_AreToldFromTheLastOn(string replicas) => Assert.Equal(
        ["mcp-infra:aws.replicas[2].region", "mcp-infra:aws.replicas[2].regon", "mcp-infra:aws.replicas[1]", "mcp-infra:aws.replicas[0]"],
        StackYaml.Baseline.With("mcp-infra:aws.replicas", replicas).Problems().Select(problem => problem.Path));

    [Fact]
    public void Problems_OfAListInsideOfAList_AreToldFromTheLastOn() => Assert.Equal(
        ["mcp-infra:values.mcpContextForge.extra[1].args[0]", "mcp-infra:values.mcpContextForge.extra[0].args[2]", "mcp-infra:values.mcpContextForge.extra[0].args[1]"],
        StackYaml.Baseline.With("mcp-infra:values.mcpContextForge.extra", "[{args: [a, --password=hunter2RealPw9x, --password=hunter2RealPw9y, b]}, {args: [--password=hunter2RealPw9z]}]").Problems().Select(problem => problem.Path));

    /// <summary>A value that is put for it would be used by nothing once the name is gone.</summary>
    [Fact]
    public void Problems_OfASecretWhoseNameNoVariableHas_AreOfTheNameAlone() =>
        Assert.Equal("mcp-infra:secrets.1A", Assert.Single(StackYaml.Baseline.With("mcp-infra:secrets.1A", "{from: config}").Problems()).Path);

    /// <summary>A list of everything that is missing would bury the reason.</summary>
    [Fact]
    public void Load_SourceThatCannotBeRead_TellsThatAloneAndTriesNoMore()
    {
        _source.Setup(source => source.Read(It.IsAny<Problems>())).Returns((Problems problems) =>
        {
            problems.AddFile("Pulumi.dev.yaml", null, "cannot be read.");
            return new SettingsDocument([]) { IsUnread = true };
        });

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(_source.Object));

        Assert.Equal("Pulumi.dev.yaml", Assert.Single(refused.Problems).Path);
        _source.Verify(source => source.Read(It.IsAny<Problems>()), Times.Once);
        _source.VerifyGet(source => source.Project, Times.Never);
    }
}
