using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>What helm and a chart say reaches a person without what acts and without what is secret.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ChartWordsTests
{
    // Put together here, so that no scanner takes this file for a leak.
    private static readonly string Token = "ghp_" + "CNRYabcdefghijklmnopqrstuvwx0123";

    [HelmTheory]
    [InlineData("{{ fail (printf \"bad \\u001b[31mRED %s\" .Values.app.password) }}")]
    [InlineData("{{ fail (printf \"::error::bad\\n::error::%s\" (.Values.app.password | b64enc)) }}")]
    [InlineData("{{ fail .Values.app.note }}")]
    [InlineData("kind: ConfigMap\nmetadata: {name: {{ .Values.app.note | quote }}}\ndata: {{ .Values.app.note }}")]
    public async Task Check_ChartThatSpeaks_ActsNotAndTellsNoSecret(string template)
    {
        using var project = new TemporaryProject()
            .WithFile("c/Chart.yaml", "apiVersion: v2\nname: mcp-stack\nversion: 1.0.8\ndescription: \"\\e[2J\"\n")
            .WithFile("c/values.yaml", $"app: {{password: {Token}, note: \"\\e[2J see {Token}\"}}\nmcpContextForge: {{secret: {{JWT_SECRET_KEY: {Token}}}}}\n")
            .WithFile("c/templates/a.yaml", template + "\n");

        foreach (var format in (string[])["text", "json"])
        {
            var run = await project.RunAsync("chart", "check", "c", "--format", format, "--helm", HelmProgram.Program);

            Assert.InRange(run.ExitCode, 1, 2);
            Assert.DoesNotContain("CNRY", run.Output + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Token)), run.Output + run.Error, StringComparison.Ordinal);
            Assert.All((run.Output + run.Error).Split('\n'), line => Assert.False(Visible.Acts(line) || line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));
        }
    }

    [Fact]
    public async Task Markdown_ContextThatIsMarkdown_StaysText()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline
            .With("mcp-infra:kubernetes.context", "\"x [click](https://evil.example) ![p](https://evil.example/p.png) @org/team <b>\"").Text);

        var run = await project.RunAsync("preview", "--format", "markdown");

        // Between back quotes nothing is a link, a picture or a mention.
        var outside = System.Text.RegularExpressions.Regex.Replace(run.Output, "(`+)[^`].*?\\1", "");
        Assert.Contains("evil.example", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("@org", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", outside, StringComparison.Ordinal);
    }
}
