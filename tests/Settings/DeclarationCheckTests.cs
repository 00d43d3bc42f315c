using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>What Pulumi refuses of a project's file, told before it does.</summary>
public sealed class DeclarationCheckTests
{
    /// <summary>Declarations of one key with a word of what is said of them; null where nothing is.</summary>
    private static readonly (string Declared, string? Fault)[] Declarations =
    [
        ("other: {type: string, default: a}", null),
        ("other: {type: integer, default: 7}", null),
        ("other: {type: integer, default: \"7\"}", null),
        ("other: {type: boolean, default: \"true\"}", null),
        ("other: {type: array, items: {type: string}, default: [a]}", null),
        ("other: {type: object, default: {a: 1}}", null),
        ("other: [a]", null),
        ("other: {value: a}", null),
        ("a.b[\"c\"].d[0]: x", null),
        ("aws:region: {value: eu-west-1}", null),
        ("aws:tags: {value: {a: b}}", null),
        ("other: {type: integer, default: seven}", "has a default that is not of its type, integer"),
        ("other: {type: string, default: 7}", "has a default that is not of its type, string"),
        ("other: {type: boolean, default: yes please}", "has a default that is not of its type, boolean"),
        ("other: {type: array, default: [a]}", "is an array whose items have no type"),
        ("other: {type: array, items: {type: integer}, default: [a]}", "has a default that is not of its type, array"),
        ("other: {type: object, default: a}", "has a default that is not of its type, object"),
        ("other: {type: text, default: a}", "has a type that Pulumi does not know"),
        ("other: {default: a, value: b}", "has a default and a value"),
        ("other: {defualt: a}", "is no member of a declaration"),
        ("other: 1.5", "is a number that Pulumi does not take here"),
        ("other: 012345678901", "is a number that Pulumi does not take here"),
        ("other:", "is empty"),
        ("aws:region: {type: string, value: a}", "has a type"),
        ("aws:region: {default: a}", "has a default"),
        ("aws:region: {description: a}", "has no value"),
    ];

    /// <summary>Those that the program refuses when it goes through a stack's configuration.</summary>
    private static readonly (string Declared, string? Fault)[] Keys =
    [
        ("aws:a:region: {value: a}", "is no key that Pulumi can read"),
        ("other.: {default: a}", "is no key that Pulumi can read"),
        (".other: {default: a}", "is no key that Pulumi can read"),
        ("\"[0]\": {default: a}", "is no key that Pulumi can read"),
        ("other[x]: {default: a}", "is no key that Pulumi can read"),
        ("'other[\"x]': {default: a}", "is no key that Pulumi can read"),
    ];

    public static TheoryData<string, string?> All()
    {
        var all = new TheoryData<string, string?>();
        foreach (var (declared, fault) in Declarations.Concat(Keys))
            all.Add(declared, fault);
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Report_Declaration_SaysWhatPulumiRefuses(string declared, string? fault)
    {
        var told = Told(declared);

        if (fault is null)
            Assert.Empty(told);
        else
            Assert.Contains(fault, Assert.Single(told), StringComparison.Ordinal);
    }

    [PulumiCliFact]
    public void Declarations_All_AreTakenOrRefusedByTheRealProgramAlike()
    {
        using var pulumi = new PulumiCli();
        var file = Path.Combine(Path.GetDirectoryName(pulumi.StackFile("dev"))!, "Pulumi.yaml");
        pulumi.Shell("pulumi stack init dev");
        var others = new List<string>();

        foreach (var (declared, fault) in Declarations.Concat(Keys))
        {
            File.WriteAllText(file, Text(declared));
            var (code, output) = pulumi.TryShell("pulumi config --stack dev");
            if (code == 0 != fault is null)
                others.Add($"{declared}\n{output}");
        }

        Assert.True(others.Count == 0, string.Join("\n\n", others));
    }

    [Theory]
    [InlineData("release.timeoutSeconds: {type: string}", "mcp-infra:release.timeoutSeconds", "900", null)]
    [InlineData("release.timeoutSeconds: {type: integer}", "mcp-infra:release.timeoutSeconds", "'900'", null)]
    [InlineData("environment: {type: integer}", "mcp-infra:environment", "qa", "must be of the type integer, as which Pulumi.yaml:4 declares it")]
    [InlineData("environment: {type: integer}", "mcp-infra:environment", "'12'", null)]
    [InlineData("environment: {type: boolean}", "mcp-infra:environment", "qa", "must be of the type boolean")]
    [InlineData("chart: {type: array, items: {type: string}}", "mcp-infra:chart", "{version: 1.0.8}", "must be of the type array")]
    [InlineData("environment: {type: string, secret: true}", "mcp-infra:environment", "qa", "must be encrypted, since Pulumi.yaml:4 declares it as secret")]
    [InlineData("environment: {secret: true, default: a}", "mcp-infra:environment", "qa", null)]
    public void Report_StackThatIsNotAsDeclared_IsRefused(string declared, string path, string value, string? fault)
    {
        var problems = StackYaml.Baseline.With(path, value).Problems(files: Files(declared)).Where(problem => problem.Message.ToString().StartsWith("must be", StringComparison.Ordinal)).ToList();

        if (fault is null)
            Assert.Empty(problems);
        else
            Assert.Contains(fault, Assert.Single(problems, problem => problem.Path == path).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_SecretThatTheProjectGivesInPlainText_IsRefused() =>
        Assert.Contains(Told("namespace: {type: string, secret: true, default: a}"), told => told.Contains("is declared as secret", StringComparison.Ordinal));

    /// <summary>An empty stack says all that is missing at once, what its project asks for too.</summary>
    [Fact]
    public void Report_EmptyStack_LacksWhatIsDeclaredAndTheRest()
    {
        var missing = StackYaml.ProblemsOf("", files: Files("environment: {type: string}")).Select(problem => problem.Path).ToList();

        Assert.Contains("mcp-infra:environment", missing);
        Assert.Contains("aws:region", missing);
    }

    private static List<string> Told(string declared) =>
        [.. StackYaml.Baseline.Problems(files: Files(declared)).Where(problem => problem.Path == "Pulumi.yaml").Select(problem => problem.Message.ToString())];

    private static ProjectFiles Files(string declared) => new(_ => ["Pulumi.yaml"], _ => Text(declared));

    private static string Text(string declared) => $"name: mcp-infra\nruntime: dotnet\nconfig:\n  {declared}\n";
}
