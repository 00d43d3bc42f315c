using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Json.Schema;
using McpInfra.Cli.Init;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>What an editor is told of a stack file is what the reader takes and refuses.</summary>
public sealed class StackSchemaTests
{
    private static readonly JsonSerializerOptions Indented = new(Rendering) { WriteIndented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>Once, since the library keeps each schema by its address.</summary>
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(StackSchema.Build().ToJsonString()));

    private static JsonSerializerOptions Rendering => new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => BadStacks.Names;

    public static TheoryData<string> Shipped => [.. Stacks.Names, .. Stacks.Clusters];

    [Fact]
    public void SchemaFile_AtTheTop_IsTheOneOfTheCode() =>
        Snapshot.MatchesFile(Repository.At("Pulumi.schema.json"), "Pulumi.schema.json", StackSchema.Build().ToJsonString(Indented) + "\n");

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Schema_ShippedStack_IsTakenAndNamesTheSchema(string stack)
    {
        var text = File.ReadAllText(Repository.At($"Pulumi.{stack}.yaml"));

        Assert.StartsWith(NewStack.SchemaLines, text, StringComparison.Ordinal);
        Assert.Empty(Refusals(text));
    }

    [Fact]
    public void Schema_StackThatTheReaderTakes_IsTaken()
    {
        StackYaml[] stacks =
        [
            StackYaml.Baseline, StackYaml.Everything, StackYaml.WithExternalDatabase, StackYaml.WithExternalRedis, StackYaml.WithPodIdentity,
            .. BackendStacks.All.Values, .. BackendStacks.All.Values.Select(yaml => BackendStacks.WithExternalServers(yaml)), .. OperatorStacks.All,
        ];

        Assert.All(stacks.Select(yaml => yaml.Text).Concat(((IEnumerable<object[]>)DocsTests.Examples).Select(row => (string)row[0])).Distinct(), text => Assert.True(Refusals(text) is [], $"{text}\n{string.Join('\n', Refusals(text))}"));
    }

    [Theory]
    [InlineData($"[{StackYaml.Ciphertext}]")]
    [InlineData($"{{a: {StackYaml.Ciphertext}}}")]
    public void Schema_SecretValueThatIsNoEncryptedText_IsRefused(string yaml) =>
        Assert.NotEmpty(Refusals(StackYaml.Baseline.With("mcp-infra:secretValues.SMTP_PASSWORD", yaml).Text));

    [Theory]
    [InlineData("chart: {version: 1.0.8}")]
    [InlineData("mcp-infra:config:chart: {version: 1.0.8}")]
    [InlineData("mcp-infra:chart: '{\"version\": \"1.0.8\"}'")]
    [InlineData("pulumi:tags: {a: b}")]
    [InlineData("other:config:key: {secure: v1:a:b}")]
    public void Schema_AnySpelling_IsTaken(string line) =>
        Assert.Empty(Refusals($"secretsprovider: awskms://alias/a\nencryptedkey: a\nencryptionsalt: v1:a\nenvironment:\n  - org/env\n{StackYaml.Baseline.Text}  {line}\n"));

    [ManyRunsProperty(few: 250, many: 4_000)]
    public Property Schema_AnyStackThatTheReaderTakes_IsTaken() => Prop.ForAll(
        Gen.OneOf(AnySettingsTests.Stack, AnyStacks.Changed.Select(yaml => yaml.Text)).ToArbitrary(),
        text => StackYaml.ProblemsOf(text).Count > 0 || Refusals(text) is []);

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_BadStack_IsRefusedUnlessNoSchemaCanTell(string name) =>
        Assert.Equal(!SchemaLimits.Tell(BadStacks.Named(name)), Refusals(BadStacks.Named(name).Yaml.Text) is not []);

    [Fact]
    public void SchemaLimits_Each_IsOfABadStack() =>
        Assert.All(SchemaLimits.All, limit => Assert.Contains(BadStacks.All, bad => SchemaLimits.IsOf(limit.NameOrMessage, bad)));

    /// <summary>Whatever is declared: something of another form, and a key beside it that nobody knows.</summary>
    [Fact]
    public void Schema_EverySettingOfAnotherForm_IsRefused()
    {
        foreach (var (setting, place) in Places())
        {
            foreach (var value in (JsonNode[])[new JsonArray(new JsonArray()), .. setting is MapSetting ? (JsonNode[])[] : [new JsonObject { ["nobody-knows"] = 1 }]])
                Assert.True(RefusalsOf(place(value)).Any(refusal => !refusal.StartsWith(": ", StringComparison.Ordinal) && !refusal.StartsWith("/config: ", StringComparison.Ordinal)), $"{setting.Key}: {value}");
        }
    }

    /// <summary>A name may be <c>true</c> or <c>12</c>, which somebody writes without quotes: no more is said of it than with them.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("123456789012")]
    public void Schema_TextThatYamlTakesForSomethingElse_IsTakenWhereTheReaderTakesIt(string plain)
    {
        var value = Assert.IsType<ScalarNode>(Assert.Single(YamlReader.Read(plain, YamlRules.Stack).Roots));
        Assert.All(Places().Where(setting => setting.Setting is TextSetting { Format: var format } && format.IsValid(plain)), setting =>
            Assert.Equal(RefusalsOf(setting.Place(plain)).Count, RefusalsOf(setting.Place(Json(value)!)).Count));
    }

    /// <summary>Every setting that is declared, with a stack's <c>config</c> that has a value there.</summary>
    internal static IEnumerable<(Setting Setting, Func<JsonNode, JsonObject> Place)> Places()
    {
        var environment = SettingsReader.Stack.Members.Where(setting => setting is not FreeSetting)
            .SelectMany(setting => Below(setting, value => new JsonObject { [setting.TopLevel.Text] = value }));
        var cluster = ClusterReader.Stack.Members
            .SelectMany(setting => Below(setting, value => new JsonObject { [ClusterReader.Cluster.TopLevel.Text] = new JsonObject(), [setting.TopLevel.Text] = value }));
        return environment.Concat(cluster);

        static IEnumerable<(Setting, Func<JsonNode, JsonObject>)> Below(Setting setting, Func<JsonNode, JsonObject> place) =>
        [
            (setting, place),
            .. (setting as GroupSetting)?.Members.SelectMany(member => Below(member, value => place(new JsonObject { [member.Key] = value }))) ?? [],
            .. (setting as MapSetting)?.Entries.SelectMany(entry => Below(entry, value => place(new JsonObject { ["A"] = value }))) ?? [],
            .. setting is ListSetting list ? Below(list.Item, value => place(new JsonArray(value))) : [],
        ];
    }

    private static IReadOnlyList<string> RefusalsOf(JsonObject config) => Refusals(new JsonObject { ["config"] = config });

    /// <summary>What it says against a stack file; empty when it takes it.</summary>
    internal static IReadOnlyList<string> Refusals(string yaml) =>
        YamlReader.Read(yaml, YamlRules.Stack) is ([var root, ..], []) ? Refusals(Json(root)!) : ["no YAML"];

    private static IReadOnlyList<string> Refusals(JsonNode stack) => CrdSchema.Refusals(Schema.Value, stack);

    private static JsonNode? Json(YamlNode node) => node switch
    {
        MappingNode map => new JsonObject(map.Entries.DistinctBy(entry => entry.Key).Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode scalar => JsonSerializer.SerializeToNode(scalar.Value),
        _ => throw new NotSupportedException(node.Kind),
    };
}
