using McpInfra.Backends;
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
        var kinds = Backend.Of(LoadedStack.Of(settings)).Manifests.Select(manifest => manifest.Kind).Where(kind => kind != "Namespace").Distinct().ToList();
        foreach (var tool in Rendered.Tools)
        {
            var text = string.Concat(Rendered.Of(tool, settings).Select(file => file.Content));

            Assert.All(kinds, kind => Assert.Contains($"kind: {kind}\n", text, StringComparison.Ordinal));
            Assert.DoesNotContain("arn:", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Fleet makes no bundle of a directory that holds nothing but its <c>fleet.yaml</c>, and what depends on one that is not there waits for ever.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void RenderFleet_EveryBackend_HasNoEmptyBundleAndDependsOnNone(string backend)
    {
        var files = Rendered.Of(GitOpsTool.Fleet, BackendStacks.Load(backend));
        var directories = files.Select(file => file.Path[..file.Path.LastIndexOf('/')]).Where(directory => directory.Contains('/', StringComparison.Ordinal)).ToHashSet();
        var gateway = files.Single(file => file.Path == "dev/gateway/fleet.yaml").Document;

        Assert.All(directories, directory => Assert.Contains(files, file => file.Path.StartsWith(directory + "/", StringComparison.Ordinal) && !file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal)));
        Assert.Equal(directories.Contains("dev/secrets"), gateway.ContainsKey("dependsOn"));
        Assert.Equal(!directories.Contains("dev/secrets"), gateway.ContainsKey("namespaceLabels"));
        Assert.All(directories, directory => Assert.Contains($"- fleet/{directory}\n", files.Single(file => file.Path == "dev/gitrepo.yaml").Content, StringComparison.Ordinal));
        Assert.Equal(directories.Count, files.Single(file => file.Path == "dev/gitrepo.yaml").Content.Split("- fleet/").Length - 1);
    }
}
