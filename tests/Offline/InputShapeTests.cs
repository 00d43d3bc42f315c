using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Iam.Inputs;
using Pulumi.Utilities;
using K8s = Pulumi.Kubernetes;
using KubeInputs = Pulumi.Kubernetes.Types.Inputs;

namespace McpInfra.Tests.Offline;

/// <summary>What a mock sees of the inputs of a resource.</summary>
[Collection(ProcessCollection.Name)]
public sealed class InputShapeTests
{
    [Fact]
    public async Task Values_OfEveryKind_BecomePlainOnes()
    {
        var values = await InputsAsync(new()
        {
            Values = new()
            {
                { "number", 3 }, { "fraction", 1.5 }, { "flag", true }, { "secret", Output.CreateSecret<object>("s") },
                { "list", new object[] { 1, "a", Output.Create(2) } },
                { "map", new Dictionary<string, object?> { ["kept"] = 1, ["dropped"] = null } },
                { "args", new StrictArgs { Name = "nested" } },
                { "effect", PolicyStatementEffect.DENY },
                { "none", (object)null! },
            },
        }, "values");

        var map = Assert.IsType<ImmutableDictionary<string, object?>>(values);
        Assert.Equal(3.0, map["number"]);
        Assert.Equal(1.5, map["fraction"]);
        Assert.Equal(true, map["flag"]);
        Assert.Equal("s", map["secret"]);
        Assert.Equal([1.0, "a", 2.0], Assert.IsType<ImmutableArray<object?>>(map["list"]).AsEnumerable());
        Assert.Equal(["kept"], Assert.IsType<ImmutableDictionary<string, object?>>(map["map"]).Keys);
        Assert.Equal("nested", Assert.IsType<ImmutableDictionary<string, object?>>(map["args"])["name"]);
        Assert.Equal("Deny", map["effect"]);
        Assert.False(map.ContainsKey("none"));
    }

    [Fact]
    public async Task Null_InsideAList_Stays()
    {
        var list = await InputsAsync(new() { Any = new[] { "a", null } }, "any");

        Assert.Equal(["a", null], Assert.IsType<ImmutableArray<object?>>(list).AsEnumerable());
    }

    [Fact]
    public async Task Property_NeverSet_IsAbsentWhileAnEmptyOneIsThere()
    {
        var run = new MockRun();

        await run.RunAsync(() =>
        {
            _ = new Pulumi.Aws.SecretsManager.Secret("unset");
            _ = new Pulumi.Aws.SecretsManager.Secret("empty", new() { Tags = [] });
        });

        Assert.Empty(run["unset"].Inputs);
        Assert.Equal(["tags"], run["empty"].Inputs.Keys);
    }

