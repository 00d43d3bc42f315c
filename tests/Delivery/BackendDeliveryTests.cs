using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>A GitOps tool brings whatever objects a backend has, and is told nothing else of it.</summary>
public sealed class BackendDeliveryTests
{
    public static TheoryData<string> Names => BackendStacks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_EveryToolAndBackend_CarriesEveryObjectOfTheBackend(string backend)
    {
        var settings = BackendStacks.Load(backend, externalServers: true);
        var kinds = SecretManifests.All(settings, CatalogBuilder.Build(settings)).Select(manifest => manifest.Kind).Where(kind => kind != "Namespace").Distinct().ToList();
        foreach (var tool in Rendered.Tools)
        {
            var text = string.Concat(Rendered.Of(tool, settings).Select(file => file.Content));

            Assert.All(kinds, kind => Assert.Contains($"kind: {kind}\n", text, StringComparison.Ordinal));
            Assert.DoesNotContain("arn:", text, StringComparison.Ordinal);
        }
    }
}
