using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The chart that is installed: this project's own, which keeps the upstream chart's contract, or the one that
/// <c>MCP_STACK_CHART</c> names.
/// </summary>
internal static class ProjectChart
{
    /// <summary>Value of every credential that this project's own chart ships.</summary>
    public const string ShippedCredential = "chart-default";

    private static readonly Lazy<string> Overlaid = new(Overlay);

    /// <summary>Like upstream's, it has no reader for <c>extraEnvVarsSecret</c>.</summary>
    public static string Path => RealComponents.OtherChart ?? Repository.At("tests", "Charts", "mcp-stack");

    /// <summary>The same with a reader for <c>extraEnvVarsSecret</c> and none for <c>extraEnvFrom</c>.</summary>
    public static string WithReader => Overlaid.Value;

    private static string Overlay()
    {
        var copy = Directory.CreateTempSubdirectory("mcp-stack-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copy, recursive: true);
        foreach (var source in (string[])["mcp-stack", "extra-env-vars-secret"])
        {
            var root = Repository.At("tests", "Charts", source);
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            {
                var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(root, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
        }

        return copy;
    }
}
