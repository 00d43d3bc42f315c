using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>A stack means the same to the tool, which reads its file, and to <c>pulumi up</c>, which asks the engine.</summary>
public class SourcesAgreeTests
{
    // As Pulumi 3.259 hands over StackYaml.Everything and what it sets beside: keys sorted, objects as JSON, numbers and
    // booleans as they are, encrypted values in clear and as text.
    private static readonly Dictionary<string, string> Engine = new()
    {
        ["aws:region"] = "eu-west-1",
        ["mcp-infra:aws"] = $$$"""
            {"accountId":"123456789012","kms":"{{{StackYaml.KmsKeyArn}}}","permissionsBoundary":"arn:aws:iam::123456789012:policy/boundary","prefix":"team/mcp","protect":true,"recoveryWindowDays":7,
            "replicas":[{"kmsKeyArn":"arn:aws:kms:eu-central-1:123456789012:key/aaaa","region":"eu-central-1"}],"tags":{"cost.center":4711,"critical":true,"team":"platform"}}
            """,
        ["mcp-infra:argocd"] = """{"namespace":"gitops","path":"envs/argo","project":"mcp","repoUrl":"ssh://git@git.example.com/a.git","retries":2,"revision":"v1.2","server":"https://10.0.0.1:6443","sync":"manual","syncOptions":["ServerSideApply=true"]}""",
        ["mcp-infra:chart"] = """{"source":"./charts/mcp-stack","version":"1.0.7"}""",
        ["mcp-infra:database"] = """{"host":"db.example.com","mode":"external","name":"mcp","password":{"from":"external"},"port":6432,"user":"gateway"}""",
        ["mcp-infra:delivery"] = "flux",
        ["mcp-infra:environment"] = "qa",
        ["mcp-infra:extraEnvVarsSecret"] = """[{"configMapRef":{"name":"proxy"}},{"secretRef":{"name":"team","optional":true}}]""",
        ["mcp-infra:fleet"] = """{"helmSecretName":"helm-registry","branch":"release/1","clusterLabels":{"example.com/region":"eu","tier":"qa"},"namespace":"fleet-eu","path":"envs","repoUrl":"git@git.example.com:a/b.git"}""",
        ["mcp-infra:flux"] = """{"chartSecret":"chart-registry","insecure":true,"interval":"90s","keepNamespace":true,"namespace":"flux","path":".","sourceKind":"Bucket","sourceName":"platform","timeoutSeconds":60}""",
        ["mcp-infra:gateway"] = """{"host":"mcp.example.com","ingressClass":"alb","tlsSecret":"mcp-tls"}""",
        ["mcp-infra:identity"] = $$$"""{"oidcProviderArn":"{{{StackYaml.OidcProviderArn}}}","serviceAccount":"reader"}""",
        ["mcp-infra:kubernetes"] = """{"context":"mcp-dev"}""",
        ["mcp-infra:migration"] = """{"allowOptionalInProd":false,"optional":true}""",
        ["mcp-infra:namespace"] = "gateway-qa",
        ["mcp-infra:redis"] = """{"db":3,"host":"redis.example.com","mode":"external","password":{"from":"config"},"port":6380,"tls":false,"user":"gateway"}""",
        ["mcp-infra:release"] = """{"name":"gateway","timeoutSeconds":900}""",
        ["mcp-infra:rollout"] = """{"reloader":true,"strategy":"stable"}""",
        ["mcp-infra:secretValues"] = """{"REDIS_PASSWORD":"12345","SMTP_PASSWORD":"true"}""",
        ["mcp-infra:secrets"] = $$$"""
            {"CSRF_SECRET_KEY":{"arn":"{{{StackYaml.ExistingArn}}}","from":"existing","kmsKeyArn":"{{{StackYaml.KmsKeyArn}}}","property":"csrf"},
            "JWT_SECRET_KEY":{"from":"generate","group":"signing","length":64,"rotate":2},"PLATFORM_ADMIN_PASSWORD":{"from":"generate"},
            "SMTP_PASSWORD":{"from":"config"},"SSO_OKTA_CLIENT_SECRET":{"from":"external","group":"sso"}}
            """,
        ["mcp-infra:store"] = """{"kind":"ClusterSecretStore","name":"gateway-aws","refreshInterval":"90m","timeoutSeconds":60}""",
        ["mcp-infra:values"] = """{"mcpContextForge":{"config":{"A":"1","B":true,"C":1.5,"D":[1,"two"]},"hpa":{"enabled":false},"replicaCount":3}}""",
    };

    [Fact]
    public void Load_SameStackFromFileAndEngine_GivesTheSameSettings() =>
        Assert.Equal(Shown(StackYaml.Everything.Load()), Shown(StackLoader.Load(EngineSource(Engine)).Settings));

    [Fact]
    public void Load_SecretValueFromTheEngine_IsTheValue()
    {
        var values = StackLoader.Load(EngineSource(Engine)).Settings.SecretValues;

        Assert.Equal(("12345", "true"), (values["REDIS_PASSWORD"].Reveal(), values["SMTP_PASSWORD"].Reveal()));
        Assert.Equal("[secret]", values["REDIS_PASSWORD"].ToString());
    }

    [Fact]
    public void Load_DeclaredKeysThatAreEmpty_AreNotSet()
    {
        var engine = new Dictionary<string, string>(Engine) { ["mcp-infra:environment"] = "", ["mcp-infra:namespace"] = "", ["mcp-infra:delivery"] = "", ["mcp-infra:rollout"] = "{}" };

        var settings = StackLoader.Load(EngineSource(engine)).Settings;

        Assert.Equal(("dev", "mcp-dev", DeliveryMode.Helm), (settings.Environment, settings.Namespace, settings.Delivery.Mode));
    }

