using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>
/// Every object that any setting of any backend makes, against every release of its operator that is promised: an undeclared
/// field stops Pulumi, Flux and <c>kubectl</c> there, and a field that only repeats a default becomes one as soon as a release
/// drops it.
/// </summary>
public sealed partial class SmallestFormTests
{
    /// <summary>What the operator takes in code, in every release, where its CRD is silent.</summary>
    private static readonly (string Path, string Value)[] TakenUnlessSaid =
    [
        ("spec.refreshPolicy", "Periodic"),
        ("spec.secretStoreRef.kind", "SecretStore"),
    ];

    public static TheoryData<string> Backends => ["aws", .. BackendStacks.All.Keys];

    [SchemasTheory]
    [MemberData(nameof(Backends))]
    public void Objects_AnySettingOfTheBackend_AreTakenByEveryReleaseAndRepeatNoDefault(string backend)
    {
        var wrong = new List<string>();
        foreach (var value in Objects(backend))
        {
            var (apiVersion, kind) = ((string)value["apiVersion"]!, (string)value["kind"]!);
            var schemas = CrdSchema.AllOf(apiVersion, kind).ToList();
            Assert.Equal(apiVersion == SupportedApis.ExternalSecrets ? SupportedApis.ExternalSecretsVersions.Count : 1, schemas.Count);
            foreach (var (release, schema) in schemas)
            {
                wrong.AddRange(schema.Refusals(value).Select(refusal => $"{kind} {release} {refusal}"));
                wrong.AddRange(schema.Repeated(value).Select(path => $"{kind} {release} {path}: only repeats a default"));
            }

            wrong.AddRange(TakenUnlessSaid.Where(field => At(value, field.Path) == field.Value).Select(field => $"{kind} {field.Path}: only repeats what the operator takes"));
        }

        Assert.Empty(wrong.Distinct());
    }

    [SchemasTheory]
    [MemberData(nameof(Backends))]
    public void Objects_WithAFieldThatNobodyDeclares_AreRefused(string backend)
    {
        foreach (var value in Objects(backend).DistinctBy(value => (string)value["kind"]!))
        {
            value["spec"]!["unknown"] = new JsonObject();

            Assert.All(CrdSchema.AllOf((string)value["apiVersion"]!, (string)value["kind"]!), found => Assert.NotEmpty(found.Schema.Refusals(value)));
        }
    }

    /// <summary>The newest CRDs alone would not have found these.</summary>
    [SchemasTheory]
    [InlineData("ExternalSecret", """{"spec":{"data":[{"secretKey":"A","remoteRef":{"key":"a","nullBytePolicy":"Ignore"}}]}}""", "0.16.1 0.20.4 1.3.1", "2.4.0")]
    [InlineData("SecretStore", """{"spec":{"provider":{"aws":{"region":"a","service":"SecretsManager","sessionTagsPolicy":"None"}}}}""", "0.16.1 0.20.4 1.3.1 2.4.0", "2.8.0")]
    [InlineData("ClusterSecretStore", """{"spec":{"provider":{"azurekv":{"vaultUrl":"a","useAzureSDK":false}}}}""", "0.16.1", "0.20.4 1.3.1 2.4.0 2.8.0")]
    public void Fields_ThatCameLater_AreRefusedByTheReleasesBefore(string kind, string json, string refusing, string repeating)
    {
        var value = JsonNode.Parse(json)!;
        var schemas = CrdSchema.AllOf(SupportedApis.ExternalSecrets, kind).ToList();

        Assert.Equal(refusing, string.Join(' ', schemas.Where(found => found.Schema.Refusals(value).Count > 0).Select(found => found.Release)));
        Assert.Equal(repeating, string.Join(' ', schemas.Where(found => found.Release.Length > 0 && found.Schema.Repeated(value).Count > 0).Select(found => found.Release)));
    }

    /// <summary>Whoever adds a setting adds it here.</summary>
    [Fact]
    public void Stacks_OfTheseTests_SayEverySettingThatReachesAnObject()
    {
        foreach (var group in OperatorStacks.Groups)
        {
            // What is known in a map is told to whoever writes something else there.
            var start = BackendStacks.All.GetValueOrDefault(group, StackYaml.Baseline);
            var problem = Assert.Single(start.With("mcp-infra:" + group, "7").Problems(), problem => problem.Path == "mcp-infra:" + group);
            var keys = KeysOfAMap().Match(problem.Message).Groups["key"].Captures.Select(capture => capture.Value).ToList();
            Assert.NotEmpty(keys);
            foreach (var key in keys)
                Assert.True(OperatorStacks.All.Any(yaml => yaml.Says($"mcp-infra:{group}.{key}")), $"No stack says {group}.{key}");
        }
    }

    private static IReadOnlyList<JsonObject> Objects(string backend) =>
    [
        .. OperatorStacks.Of.TryGetValue(backend, out var stacks) ? OperatorStacks.Objects(stacks)
            : OperatorStacks.Objects(((bool[])[false, true]).Select(externalServers => BackendStacks.Load(backend, externalServers))),
        .. backend == "aws" ? OperatorStacks.Objects(Stacks.EveryCombination().Select(combination => combination.Settings)) : [],
    ];

    private static string? At(JsonObject value, string path) =>
        (string?)path.Split('.').Aggregate((JsonNode?)value, (inner, key) => (inner as JsonObject)?[key]);

    [GeneratedRegex(@"a map of (?<key>\w+)(, (?!and )(?<key>\w+))*")]
    private static partial Regex KeysOfAMap();
}
