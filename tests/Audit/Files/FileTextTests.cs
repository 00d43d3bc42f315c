using System.Text;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Files;

/// <summary>Everything of a file is looked at, in whatever encoding, and what is no text is told with its line.</summary>
public sealed class FileTextTests
{
    private const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: hello}\n";

    private static readonly string Token = "ghp_" + Canary("token");

    private static TemporaryProject Project => new();

    [Theory]
    [InlineData("f.yaml", "{0}: 1\n", 1)]
    [InlineData("f.yaml", "? [{0}, 2]\n: 1\n", 1)]
    [InlineData("f.yaml", "a: 1\n---\nb: 2 # {0}\n---\nc: 3\n", 3)]
    [InlineData("f.yaml", "a: 1\n--- # {0}\nb: 1\n", 2)]
    [InlineData("f.yaml", "a: 1\n... # {0}\n", 2)]
    [InlineData("f.yaml", "a: 1\n...\n{0}\n", 3)]
    [InlineData("f.yaml", "a: 1\n... {0}\n", 2)]
    [InlineData("f.yaml", "%TAG !e! tag:{0},2000:\n---\na: 1\n", 1)]
    [InlineData("f.yaml", "%UNKNOWN {0}\n---\na: 1\n", 1)]
    [InlineData("f.yaml", "a: !{0} 1\n", 1)]
    [InlineData("f.yaml", "a: &{0} 1\n", 1)]
    [InlineData("f.yaml", "a:\n  - &{0} [1]\n", 2)]
    [InlineData("f.yaml", "&{0} a: 1\n", 1)]
    [InlineData("f.yaml", "a: | # {0}\n  x\n", 1)]
    [InlineData("f.yaml", "a: |\n  x\n  # {0}\nb: 1\n", 3)]
    [InlineData("f.yaml", "a: |\n  {0}\n", 2)]
    [InlineData("f.yaml", "a: |+\n\n\n  x\n\n  y {0}\n\nb: 1\n", 6)]
    [InlineData("f.yaml", "a: |\r\n  x\r\n  {0}\r\n", 3)]
    [InlineData("f.yaml", "a: !!str &b |\n  x\n  {0}\nc: *b\n", 3)]
    [InlineData("f.yaml", "a: 1\n---\nb: >-\n  some words\n  in lines\n  {0}\n  more\n", 6)]
    [InlineData("f.yaml", "a: >\n  one\n\n  two\n    further in\n    {0}\n  three\n", 6)]
    [InlineData("f.yaml", "a: \"one\n  two\n\n  {0}\n  three\"\n", 4)]
    [InlineData("f.yaml", "a: \"one\\\n  \\u0074wo\\n\\\n  and {0}\n  three\"\n", 3)]
    [InlineData("f.yaml", "a: 'it''s one\n  ''two'' {0}\n  three'\n", 2)]
    [InlineData("f.yaml", "a: one\n  two\n  {0}\nb: 1\n", 3)]
    [InlineData("f.yaml", "a: [b, one\n  two {0}\n  three, c]\n", 2)]
    [InlineData("f.yaml", "a: |\n  b: 1\n  c: |\n    x\n    {0}\n  d: 1\n", 5)]
    [InlineData("f.yaml", "a: |\n  b: >-\n    x\n    {0}\n", 4)]
    [InlineData("f.yaml", "a: '{{\"b\": 1,\n  \"c\": \"{0}\",\n  \"d\": 1}}'\n", 2)]
    [InlineData("f.yaml", "a: >-\n  {{\"b\": 1,\n  \"c\": \"{0}\"}}\n", 3)]
    [InlineData("f.yaml", "a: \"b: 1\\nc: {0}\"\n", 1)]
    [InlineData("f.json", "{{\"a\": \"x\\ny\\n{0}\",\n\"b\": 1}}\n", 1)]
    [InlineData("f.yaml", "a: [1, # {0}\n 2]\n", 1)]
    [InlineData("f.yaml", "a: 1\r\n# {0}\r\nb: 2\r\n", 2)]
    [InlineData("f.yaml", "\uFEFFa: {0}\n", 1)]
    [InlineData("f.yaml", "a: 1\n---\n\uFEFFb: {0}\n", 3)]
    [InlineData("f.yaml", "a: 1\n# {0}", 2)]
    [InlineData("f.yaml", "a:\t{0}\n", 1)]
    [InlineData("f.yaml", "a: *nothing\nb: {0}\n", 2)]
    [InlineData("f.json", "{{\n// {0}\n\"a\": 1}}\n", 2)]
    [InlineData("f.json", "{{\"a\": 1 /* {0} */}}\n", 1)]
    [InlineData("f.json", "{{\"a\": 1}}\n// {0}\n", 2)]
    [InlineData("f.json", "{{\"{0}\": 1}}\n", 1)]
    [InlineData("f.json", "{{\"\\ud800{0}\": 1}}\n", 1)]
    [InlineData("f.json", "{{\"a\": 1\n\"b\": \"{0}\"}}\n", 2)]
    [InlineData("f.json", "{{\"a\": \"\0\",\n\"b\": \"{0}\"}}\n", 2)]
    public async Task Audit_TokenAnywhereInAFile_IsFoundOnceWithItsLine(string file, string text, int line)
    {
        using var project = Project.WithFile($"k8s/{file}", string.Format(null, text, Token));

        var run = await OutsideAsync(project);

        var found = Assert.Single(run.Output.Split('\n'), found => found.Contains("error    MCP001", StringComparison.Ordinal));
        Assert.StartsWith($"  {line}  ", found, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, run.Output, StringComparison.Ordinal);
    }

    /// <summary>What a path says needs no line of its own; a text of several lines does.</summary>
    [Theory]
    [InlineData("data:\n  A: |\n    {0}\n", "MCP001", 6)]
    [InlineData("data:\n  A: |\n    x=1\n    db_password=winterHills22Xq\n", "MCP001", 7)]
    [InlineData("data:\n  PASSWORD: |\n    winterHills22Xq\n", "MCP002", 5)]
    public async Task Audit_ObjectWithATextOfSeveralLines_IsToldWhereTheSecretStands(string data, string rule, int line)
    {
        using var project = Project.WithFile("k8s/f.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" + string.Format(null, data, Token));

        var run = await OutsideAsync(project);

        Assert.Contains($"  {line}  error    {rule}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_TokenBehindAMegabyteOnOneLine_IsFound()
    {
        var padding = string.Concat(Enumerable.Repeat("a b ", 250_000));
        using var project = Project.WithFile("k8s/value.yaml", $"a: '{padding}{Token}'\n").WithFile("k8s/comment.yaml", $"a: 1 # {padding}{Token}\n");

        var run = await OutsideAsync(project);

        Assert.Contains("2 errors", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    public async Task Audit_TextInAnyEncoding_IsRead(string name, bool hasMark)
    {
        using var project = Project.WithFile("k8s/other.yaml", "a: 1\n");
        var encoding = Encoding.GetEncoding(name);
        File.WriteAllBytes(project.PathOf("k8s/f.yaml"), [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("a: é\r\npassword: hunter-2-hunter\r\n")]);

        var run = await OutsideAsync(project);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  2  error    MCP002  password", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_BytesThatAreNoCharacters_AreToldWithTheirLineAndTheRestIsRead()
    {
        using var project = Project.WithFile("k8s/other.yaml", Secret);
        File.WriteAllBytes(project.PathOf("k8s/f.yaml"), Encoding.Latin1.GetBytes("a: 1\nb: caf\u00e9\npassword: hunter-2-hunter\n"));

        var run = await OutsideAsync(project);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/f.yaml:2 holds bytes that are no characters; the rest of it was read. Save it as UTF-8.", run.Output, StringComparison.Ordinal);
        Assert.Contains("  3  error    MCP002  password", run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP006", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_FileWithANul_IsToldAndTheRestOfItIsAudited()
    {
        using var project = Project.WithFile("k8s/values.yaml", "# \0\npassword: hunter-2-hunter\n");

        var run = await OutsideAsync(project);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/values.yaml:1 holds a control character, which YAML does not allow.", run.Output, StringComparison.Ordinal);
        Assert.Contains("2  error    MCP002  password", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_JsonWithHalfACharacter_IsToldAndTheRestOfItIsAudited()
    {
        using var project = Project.WithFile("k8s/bad.json", "{\"a\": \"\\ud800\",\n\"password\": \"hunter-2-hunter\"}\n").WithFile("k8s/secret.yaml", Secret);

        var run = await OutsideAsync(project);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/bad.json:1 holds half a character", run.Output, StringComparison.Ordinal);
        Assert.Contains("2  error    MCP002  password", run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP006", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c.yaml", "a: 1\n{0}\n", "# ")]
    [InlineData("c.json", "{{\"a\": 1}}\n{0}\n", "// ")]
    [InlineData("broken.yaml", "a: [\n{0}\n", "  ")]
    [InlineData("template.yaml", "{{{{- if x }}}}\n{0}\n", "  ")]
    public async Task Audit_PrivateKeyOverSeveralLinesOfText_IsFoundOnce(string file, string text, string indent)
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var lines = key.ExportPkcs8PrivateKeyPem().Split('\n').Select(line => indent + line);
        using var project = Project.WithFile($"k8s/{file}", string.Format(null, text, string.Join('\n', lines)));

        var run = await OutsideAsync(project);

        Assert.Contains("  2  error    MCP001", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 error", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A folder without stacks, so that nothing but the files is told of.</summary>
    private static Task<ToolRun> OutsideAsync(TemporaryProject project) => project.RunAsync("audit", "--manifests", "k8s");

    /// <summary>As random as a token is, and the same in each run.</summary>
    private static string Canary(string seed) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..36];
}
