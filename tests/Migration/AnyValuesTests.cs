using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Contract;
using McpInfra.Loading;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using YamlDotNet.Serialization;

namespace McpInfra.Tests.Migration;

/// <summary>Whatever values file: every secret is found, carried as it is and cut out, and nothing else is lost.</summary>
public class AnyValuesTests
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    [ManyRunsProperty(few: 30, many: 600)]
    public Property Strip_AnyValues_LeavesNoSecretAndLosesNothingElse() => Prop.ForAll(AnyValues.Files.ToArbitrary(), planted =>
    {
        var plan = Plan(planted.Text);
        var stripped = Assert.Single(plan.Stripped).Text;

        Assert.NotNull(stripped);
        Assert.DoesNotContain(AnyValues.Canary, stripped, StringComparison.Ordinal);
        Assert.Equal(planted.Secrets.Count, plan.Found.Count);
        Assert.Empty(plan.ByHand);
        Assert.All(planted.Comments, comment => Assert.Contains(comment, stripped, StringComparison.Ordinal));
        Assert.Equal(planted.Text.Contains("\r\n", StringComparison.Ordinal), stripped.Contains("\r\n", StringComparison.Ordinal));
        Assert.Equal(WithoutSecrets(Tree(planted.Text)).ToJsonString(), WithoutSecrets(Tree(stripped)).ToJsonString());
        Assert.Empty(Plan(stripped).Found);
    });

    [ManyRunsProperty(few: 20, many: 300)]
    public Property Carry_AnyValues_KeepsEveryValueAsItIs() => Prop.ForAll(AnyValues.Files.ToArbitrary(), planted =>
    {
        var plan = Plan(planted.Text);

        // The plan's stack file has been loaded whole; what it says goes on under another name.
        Assert.NotEmpty(StackLoaded(plan).Secrets);
        foreach (var (name, value) in planted.Secrets)
            Assert.Equal(value, Assert.Single(plan.Carried, carried => carried.Id == name).Value!.Reveal());
        var exported = plan.Groups.Where(group => group.Group.Name is "external" or "encryption").SelectMany(group => JsonSerializer.Deserialize<Dictionary<string, string>>(ValueExport.OfGroup(plan, group.Group.Name))!).ToDictionary();
        Assert.All(planted.Secrets, secret => Assert.Equal(secret.Value, exported[secret.Key]));
        Assert.DoesNotContain(AnyValues.Canary, plan.StackText, StringComparison.Ordinal);
        Assert.DoesNotContain(AnyValues.Canary, References.ToFile(References.InPlaceOfInline(plan), plan.Place), StringComparison.Ordinal);
        Assert.DoesNotContain(AnyValues.Canary, string.Concat(plan.Stages.SelectMany(stage => stage.Run.Concat(stage.Check).Concat(stage.RollBack)).Concat(plan.Notes)), StringComparison.Ordinal);
    });

    [ManyRunsProperty(few: 50, many: 1_000)]
    public Property Read_DamagedText_IsPlannedOrRefusedWithItsLine() => Prop.ForAll(
        (from planted in AnyValues.Files
         from at in Gen.Choose(0, planted.Text.Length)
         from length in Gen.Choose(0, 12)
         from noise in Gen.Elements("", "\n", "\t", ": ", "[", "}", "\"", "'", "- ", "&a ", "*a", "%", "? ", "|\n", "\0", "#", "<<: *common\n", "---\n", "  ", "!x ")
         select planted.Text[..at] + noise + planted.Text[Math.Min(planted.Text.Length, at + length)..]).ToArbitrary(),
        text =>
        {
            try
            {
                var plan = Plan(text);
                foreach (var stripped in plan.Stripped.Where(file => file.Text is not null && plan.Found.All(secret => secret.Target is not Target.ByHand)))
                    Assert.Empty(new[] { stripped.Text! }.SelectMany(left => Plan(left).Found));
            }
            catch (RefusedException refused)
            {
                Assert.DoesNotContain(AnyValues.Canary, refused.Message, StringComparison.Ordinal);
            }
        });

    internal static MigrationPlan Plan(string values, StackYaml? stack = null, SecretSource to = SecretSource.External, Decisions? said = null) => PlanBuilder.Build(
        new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(ProjectFiles.None, "/nowhere")), ValuesFile.Parse("Pulumi.dev.yaml", "/nowhere/Pulumi.dev.yaml", (stack ?? StackYaml.OfRelease).Text), [ValuesFile.Parse("values.yaml", "/nowhere/values.yaml", values)], record: null, to, said);

    private static StackSettings StackLoaded(MigrationPlan plan) => StackLoader.Load(StackYaml.SourceOf(plan.StackText)).Settings;

    private static JsonNode Tree(string yaml) => Json(Yaml.Deserialize<object>(yaml))!;

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create((string)entry.Key, Json(entry.Value)))),
        IEnumerable<object?> list => new JsonArray([.. list.Select(Json)]),
        _ => JsonValue.Create((string)value),
    };

    /// <summary>The tree without the planted variables, as plain data sees it.</summary>
    private static JsonNode WithoutSecrets(JsonNode tree)
    {
        var gateway = tree["mcpContextForge"]!;
        foreach (var section in (string[])["secret", "config"])
        {
            foreach (var key in gateway[section]!.AsObject().Where(entry => IsPlanted(entry.Value)).Select(entry => entry.Key).ToList())
                gateway[section]!.AsObject().Remove(key);
        }

        foreach (var item in gateway["extraEnv"]!.AsArray().Where(item => IsPlanted(item!["value"])).ToList())
            gateway["extraEnv"]!.AsArray().Remove(item);
        return tree;
    }

    private static bool IsPlanted(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains(AnyValues.Canary, StringComparison.Ordinal);
}
