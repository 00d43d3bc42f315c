using System.Text;
using McpInfra.Guard;
using McpInfra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using Pulumi.Testing;
using SecretsManager = Pulumi.Aws.SecretsManager;

namespace McpInfra.Tests.Guard;

/// <summary>Small programs that smuggle a secret, each by another way, under the guard alone.</summary>
[Collection(PulumiCollection.Name)]
public sealed class PlaintextGuardTests
{
    private const string Known = "held-secret-value-0123456789";

    [Fact]
    public Task Guard_HeldSecretInHelmValues_IsRefused() => AssertRefusedAsync("values.mcpContextForge.config.NOTE", context =>
        context.Release(new() { ["mcpContextForge"] = new Dictionary<string, object> { ["config"] = new Dictionary<string, object> { ["NOTE"] = Known } } }));

    [Fact]
    public Task Guard_HeldSecretInsideALongerText_IsRefused() => AssertRefusedAsync("values.note", context =>
        context.Release(new() { ["note"] = $"see {Known} there" }));

    [Fact]
    public Task Guard_HeldSecretInALabel_IsRefused() => AssertRefusedAsync("metadata.labels.note", context =>
        context.ConfigMap(new ObjectMetaArgs { Labels = { ["note"] = Known } }));

    [Fact]
    public Task Guard_HeldSecretInAnAnnotation_IsRefused() => AssertRefusedAsync("metadata.annotations.note", context =>
        context.ConfigMap(new ObjectMetaArgs { Annotations = { ["note"] = Known } }));

    [Fact]
    public Task Guard_HeldSecretAsAMapsKey_IsRefusedWithoutPrintingTheKey() => AssertRefusedAsync("metadata.labels[\"...\"]", context =>
        context.ConfigMap(new ObjectMetaArgs { Labels = { [Known] = "x" } }));

    [Fact]
    public Task Guard_HeldSecretInAKubernetesName_IsRefused() => AssertRefusedAsync("metadata.name", context =>
        context.ConfigMap(new ObjectMetaArgs { Name = Known }));

    [Fact]
    public Task Guard_HeldSecretInAResourceName_IsRefusedWithoutPrintingTheName() => AssertRefusedAsync("name of the resource", context =>
        _ = new ConfigMap(Known, new ConfigMapArgs(), context.Child));

    [Theory]
    [InlineData("base64")]
    [InlineData("base64url")]
    [InlineData("base64 of a longer text")]
    [InlineData("base64 behind a path")]
    [InlineData("base64 among dashes")]
    [InlineData("base64 twice")]
    [InlineData("hex")]
    [InlineData("URL")]
    [InlineData("JSON")]
    public Task Guard_HeldSecretEncoded_IsRefused(string encoding) => AssertRefusedAsync("data.note", context =>
        _ = new ConfigMap("map", new ConfigMapArgs { Data = { ["note"] = Encoded(encoding) } }, context.Child));

    [Fact]
    public Task Guard_KubeconfigWithoutTheMarkOfASecret_IsRefused() => AssertRefusedAsync("kubeconfig", context =>
        _ = new Pulumi.Kubernetes.Provider(Context.Suspect, new Pulumi.Kubernetes.ProviderArgs { KubeConfig = $"users: [{{user: {{token: {Known}}}}}]" }, context.Child));

    [Fact]
    public async Task Guard_KubeconfigWithTheMarkOfASecret_IsLetIn()
    {
        var context = await RunAsync(context =>
            _ = new Pulumi.Kubernetes.Provider(Context.Suspect, new Pulumi.Kubernetes.ProviderArgs { KubeConfig = Output.CreateSecret($"users: [{{user: {{token: {Known}}}}}]") }, context.Child));

        Assert.Contains(Context.Suspect, context.Registered);
    }

    [Fact]
    public Task Guard_HeldSecretInANestedList_IsRefused() => AssertRefusedAsync("values.deep[1].list[0][1]", context =>
        context.Release(new()
        {
            ["deep"] = new object[]
            {
                "plain",
                new Dictionary<string, object> { ["list"] = new object[] { new object[] { "plain", Known } } },
            },
        }));

    [Fact]
    public Task Guard_HeldSecretInAnUnresolvedOutput_IsRefusedBeforeRegistration()
    {
        var later = new TaskCompletionSource<string>();
        return AssertRefusedAsync("values.late", context =>
        {
            context.Release(new() { ["late"] = Output.Create(later.Task) });

            // Resolved after the resource was constructed, so that the guard cannot have judged it there.
            later.SetResult(Known);
        });
    }

    [Fact]
    public Task Guard_GeneratedSecretInHelmValues_IsRefused() => AssertRefusedAsync("values.password", context =>
    {
        var password = new RandomPassword("password", new RandomPasswordArgs { Length = 40 }, context.Child);
        context.Release(new() { ["password"] = context.Guard.Held.Hold(Output.Unsecret(password.Result)) });
    });

    [Theory]
    [InlineData("values")]
    [InlineData("label")]
    [InlineData("annotation")]
    [InlineData("name")]
    public Task Guard_SecretMarkedOutput_IsRefusedWhateverItsText(string where)
    {
        var marked = Output.CreateSecret("harmless");
        return where switch
        {
            "values" => AssertRefusedAsync("values", context => context.Release(new() { ["harmless"] = marked })),
            "label" => AssertRefusedAsync("metadata.labels", context => context.ConfigMap(new ObjectMetaArgs { Labels = { ["x"] = marked } })),
            "annotation" => AssertRefusedAsync("metadata.annotations", context => context.ConfigMap(new ObjectMetaArgs { Annotations = { ["x"] = marked } })),
            _ => AssertRefusedAsync("metadata.name", context => context.ConfigMap(new ObjectMetaArgs { Name = marked })),
        };
    }

