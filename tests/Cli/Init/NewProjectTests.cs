using System.Xml.Linq;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Init;

/// <summary>What <c>init</c> writes where there is no project.</summary>
[Collection(PulumiCollection.Name)]
public sealed class NewProjectTests : IDisposable
{
    private static readonly string[] Init =
        ["init", "qa", "--account", StackYaml.AccountId, "--region", "eu-west-1", "--context", "qa-cluster", "--oidc-provider", StackYaml.OidcProviderArn];

    private readonly TemporaryProject _folder = new();

    public NewProjectTests() => File.Delete(_folder.PathOf("Pulumi.yaml"));

    public void Dispose() => _folder.Dispose();

    private string[] Files => [.. Directory.EnumerateFiles(_folder.PathOf(""), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder.PathOf(""), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Init_EmptyFolder_WritesAProjectOfWhichEveryCommandIsClean()
    {
        var init = await ToolRun.InAsync(_folder.PathOf(""), Init, ToolForm.Installed);

        Assert.Equal((0, """
            A new project is written:
              Pulumi.yaml
              Pulumi.schema.json
              infra/Infra.csproj
              infra/Program.cs
              .gitignore
              .github/actions/mcp-infra/action.yml
              .github/workflows/mcp-infra-preview.yml
              .github/workflows/mcp-infra-deploy.yml
              .github/workflows/mcp-infra-deploy-environment.yml
              Pulumi.qa.yaml
            Next:
              mcp-infra preview --stack qa
              pulumi stack init qa
              pulumi up --stack qa

            """.ReplaceLineEndings("\n"), ""), (init.ExitCode, init.Output, init.Error));
        Assert.Equal(10, Files.Length);
        foreach (var command in (string[][])[["preview"], ["audit", "--manifests", "."], ["render", "manifests", "--out", "gitops/manifests"], ["render", "manifests", "--out", "gitops/manifests", "--check"]])
        {
            var run = await _folder.RunAsync(command);
            Assert.True(run.ExitCode == 0, run.Output + run.Error);
        }

        Assert.StartsWith("# yaml-language-server: $schema=./Pulumi.schema.json\n", _folder.Read("Pulumi.qa.yaml"), StringComparison.Ordinal);
    }

    /// <summary>What a person has of another program is not made this one's, and one folder below is a place of its own.</summary>
    [Theory]
    [InlineData("runtime: python\n")]
    [InlineData("runtime:\n  name: nodejs\n  options: {typescript: true}\n")]
    public async Task Init_ProjectOfAnotherProgram_WritesBesideItAndNotIntoIt(string runtime)
    {
        _folder.WithFile("Pulumi.yaml", $"name: other\n{runtime}");
        Directory.CreateDirectory(_folder.PathOf("mcp"));

        var refused = await _folder.RunAsync(Init);
        var below = await ToolRun.InAsync(_folder.PathOf("mcp"), Init);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("Pulumi.yaml here is the project of another program: its runtime is ", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n    mkdir mcp && cd mcp\n", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (below.ExitCode, below.Error));
        Assert.True(File.Exists(_folder.PathOf("mcp/infra/Infra.csproj")));
        Assert.False(File.Exists(_folder.PathOf("Pulumi.qa.yaml")));
        Assert.Equal(0, (await ToolRun.InAsync(_folder.PathOf("mcp"), "preview")).ExitCode);
    }

    /// <summary>The version of the package is that of the tool that wrote it, and the one name of the program that others use is there.</summary>
    [Fact]
    public async Task Init_EmptyFolder_StartsThePackageOfItsOwnVersion()
    {
        await _folder.RunAsync(Init);
        var version = (await _folder.RunAsync("--version")).Output.Trim().Split(' ')[1];

        var reference = Assert.Single(XDocument.Load(_folder.PathOf("infra/Infra.csproj")).Descendants("PackageReference"));
        Assert.Equal(("McpInfra.Program", version), (reference.Attribute("Include")!.Value, reference.Attribute("Version")!.Value));
        Assert.Contains("<PackageId>McpInfra.Program</PackageId>", File.ReadAllText(Repository.At("infra", "Package.targets")), StringComparison.Ordinal);
        Assert.Equal($"return await {typeof(EntryPoint).FullName}.{nameof(EntryPoint.RunAsync)}(args);\n", _folder.Read("infra/Program.cs"));
        Assert.True(typeof(EntryPoint).IsPublic);
    }

    [Fact]
    public async Task Init_SecondEnvironment_WritesItsStackAlone()
    {
        await _folder.RunAsync(Init);
        var before = Files;

        var second = await _folder.RunAsync(["init", "qb", .. Init[2..]]);

        Assert.StartsWith("Pulumi.qb.yaml is written. Next:\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(["Pulumi.qb.yaml"], Files.Except(before));
    }

    [Fact]
    public async Task Init_FolderThatHoldsOtherThings_LeavesThemAsTheyAre()
    {
        _folder.WithFile(".gitignore", "mine\n").WithFile(".github/workflows/mcp-infra-deploy.yml", "mine\n").WithFile("main.tf", "mine\n");

        var init = await _folder.RunAsync(Init);

        Assert.Equal(0, init.ExitCode);
        Assert.Contains(".gitignore was there and is left as it is. It should name bin/ and obj/.\n.github/workflows/mcp-infra-deploy.yml was there and is left as it is.\n", init.Output, StringComparison.Ordinal);
        Assert.All([".gitignore", ".github/workflows/mcp-infra-deploy.yml", "main.tf"], name => Assert.Equal("mine\n", _folder.Read(name)));
    }

    [Fact]
    public async Task Init_InsideOfARepository_PutsWorkflowsAtItsTopForTheFolder()
    {
        Directory.CreateDirectory(_folder.PathOf(".git"));
        _folder.WithFile("teams/a b/README.md", "");

        var init = await ToolRun.InAsync(_folder.PathOf("teams/a b"), Init);

        Assert.Equal(0, init.ExitCode);
        Assert.Contains("\n  ../../.github/workflows/mcp-infra-deploy.yml\n", init.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("teams/a b/infra/Infra.csproj")));
        Assert.False(Directory.Exists(_folder.PathOf("teams/a b/.github")));
        Assert.Contains("""paths: ["teams/a b/infra/**", "teams/a b/Pulumi*.yaml", ".github/workflows/mcp-infra-deploy*.yml"]""", _folder.Read(".github/workflows/mcp-infra-deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("""directory: "teams/a b"  """.TrimEnd(), _folder.Read(".github/workflows/mcp-infra-preview.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("infra/Other.csproj", "infra/ holds something already")]
    [InlineData("infra", "infra/ holds something already")]
    [InlineData("Pulumi.qa.yaml", "Pulumi.qa.yaml is there already, and init overwrites nothing")]
    [InlineData(".github/workflows", ".github/workflows/mcp-infra-preview.yml cannot be written")]
    public async Task Init_SomethingInTheWay_WritesNothing(string name, string said)
    {
        _folder.WithFile(name, "mine\n");

        var init = await _folder.RunAsync(Init);

        Assert.Equal(2, init.ExitCode);
        Assert.Contains(said, init.Error, StringComparison.Ordinal);
        Assert.Equal([name], Files);
        Assert.Equal("mine\n", _folder.Read(name));
    }

    [Fact]
    public async Task Init_AnswersThatMakeNoEnvironment_WritesNothing()
    {
        var init = await _folder.RunAsync(["init", "qa", "--account", "210987654321", .. Init[4..]]);

        Assert.Equal(2, init.ExitCode);
        Assert.Empty(Files);
    }
}
