using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using McpInfra.Audit.Files;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Files;

/// <summary>What lies in a directory beside YAML and JSON: charts and templates, and what is not to be read.</summary>
public sealed class AuditedDirectoryTests
{
    private const string Password = "password: hunter-2-hunter\n";
    private const string Template = "{{- if .Values.on }}\napiVersion: v1\nkind: Secret\n{{- end }}\n";

    private static readonly string Token = "ghp_" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("a token"u8))[..36];

    private static TemporaryProject Project => new TemporaryProject().WithFile("gw/Chart.yaml", "apiVersion: v2\nname: gw\nversion: 1.0.0\n");

    [Fact]
    public async Task Audit_Chart_IsReadAsOne()
    {
        using var project = Project.WithFile("gw/values.yaml", Password).WithFile("gw/ci/test-values.yaml", Password).WithFile("gw/crds/crd.yaml", Password)
            .WithFile("gw/templates/secret.yaml", Template).WithFile("gw/templates/tests/_pod.tpl", "{{ define \"x\" }}\n").WithFile("gw/templates/NOTES.txt", "Hello\n")
            .WithFile("gw/templates/plain.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: hello}\n")
            .WithFile("gw/charts/db/Chart.yaml", "name: db\n").WithFile("gw/charts/db/templates/a.yaml", "a: {{ .Values.x }}: b\n").WithFile("gw/charts/redis-1.0.0.tgz", "");

        var run = await project.RunAsync("audit", "--manifests", "gw");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(
            "note      4 templates of 2 charts were looked at as text, not as objects; audit what they render to for the rest.\nnote      1 packed chart (.tgz) was not opened.\n\n",
            run.Output, StringComparison.Ordinal);
        foreach (var file in (string[])["gw/values.yaml", "gw/ci/test-values.yaml", "gw/crds/crd.yaml", "gw/templates/plain.yaml"])
            Assert.Contains($"{file}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("10 files audited: 3 errors, 1 warning", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gw/templates/a.yaml", "{{- if x }}\na: 1\nTOKEN\n")]
    [InlineData("gw/templates/a.yaml", "{{/* TOKEN */}}\n\n# \n")]
    [InlineData("gw/templates/_helpers.tpl", "\n\nTOKEN\n")]
    [InlineData("infra/main.tf", "resource \"kubernetes_secret\" \"a\" {\n  data = { b = \"TOKEN\" }\n}\n")]
    [InlineData("gw/templates/prod.tfvars", "token = \"TOKEN\"\n")]
    [InlineData("apps/jinja.yaml", "{% for x in y %}\n- {{ x }}\n- TOKEN\n{% endfor %}\n")]
    public async Task Audit_TokenInATemplate_IsFound(string file, string text)
    {
        using var project = Project.WithFile(file, text.Replace("TOKEN", Token, StringComparison.Ordinal));

        var run = await project.RunAsync("audit", "--manifests", ".");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error    MCP001  line", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gw", "gw/templates/a.yaml")]
    [InlineData("gw/templates", "gw/templates/a.yaml")]
    [InlineData(".", "apps/a.yaml")]
    public async Task Audit_TemplateComeUpon_IsNoProblem(string directory, string file)
    {
        using var project = Project.WithFile(file, Template);

        var run = await project.RunAsync("audit", "--manifests", directory);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("was looked at as text, not as an object", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What is not understood is told, and passes for nothing else.</summary>
    [Theory]
    [InlineData("infra", 1, "note      1 Terraform file was looked at as text, for tokens and private keys alone: what a resource such as kubernetes_secret holds was not.\n")]
    [InlineData(".", 2, "note      2 Terraform files were looked at as text, for tokens and private keys alone: what a resource such as kubernetes_secret holds was not.\n")]
    [InlineData("infra/main.tf", 1, "note      1 Terraform file was looked at as text, for tokens and private keys alone: what a resource such as kubernetes_secret holds was not.\n")]
    public async Task Audit_Terraform_IsLookedAtAsTextAndToldSo(string named, int files, string note)
    {
        using var project = Project.WithFile("infra/main.tf", "resource \"kubernetes_secret_v1\" \"a\" {\n  data = { password = \"hunter-2-hunter\" }\n}\n").WithFile("more/x.tfvars", "a = 1\n");

        var run = await project.RunAsync("audit", "--manifests", named);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(note, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("template", run.Output, StringComparison.Ordinal);
        Assert.Equal(files, int.Parse(note.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Audit_TemplateNamedItself_IsToldAsUnreadable()
    {
        using var project = Project.WithFile("gw/templates/a.yaml", Template);

        var run = await project.RunAsync("audit", "--manifests", "gw/templates/a.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("gw/templates/a.yaml:1 is not YAML", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [1\n", false)]
    [InlineData("a: |\n  {{- if x }}\nb: c: d\n", false)]
    [InlineData("a: \"{{ x }}\"\nb: c: d\n", false)]
    [InlineData("b: c: d\n\n\n{{- if x }}\n", false)]
    [InlineData("a: {{ x }}-{{ y }}\n", true)]
    [InlineData("- {{ x }}-{{ y }}\n", true)]
    [InlineData("a: |\n  text\n{% if x %}\nb: 1\n{% endif %}\n", true)]
    [InlineData("annotations:\n  <ISSUER_ANNOTATION_1>\n  <ISSUER_ANNOTATION_2>\n  a: b\n", true)]
    [InlineData("annotations:\n  <issuer>\n  a: b\n", false)]
    public async Task Audit_BrokenYaml_IsATemplateOnlyWhereAnExpressionBreaksIt(string text, bool isTemplate)
    {
        using var project = Project.WithFile("apps/a.yaml", text);

        var run = await project.RunAsync("audit", "--manifests", "apps");

        Assert.Equal(isTemplate ? 0 : 2, run.ExitCode);
    }

    [Theory]
    [InlineData("json", "\"notes\": [\n    \"1 template of 1 chart was")]
    [InlineData("sarif", "\"level\": \"note\"")]
    public async Task Audit_Notes_AreInEveryFormat(string format, string says)
    {
        using var project = Project.WithFile("gw/templates/a.yaml", Template);

        var run = await project.RunAsync("audit", "--manifests", "gw", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
    }

    [Theory]
    [InlineData("vendor", 1)]
    [InlineData("vendor/", 1)]
    [InlineData("vendor/**", 1)]
    [InlineData("**/test", 2)]
    [InlineData("**/*.yml", 2)]
    [InlineData("*.yml", 3)]
    [InlineData("app/*/a.yml", 2)]
    [InlineData("**", 0)]
    public async Task Audit_Excluded_IsNotRead(string pattern, int files)
    {
        using var project = new TemporaryProject().WithFile("k8s/vendor/a.yaml", Password).WithFile("k8s/vendor/test/b.yaml", "").WithFile("k8s/app/test/a.yml", Password);
        if (pattern is not "**/test")
            project.WithFile("k8s/vendor/x.md", "");
        else
            project.WithFile("k8s/c.yaml", "");

        var run = await project.RunAsync("audit", "--manifests", "k8s", "--exclude", pattern);

        Assert.Contains($"0 stacks, {files} file{(files == 1 ? "" : "s")} audited", run.Output, StringComparison.Ordinal);
        Assert.Equal(pattern == "*.yml", run.Output.Contains("--exclude *.yml excludes nothing; a pattern is relative to the directory that is audited", StringComparison.Ordinal));
    }

    /// <summary>What a chart ships is in force for nobody who reads it.</summary>
    [Theory]
    [InlineData("gw/values.yaml", "token: changeme\npassword: changeme\n", "warning  MCP008  token", "so do 1 more")]
    [InlineData("gw/values-prod.yaml", "postgres: {credentials: {password: test123}}\n", "warning  MCP008  postgres.credentials.password", "as the chart ships it.")]
    [InlineData("gw/values.schema.json", "{\"properties\": {\"password\": {\"default\": \"change-me-redis\"}}}", "warning  MCP008", "as the chart ships it.")]
    [InlineData("gw/values.yaml", "other: {postgres: {credentials: {password: test123}}}\n", "error    MCP004  other.postgres", "ships")]
    [InlineData("gw/values.yaml", "alias: {postgres: {credentials: {password: test123}}}\n", "error    MCP004  alias.postgres", "ships")]
    [InlineData("gw/values.yaml", Password, "error    MCP002  password", "literal")]
    [InlineData("gw/ci/a.yaml", Password, "warning  MCP008  password", "as the chart ships it.")]
    [InlineData("gw/profiles/small/values-small.yaml", "postgres: {credentials: {password: test123}}\n", "warning  MCP008  postgres.credentials.password", "as the chart ships it.")]
    [InlineData("gw/other.yaml", "token: changeme\n", "warning  MCP008  token", "holds a placeholder under")]
    [InlineData("apps/values.yaml", "postgres: {credentials: {password: test123}}\n", "error    MCP004", "ships")]
    public async Task Audit_DefaultsOfAChart_AreOneWarning(string file, string text, params string[] says)
    {
        using var project = Project.WithFile("gw/Chart.yaml", "name: gw\ndependencies: [{name: other}, {name: third, alias: alias}]\n").WithFile(file, text);

        var run = await project.RunAsync("audit", "--manifests", ".");

        Assert.All(says, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Contains(says[0].StartsWith("error", StringComparison.Ordinal) ? "1 error, 0 warnings" : "0 errors, 1 warning", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What is wrong with a stack's file is told once, where its own reader tells it, and what only others see there all the same.</summary>
    [Fact]
    public async Task Audit_StackFileAmongTheManifests_IsToldOnce()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values", $"{{app: {{note: {Token}, DB_PASSWORD: winterHills22Xq}}}}").With("other:setting", Token).Text + $"environment:\n  values:\n    a: {Token}\n    b: &{Token} 1\n");

        var alone = (await project.RunAsync("audit")).Output;
        var among = (await project.RunAsync("audit", "--manifests", ".")).Output;

        Assert.Contains("4 errors", alone, StringComparison.Ordinal);
        Assert.Contains("5 errors", among, StringComparison.Ordinal);
        Assert.Contains("error    MCP001  anchor", among, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_TokenInAChartsTests_StaysAnError()
    {
        using var project = Project.WithFile("gw/ci/a.yaml", $"password: {Token}\n");

        Assert.Contains("error    MCP001", (await project.RunAsync("audit", "--manifests", ".")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_IgnoredByGit_IsNotReadUnlessAsked()
    {
        using var project = new TemporaryProject().WithFile(".git/HEAD", "ref: refs/heads/main\n").WithFile(".gitignore", "out/\n*.local.yaml\n").WithFile("k8s/out/a.yaml", Password).WithFile("k8s/b.local.yaml", Password)
            .WithFile("k8s/c.yaml", "a: 1\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s");
        var all = await project.RunAsync("audit", "--manifests", "k8s", "--ignored");

        Assert.Equal("note      2 files and folders that .gitignore names were not read; --ignored reads them too.\n\n0 stacks, 1 file audited: 0 errors, 0 warnings, 0 allowed\n", run.Output);
        Assert.Contains("3 files audited: 2 errors", all.Output, StringComparison.Ordinal);
    }

    /// <summary>Whoever names a folder wants it read, whatever git says of it.</summary>
    [Theory]
    [InlineData("k8s/out", 1)]
    [InlineData("k8s/out/in", 1)]
    public async Task Audit_IgnoredFolderNamedItself_IsRead(string folder, int files)
    {
        using var project = new TemporaryProject().WithFile(".git/HEAD", "").WithFile(".gitignore", "/k8s/out\n*.yaml\n").WithFile("k8s/out/in/a.yaml", Password);

        Assert.Contains($"{files} file audited: 1 error", (await project.RunAsync("audit", "--manifests", folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_SeveralExclusions_EachCounts()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", Password).WithFile("k8s/b.yaml", Password);

        var run = await project.RunAsync("audit", "--manifests", "k8s", "--exclude", "a.yaml", "--exclude", "b.yaml");

        Assert.Equal(new ToolRun(0, "0 stacks, 0 files audited: 0 errors, 0 warnings, 0 allowed\n", ""), run);
    }
}
