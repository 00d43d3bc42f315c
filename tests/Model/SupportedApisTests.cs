using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

/// <summary>What is promised of the cluster is one table: in the code, on the page, and in what is written.</summary>
public sealed class SupportedApisTests
{
    /// <summary>Served by every API server, or read by kustomize itself.</summary>
    private static readonly string[] NoOperators = ["v1", "kustomize.config.k8s.io/v1beta1"];

    public static TheoryData<string, string> Pages => new()
    {
        { "External Secrets Operator", "docs/deploy.md" },
        { "External Secrets Operator", "docs/backends.md" },
        { "Vault Secrets Operator", "docs/backends.md" },
        { "Sealed Secrets", "docs/backends.md" },
        { "Argo CD", "docs/argocd.md" },
        { "Flux", "docs/flux.md" },
        { "Fleet", "docs/fleet.md" },
    };

    [Fact]
    public void Page_OfTheVersions_HasTheTableOfTheCode()
    {
        var rows = File.ReadAllText(Repository.At("docs", "versions.md")).Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2);

        Assert.Equal(SupportedApis.All.Select(api =>
            $"| {api.Program} | {string.Join(", ", api.ApiVersions.Select(version => $"`{version}`"))} | {api.Oldest} | {api.Because} | {api.Validated} | {api.Run} |"), rows);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_ThatNamesAProgram_PromisesItsOldestVersion(string program, string page)
    {
        var api = SupportedApis.All.Single(api => api.Program == program);
        var text = File.ReadAllText(Repository.At(page.Split('/'))).Replace("](https://external-secrets.io/)", "", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal);

        Assert.Contains($"{program} {api.Oldest} or later", text, StringComparison.Ordinal);
    }

    /// <summary>Nothing of an API that no version is promised for, and no promise for what is not written.</summary>
    [Fact]
    public void Objects_OfEveryToolAndBackend_AreOfTheApisThatAreNamed()
    {
        var files = Rendered.Tools.SelectMany(Rendered.Shipped).Select(file => file.Document.GetValueOrDefault("apiVersion")).OfType<string>();
        var objects = BackendStacks.All.Keys.SelectMany(name => ManifestText.Of(BackendStacks.Load(name))).Select(value => (string)value["apiVersion"]!);
        var delivered = Enum.GetValues<DeliveryMode>().SelectMany(mode =>
        {
            var settings = Stacks.Shipped("dev");
            return DeliveryObjects.For(settings with { Delivery = settings.Delivery with { Mode = mode } });
        }).Select(awaited => awaited.Manifest.ApiVersion);

        var written = files.Concat(objects).Concat(delivered).Except(NoOperators).Order(StringComparer.Ordinal);

        Assert.Equal(SupportedApis.All.SelectMany(api => api.ApiVersions).Order(StringComparer.Ordinal), written);
    }
}
