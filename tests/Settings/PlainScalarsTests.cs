using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Loading;
using McpInfra.Settings;
using McpInfra.Settings.Declarations;
using McpInfra.Tests.Settings.Declarations;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Settings;

/// <summary>
/// What YAML takes for something else than text is said of alike at every setting, whichever way it comes into the program:
/// in the stack's file, in its environment, from the project's file, as JSON on one line, and from the engine.
/// </summary>
public sealed class PlainScalarsTests
{
    private const string Here = "HERE";

    /// <summary>Where a scalar belongs. Where a map does, the engine hands over a text whatever stood there, and says so.</summary>
    private static IEnumerable<(Setting Setting, Func<JsonNode, JsonObject> Place)> Scalars =>
        StackSchemaTests.Places().Where(setting => setting.Setting is TextSetting or DurationSetting or IntegerSetting or FlagSetting);

    [Theory]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("1.5")]
    [InlineData("1e400")]
    public void Read_ScalarThatIsAsItStands_IsTheSameEveryWay(string plain) => Assert.All(Scalars, setting =>
    {
        var config = setting.Place(Here);
        var expected = OfFile(config, plain);

        Assert.Equal(expected, OfEnvironment(config, plain));
        Assert.Equal(expected, OfProject(config, plain));
        Assert.Equal(expected, OfOneLine(config, plain));
        Assert.Equal(expected, OfEngine(config, plain));
    });

    /// <summary>Only a file has what was written; JSON has what Pulumi made of it.</summary>
    [Theory]
    [InlineData("012")]
    [InlineData("1_000")]
    [InlineData("2026-01-02")]
    [InlineData("~")]
    public void Read_ScalarThatYamlRewrites_IsTheSameFromEveryFile(string plain) => Assert.All(Scalars, setting =>
    {
        var config = setting.Place(Here);
        var expected = OfFile(config, plain);

        Assert.Equal(expected, OfEnvironment(config, plain));
        if (plain != "~")
            Assert.Equal(expected, OfProject(config, plain));
    });

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData("+.Inf")]
    [InlineData(".NaN")]
    public void Read_NoFiniteNumber_IsToldOfTheFile(string plain)
    {
        var config = StackSchemaTests.Places().First().Place(Here);

        Assert.Contains("Pulumi.dev.yaml: holds what is no finite number", Flat(OfFile(config, plain)), StringComparison.Ordinal);
        Assert.Contains("Pulumi.yaml: holds what is no finite number", Flat(OfProject(config, plain)), StringComparison.Ordinal);
        Assert.DoesNotContain("no finite number", Flat(OfFile(config, $"'{plain}'")), StringComparison.Ordinal);
    }

    private static string Flat(IEnumerable<string> problems) => string.Join('\n', problems);

    private static IReadOnlyList<string> OfFile(JsonObject config, string plain) => Told(Source($"config: {Written(config, plain)}\n"));

    private static IReadOnlyList<string> OfEnvironment(JsonObject config, string plain) =>
        Told(Source($"config: {{}}\nenvironment: {{values: {{pulumiConfig: {Written(config, plain)}}}}}\n"));

    private static IReadOnlyList<string> OfProject(JsonObject config, string plain)
    {
        var declared = config.Select(entry => $"  {entry.Key}: {{value: {Written(entry.Value!, plain)}}}\n");
        return Told(Source("config: {}\n", new ProjectFiles(_ => ["Pulumi.yaml"], _ => $"name: mcp-infra\nruntime: dotnet\nconfig:\n{string.Concat(declared)}")));
    }

    /// <summary>As <c>pulumi config set</c> without <c>--path</c> writes an object.</summary>
    private static IReadOnlyList<string> OfOneLine(JsonObject config, string plain)
    {
        var lines = config.Select(entry => $"  {entry.Key}: {(entry.Value is JsonValue ? Written(entry.Value, plain) : JsonValue.Create(Json(entry.Value!, plain)).ToJsonString())}\n");
        return Told(Source("config:\n" + string.Concat(lines)));
    }

    private static IReadOnlyList<string> OfEngine(JsonObject config, string plain)
    {
        var values = config.ToDictionary(entry => entry.Key, entry => entry.Value is JsonValue ? Scalar(plain).Text : Json(entry.Value!, plain));
        return Told(new PulumiConfigSource("dev", values.GetValueOrDefault, name => JsonSerializer.Serialize<object>(name == "PULUMI_CONFIG" ? values : Array.Empty<string>())));
    }

    private static ScalarNode Scalar(string plain) => Assert.IsType<ScalarNode>(Assert.Single(YamlReader.Read(plain, YamlRules.Stack).Roots));

    private static string Written(JsonNode config, string plain) => config.ToJsonString().Replace($"\"{Here}\"", plain, StringComparison.Ordinal);

    private static string Json(JsonNode config, string plain) => Written(config, JsonSerializer.Serialize(Scalar(plain).Value));

    private static ISettingsSource Source(string text, ProjectFiles? files = null) => StackYaml.SourceOf(text, files: files);

    /// <summary>Each problem without the line and the command, which differ by where it stands. What looks like a secret is told of the file besides.</summary>
    private static IReadOnlyList<string> Told(ISettingsSource source)
    {
        try
        {
            StackLoader.Read(source);
            return [];
        }
        catch (SettingsException refused)
        {
            return [.. refused.Problems.Where(problem => problem.Kind != ProblemKind.Plaintext).Select(problem => $"{problem.Path}: {problem.Message}").Order(StringComparer.Ordinal)];
        }
    }
}
