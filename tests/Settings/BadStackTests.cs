using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

public class BadStackTests
{
    public static TheoryData<string> Names => BadStacks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_BadStack_SaysWhereWhatAndHowToMendIt(string name)
    {
        var bad = BadStacks.Named(name);

        var problems = bad.Yaml.Problems(bad.Stack);

        var problem = Assert.Single(problems, problem => problem.Path == bad.Path && problem.Message.Contains(bad.Says, StringComparison.Ordinal));
        Assert.Contains(bad.Fix ?? "", problem.Fix ?? "", StringComparison.Ordinal);
        Assert.True(problem.Line is > 0 || IsAboutSomethingAbsent(problem));
        Assert.DoesNotContain(BadStacks.Canary, Said(problems), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_BadStack_ReportsNothingThatIsNotWrong(string name)
    {
        // A value in plain text that nothing uses, say, is wrong twice; more than a few messages would be an echo.
        Assert.InRange(BadStacks.Named(name).Yaml.Problems(BadStacks.Named(name).Stack).Count, 1, 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fix_ThatRemoves_RemovesThePlaceOfTheProblemOrLess(string name)
    {
        var bad = BadStacks.Named(name);

        Assert.All(bad.Yaml.Problems(bad.Stack), problem => Assert.All(Removed(problem.Fix?.ToString() ?? ""), removed =>
            Assert.True(removed == problem.Path || removed.StartsWith(problem.Path + ".", StringComparison.Ordinal) || removed.StartsWith(problem.Path + "[", StringComparison.Ordinal), problem.ToString())));
    }

    [Theory]
    [InlineData("mcp-infra:values", "'{\"mcpContextForge\": {\"config\": {\"A\": \"\\ud800\"}}}'", "holds half a character")]
    [InlineData("mcp-infra:values", "'{\"mcpContextForge\": {\"secret\": {\"JWT_SECRET_KEY\": \"a\"}}}'", null)]
    [InlineData("mcp-infra:values", "{mcpContextForge: {config: {LOG_LEVEL: {secure: v1:l189v9UAu2dMRmIa:jk2k+As+/Qgr2JDTnSHEDoPZAFLdEEQ=}}}}", "is encrypted")]
    [InlineData("mcp-infra:values", "{mcpContextForge: {secret: {JWT_SECRET_KEY: a}}, pgadmin: {enabled: 1}}", null)]
    public void Fix_FaultInOneKeyOfValues_NeverRemovesThemAll(string path, string yaml, string? says)
    {
        var problems = StackYaml.Baseline.With(path, yaml).Problems();

        Assert.Contains(problems, problem => problem.Message.Contains(says ?? "", StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.DoesNotContain(path, Removed(problem.Fix?.ToString() ?? "")));
    }

    [Fact]
    public void Load_SeveralThingsWrong_ReportsAllOfThem()
    {
        var yaml = StackYaml.Baseline
            .Without("aws:region")
            .With("mcp-infra:aws.accountId", "x")
            .With("mcp-infra:chart.version", "0.9.0")
            .With("mcp-infra:namespce", "x")
            .With("mcp-infra:secrets.DATABASE_URL.from", "generate")
            .With("mcp-infra:store.kind", "Stor");

        var refused = Assert.Throws<SettingsException>(() => yaml.Load());

        Assert.Equal(
            ["aws:region", "mcp-infra:aws.accountId", "mcp-infra:chart.version", "mcp-infra:namespce", "mcp-infra:secrets.DATABASE_URL", "mcp-infra:store.kind"],
            refused.Problems.Select(problem => problem.Path).Order());
        Assert.Contains("Stack dev has 6 problems in its configuration:", refused.Message, StringComparison.Ordinal);
        Assert.All(refused.Problems, problem => Assert.Contains(problem.Path, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_SeveralThingsWrong_ListsThemInTheOrderOfTheFile()
    {
        var problems = StackYaml.Baseline
            .With("mcp-infra:store.kind", "x")
            .With("mcp-infra:aws.protect", "x")
            .With("mcp-infra:chart.version", "x")
            .Problems();

        Assert.Equal(problems.Select(problem => problem.Line).Order(), problems.Select(problem => problem.Line));
    }

    [Theory]
    [InlineData("mcp-infra:database.port", "true")]
    [InlineData("mcp-infra:secrets.SMTP_PASSWORD.from", BadStacks.Canary)]
    [InlineData("mcp-infra:secrets.SMTP_PASSWORD", BadStacks.Canary)]
    [InlineData("mcp-infra:secrets.SMTP_PASSWORD.arn", BadStacks.Canary)]
    [InlineData("mcp-infra:secrets.SMTP_PASSWORD.lenght", BadStacks.Canary)]
    [InlineData("mcp-infra:secrets.SMTP_PASSWORD.length", BadStacks.Canary)]
    [InlineData("mcp-infra:secrets", BadStacks.Canary)]
    [InlineData("mcp-infra:secretValues", BadStacks.Canary)]
    [InlineData("mcp-infra:secretValues", "[" + BadStacks.Canary + "]")]
    [InlineData("mcp-infra:secretValues.A.B", BadStacks.Canary)]
    [InlineData("mcp-infra:secretValues.A", "[" + BadStacks.Canary + "]")]
    [InlineData("mcp-infra:database.password", BadStacks.Canary)]
    [InlineData("mcp-infra:redis.password.from", BadStacks.Canary)]
    [InlineData("mcp-infra:unknown", BadStacks.Canary)]
    [InlineData("mcp-infra:database.port", "ghp_" + BadStacks.Canary)]
    [InlineData("mcp-infra:ghp_" + BadStacks.Canary, "x")]
    [InlineData("mcp-infra:secrets.ghp_" + BadStacks.Canary, "x")]
    [InlineData("aws:ghp_" + BadStacks.Canary, "x")]
    [InlineData("mcp-infra:database.mode", "postgres:" + BadStacks.Canary)]
    [InlineData("mcp-infra:chart.version", BadStacks.Canary + "@host")]
    [InlineData("mcp-infra:release.name", "user:" + BadStacks.Canary)]
    [InlineData("mcp-infra:argocd.repoUrl", "https://" + BadStacks.Canary + "@host/a")]
    [InlineData("mcp-infra:fleet.repoUrl", "https://host/a?t=" + BadStacks.Canary)]
    [InlineData("mcp-infra:kubernetes.context", "https://u:" + BadStacks.Canary + "/x@host")]
    public void Load_SecretInTheWrongPlace_IsRefusedAndNotPrinted(string path, string yaml)
    {
        var problems = StackYaml.Baseline.With(path, yaml).Problems();

        Assert.True(problems.Count > 0 || path.StartsWith("aws:", StringComparison.Ordinal));
        Assert.DoesNotContain(BadStacks.Canary, Said(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OptionalInProductionThatIsMeant_IsAccepted()
    {
        var yaml = StackYaml.Baseline
            .With("mcp-infra:environment", "prod")
            .With("mcp-infra:migration", "{optional: true, allowOptionalInProd: true}")
            .With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: a, optional: true}}]");

        Assert.Empty(yaml.Problems());
    }

    [Theory]
    [InlineData("{monitoring: {enabled: true, grafana: {enabled: false}}}")]
    [InlineData("{postgres: {external: {}}}")]
    [InlineData("{postgres: {persistence: {size: 20Gi}}}")]
    [InlineData("{mcpContextForge: {config: {REQUIRE_TOKEN: 'true', SSRF: '[]', PASSWORD_MIN_LENGTH: '8'}}}")]
    [InlineData("{mcpContextForge: {metrics: {metricsToken: {secretName: a, key: token}}}, tls: {certificate: {existingSecret: b}}}")]
    [InlineData("{global: {imagePullSecrets: [regcred]}}")]
    public void Load_ValuesThatHoldNoSecret_AreAccepted(string values) =>
        Assert.Empty(StackYaml.Baseline.With("mcp-infra:values", values).Problems());

    private static bool IsAboutSomethingAbsent(SettingsProblem problem) =>
        problem.Message.Contains("is required", StringComparison.Ordinal)
        || problem.Message.Contains("is missing", StringComparison.Ordinal)
        || problem.Message.Contains("the stack's name", StringComparison.Ordinal);

    /// <summary>The paths that the lines of a fix remove, without the shell's quotes.</summary>
    private static IEnumerable<string> Removed(string fix) => fix.Split(" && ")
        .Where(line => line.StartsWith("pulumi config rm --stack ", StringComparison.Ordinal))
        .Select(line => line["pulumi config rm --stack ".Length..])
        .Select(rest => rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("--path ", "", StringComparison.Ordinal))
        .Select(word => word.StartsWith('\'') ? word[1..^1].Replace("'\\''", "'", StringComparison.Ordinal) : word);

    private static string Said(IEnumerable<SettingsProblem> problems) => string.Join('\n', problems);
}