    [Fact]
    public async Task Unknown_InsideAProperty_HidesTheWholePropertyFromMocks()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Thing("thing", new()
        {
            Text = "known",
            Values = new() { { "a", "known" }, { "b", OutputUtilities.CreateUnknown<object>("x") } },
        }));

        Assert.Equal(["text"], run["thing"].Inputs.Keys);
    }

    [Fact]
    public async Task JsonInput_WithValues_IsWrittenAsText()
    {
        Assert.Equal("""[ "123456789012" ]""", await InputsAsync(new() { Json = (InputList<string>)"123456789012" }, "json"));
        Assert.Equal("""{ "a": "<\"é\n", "b": 1.5, "c": [ ] }""".Replace("<", "\\u003c", StringComparison.Ordinal), await InputsAsync(
            new() { Json = new Dictionary<string, object> { ["b"] = 1.5, ["a"] = "<\"é\n", ["c"] = Array.Empty<string>() } }, "json"));
        Assert.Equal("true", await InputsAsync(new() { Json = (Input<bool>)true }, "json"));
    }

    [Fact]
    public async Task JsonInput_ThatIsNull_IsAbsent() => Assert.Null(await InputsAsync(new(), "json"));

    [Fact]
    public async Task AwsProvider_WithAccountAndTags_SendsThemAsText()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Pulumi.Aws.Provider("aws", new()
        {
            Region = "eu-west-1",
            AllowedAccountIds = "123456789012",
            DefaultTags = new Pulumi.Aws.Inputs.ProviderDefaultTagsArgs { Tags = new() { { "env", "dev" } } },
        }));

        var inputs = run["aws"].Inputs;
        Assert.Equal("pulumi:providers:aws", run["aws"].Type);
        Assert.Equal("eu-west-1", inputs["region"]);
        Assert.Equal("""[ "123456789012" ]""", inputs["allowedAccountIds"]);
        Assert.Equal("""{ "tags": { "env": "dev" } }""", inputs["defaultTags"]);
        Assert.Equal("false", inputs["skipCredentialsValidation"]);
        Assert.Equal("true", inputs["skipRegionValidation"]);
    }

    [Fact]
    public async Task PolicyDocument_AsAStructure_KeepsItsNames()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Role("reader", new()
        {
            AssumeRolePolicy = new PolicyDocumentArgs
            {
                Version = PolicyDocumentVersion.PolicyDocumentVersion_2012_10_17,
                Statement = new PolicyStatementArgs { Effect = PolicyStatementEffect.ALLOW, Action = "sts:AssumeRole" },
            },
        }));

        var policy = Assert.IsType<ImmutableDictionary<string, object?>>(run["reader"].Inputs["assumeRolePolicy"]);
        var statement = Assert.IsType<ImmutableDictionary<string, object?>>(Assert.Single((ImmutableArray<object?>)policy["Statement"]!));
        Assert.Equal("2012-10-17", policy["Version"]);
        Assert.Equal("Allow", statement["Effect"]);
        Assert.Equal("sts:AssumeRole", statement["Action"]);
    }

    [Fact]
    public async Task KubernetesObject_WithoutKind_GetsItsOwn()
    {
        var run = new MockRun();

        await run.RunAsync(() =>
        {
            _ = new K8s.Core.V1.ServiceAccount("account", new() { Metadata = new KubeInputs.Meta.V1.ObjectMetaArgs { Name = "reader" } });
            _ = new K8s.Helm.V3.Release("release", new() { Chart = "mcp-stack" });
            _ = new K8s.Apps.V1.DeploymentPatch("patch");
        });

        Assert.Equal(("v1", "ServiceAccount"), (run["account"].Inputs["apiVersion"], run["account"].Inputs["kind"]));
        Assert.Equal("reader", ((ImmutableDictionary<string, object?>)run["account"].Inputs["metadata"])["name"]);
        Assert.Equal("true", run["release"].Inputs["compat"]);
        Assert.Equal(("apps/v1", "Deployment"), (run["patch"].Inputs["apiVersion"], run["patch"].Inputs["kind"]));
        Assert.Equal("kubernetes:apps/v1:DeploymentPatch", run["patch"].Type);
    }

    [Fact]
    public async Task SecretSetter_WithAPlainValue_MakesItSecret()
    {
        var version = new Pulumi.Aws.SecretsManager.SecretVersionArgs { SecretString = "value" };
        var secret = new KubeInputs.Core.V1.SecretArgs { StringData = new() { { "key", "value" } } };

        Assert.True(await Output.IsSecretAsync(version.SecretString.ToOutput()));
        Assert.True(await Output.IsSecretAsync(secret.StringData.ToOutput()));
    }

    [Fact]
    public async Task Asset_AsAnInput_StaysAnAsset()
        => Assert.IsType<StringAsset>(await InputsAsync(new() { Any = new StringAsset("text") }, "any"));

    [Theory]
    [InlineData(1L)]
    [InlineData(1f)]
    public async Task Value_OfAnUnsupportedType_FailsNamingTypeAndProperty(object value)
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => InputsAsync(new() { Any = value }, "any"));

        Assert.Contains($"{value.GetType().FullName} is not a supported argument type", failure.Message, StringComparison.Ordinal);
        Assert.Contains("error serializing property \"any\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequiredInput_WithoutAValue_FailsNamingIt()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(
            () => _ = new Pulumi.Aws.SecretsManager.SecretVersion("version", new() { SecretString = "x" })));

        Assert.Contains(nameof(ArgumentNullException), failure.Message, StringComparison.Ordinal);
        Assert.Contains("SecretVersionArgs.SecretId is required but was not given a value", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> InputsAsync(ThingArgs args, string property)
    {
        var run = new MockRun();
        await run.RunAsync(() => _ = new Thing("thing", args));
        return run["thing"].Inputs.GetValueOrDefault(property);
    }
}