    [Fact]
    public void Load_UnknownKeyFromTheEngine_IsReported()
    {
        var engine = new Dictionary<string, string>(Engine) { ["mcp-infra:databse"] = "{}" };

        var problem = Assert.Single(Assert.Throws<SettingsException>(() => StackLoader.Load(EngineSource(engine))).Problems);

        Assert.Equal("mcp-infra:databse", problem.Path);
        Assert.Contains("Did you mean database?", problem.Message, StringComparison.Ordinal);
        Assert.Null(problem.Line);
    }

    [Fact]
    public void Load_SecretKeyThatIsNotSecretValues_IsRefusedWithoutItsText()
    {
        var engine = new Dictionary<string, string>(Engine) { ["mcp-infra:chart"] = $$"""{"source":"{{BadStacks.Canary}}"}""" };

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(EngineSource(engine, "mcp-infra:chart", "mcp-infra:secretValues")));

        Assert.Contains("mcp-infra:chart: is encrypted", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(BadStacks.Canary, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcp-infra:values", "{\"mcpContextForge\":{\"config\":{\"LOG_LEVEL\":\"INFO\"}},\"pgadmin\":{\"enabled\":false}}")]
    [InlineData("mcp-infra:chart", "{\"source\":\"oci://ghcr.io/ibm/mcp-context-forge/mcp-stack\"}")]
    [InlineData("mcp-infra:extraEnvVarsSecret", "[{\"secretRef\":{\"name\":\"a\"}}]")]
    public void Load_ObjectFromTheEngineWithSomethingEncryptedInIt_IsNotToBeRemoved(string key, string json)
    {
        var engine = new Dictionary<string, string>(Engine) { [key] = json };

        var problem = Assert.Single(Assert.Throws<SettingsException>(() => StackLoader.Load(EngineSource(engine, key, "mcp-infra:secretValues"))).Problems);

        Assert.Equal((key, "dotnet run --project infra -- preview --stack dev"), (problem.Path, problem.Fix?.ToString()));
    }

    [Fact]
    public void Load_PlainSecretValuesFromTheEngine_AreRefusedWithoutTheirText()
    {
        var engine = new Dictionary<string, string>(Engine) { ["mcp-infra:secretValues"] = $$"""{"REDIS_PASSWORD":"{{BadStacks.Canary}}","SMTP_PASSWORD":"b"}""" };

        var refused = Assert.Throws<PlaintextException>(() => StackLoader.Load(EngineSource(engine, "other:key")));

        Assert.Equal(["mcp-infra:secretValues.REDIS_PASSWORD", "mcp-infra:secretValues.SMTP_PASSWORD"], refused.Problems.Select(problem => problem.Path));
        Assert.DoesNotContain(BadStacks.Canary, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"" + BadStacks.Canary + "\"]", "a list")]
    [InlineData("{\"a\": \"" + BadStacks.Canary + "\"}", "a map")]
    [InlineData("{\"secure\": \"" + BadStacks.Canary + "\"}", "a map")]
    [InlineData("[]", "a list")]
    public void Load_SecretValueFromTheEngineThatIsNoText_IsRefusedWithoutItsText(string json, string kind)
    {
        var engine = new Dictionary<string, string>(Engine) { ["mcp-infra:secretValues"] = $$"""{"REDIS_PASSWORD":"12345","SMTP_PASSWORD":{{json}}}""" };

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(EngineSource(engine)));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("mcp-infra:secretValues.SMTP_PASSWORD", $"must be one encrypted text, and is {kind}."), (problem.Path, problem.Message.ToString()));
        Assert.DoesNotContain(BadStacks.Canary, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PlaceholderWhereValuesAreToBeDeployed_IsRefused()
    {
        var source = new DeployedFile(StackYaml.Everything.Source());

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(source));

        Assert.Equal(["mcp-infra:secretValues.REDIS_PASSWORD", "mcp-infra:secretValues.SMTP_PASSWORD"], refused.Problems.Select(problem => problem.Path).Order());
        Assert.All(refused.Problems, problem => Assert.Contains("cannot be read", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{broken")]
    [InlineData("12")]
    public void Load_WithoutTheNamesOfAllKeys_StillReadsTheKnownOnes(string? names)
    {
        var source = new PulumiConfigSource("dev", Engine.GetValueOrDefault, name => name == "PULUMI_CONFIG" ? names : "[\"mcp-infra:secretValues\"]");

        Assert.Equal("qa", StackLoader.Load(source).Settings.Environment);
    }

    /// <summary>A file that says that it is decrypted, and is not.</summary>
    private sealed class DeployedFile(ISettingsSource file) : ISettingsSource
    {
        public string Stack => file.Stack;

        public PulumiProject Project => file.Project;

        public bool IsDecrypted => true;

        public SettingsDocument Read(Problems problems) => file.Read(problems);
    }

    private static PulumiConfigSource EngineSource(Dictionary<string, string> values, params string[] secretKeys) => new(
        "dev", values.GetValueOrDefault,
        name => JsonSerializer.Serialize<object>(name == "PULUMI_CONFIG" ? values.ToDictionary(entry => entry.Key, _ => "")
            : secretKeys.Length == 0 ? ["mcp-infra:secretValues"] : secretKeys));

    /// <summary>Everything in a record tree as text, the texts of secrets left out.</summary>
    internal static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        SecretText => "secret",
        IDictionary map => "{" + string.Join(", ", map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => $"{key}: {Shown(map[key])}")) + "}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Shown)) + "]",
        bool or long or double or int or Enum => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => value.GetType().Name + "(" + string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != "EqualityContract")
            .Select(property => $"{property.Name}={Shown(property.GetValue(value))}")) + ")",
    };
}