    [Theory]
    [InlineData("mcpContextForge.secret.JWT_SECRET_KEY")]
    [InlineData("mcpContextForge.secret.SSO_GITHUB_CLIENT_SECRET")]
    [InlineData("postgres.credentials.user")]
    [InlineData("monitoring.grafana.adminPassword")]
    [InlineData("someone.apiKey")]
    [InlineData("someone.accessToken")]
    public Task Guard_LiteralAtASecretsPathOrName_IsRefused(string path) => AssertRefusedAsync("values." + path, context =>
        context.Release(Nested(path, "a-literal-value")));

    [Theory]
    [InlineData("AKIA" + "Q7R2MVZ9KC4LWB5N")]
    [InlineData("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a")]
    [InlineData("postgres://gateway:" + "hunter22secret@db.example.com/mcp")]
    [InlineData("-----BEGIN RSA " + "PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n-----END RSA PRIVATE KEY-----")]
    public Task Guard_KnownTokenFormat_IsRefused(string token) => AssertRefusedAsync("data.note", context =>
        _ = new ConfigMap("map", new ConfigMapArgs { Data = { ["note"] = token } }, context.Child), token);

    [Theory]
    [InlineData("postgres.existingSecret", "mcp-postgres")]
    [InlineData("mcpContextForge.secret.JWT_SECRET_KEY", "")]
    [InlineData("mcpContextForge.secret.REQUIRE_PASSWORD_CHANGE_FOR_DEFAULT_PASSWORD", "true")]
    [InlineData("redis.auth.passwordKey", "REDIS_PASSWORD")]
    [InlineData("mcpContextForge.ingress.tls.secretName", "gateway-tls")]
    public async Task Guard_ReferencesBlanksAndSwitches_Pass(string path, string value)
    {
        var context = await RunAsync(context => context.Release(Nested(path, value)));

        Assert.Equal(1, context.Guard.Report.Resources);
        Assert.Empty(context.Guard.Report.Findings);
    }

    [Fact]
    public async Task Guard_SecretStringOfASecretVersion_IsTheOnePlace()
    {
        var context = await RunAsync(context => _ = new SecretsManager.SecretVersion(
            "version", new() { SecretId = "arn", SecretString = Known }, context.Child));

        Assert.Empty(context.Guard.Report.Findings);
        Assert.Single(context.Registered);
    }

    [Fact]
    public async Task Guard_ManyFindings_AreAllReportedAtOnce()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(context =>
            context.Release(new() { ["one"] = Known, ["two"] = Known, ["password"] = "a-literal-value" })));

        foreach (var path in (string[])["values.one", "values.two", "values.password"])
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    private static string Encoded(string encoding)
    {
        var bytes = Encoding.UTF8.GetBytes(Known);
        return encoding switch
        {
            "base64" => Convert.ToBase64String(bytes),
            "base64url" => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            "base64 of a longer text" => Convert.ToBase64String(Encoding.UTF8.GetBytes("x=" + Known + ";")),
            "base64 behind a path" => "x/" + Convert.ToBase64String(Encoding.UTF8.GetBytes("x=" + Known + ";")),
            "base64 among dashes" => "a-b_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("xy=" + Known + ";")).TrimEnd('=') + "_c-d",
            "base64 twice" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes))),
            "hex" => Convert.ToHexStringLower(bytes),
            "URL" => "%68" + Known[1..],
            _ => $"{{\"note\":\"{Known}\"}}",
        };
    }

    private static Dictionary<string, object> Nested(string path, object value) => (Dictionary<string, object>)path.Split('.').Reverse()
        .Aggregate(value, (inner, key) => new Dictionary<string, object> { [key] = inner });

    private static async Task AssertRefusedAsync(string path, Action<Context> define, string? secret = null)
    {
        var context = new Context();
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(context, define));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret ?? Known, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Context.Suspect, context.Registered);
    }

    private static async Task<Context> RunAsync(Action<Context> define)
    {
        var context = new Context();
        await RunAsync(context, define);
        return context;
    }

    private static Task RunAsync(Context context, Action<Context> define) =>
        Deployment.TestAsync(context, new TestOptions(), () => define(context.Begin()));

    /// <summary>A root component under the guard, and the names of what was registered below it.</summary>
    private sealed class Context : IMocks
    {
        public const string Suspect = "suspect";
        private ComponentResource? _root;

        public PlaintextGuard Guard { get; } = new();

        public List<string> Registered { get; } = [];

        public CustomResourceOptions Child => new() { Parent = _root };

        public Context Begin()
        {
            Guard.Held.Hold(Known);
            _root = new ComponentResource("test:index:Root", "root", new ComponentResourceOptions { ResourceTransformations = { Inspect } });
            return this;
        }

        public void Release(Dictionary<string, object> values) => _ = new Release(Suspect, new ReleaseArgs { Chart = "chart", Values = values }, Child);

        public void ConfigMap(ObjectMetaArgs metadata) => _ = new ConfigMap(Suspect, new ConfigMapArgs { Metadata = metadata }, Child);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            lock (Registered)
            {
                if (args.Type != "test:index:Root")
                    Registered.Add(args.Name!);
            }

            object state = args.Type == "random:index/randomPassword:RandomPassword" ? args.Inputs.SetItem("result", "a-generated-secret-value") : args.Inputs;
            return Task.FromResult<(string?, object)>((args.Name + "-id", state));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();

        /// <summary>The root itself is this test's and not counted.</summary>
        private ResourceTransformationResult? Inspect(ResourceTransformationArgs args) => args.Resource == _root || _root is null ? null : Guard.Inspect(args);
    }
}
