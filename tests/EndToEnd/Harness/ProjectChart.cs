using McpInfra.Contract;
using McpInfra.Tests.Support;
using McpInfra.Yaml.Editing;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The chart that is installed: this project's own, which keeps the upstream chart's contract, or the one that
/// <c>MCP_STACK_CHART</c> names.
/// </summary>
internal static class ProjectChart
{
    /// <summary>Value of every credential that this project's own chart ships.</summary>
    public const string ShippedCredential = "chart-default";

    private static readonly Lazy<string> Overlaid = new(() => Copy("mcp-stack", "extra-env-vars-secret"));

    private static readonly Lazy<string> AsShipped = new(ShipAsUpstream);

    /// <summary>Like upstream's, it has no reader for <c>extraEnvVarsSecret</c>.</summary>
    public static string Path => RealComponents.OtherChart ?? Repository.At("tests", "Charts", "mcp-stack");

    /// <summary>The same with a reader for <c>extraEnvVarsSecret</c> and none for <c>extraEnvFrom</c>.</summary>
    public static string WithReader => Overlaid.Value;

    /// <summary>With the credentials that upstream ships, for who must know them again.</summary>
    public static string WithUpstreamCredentials => RealComponents.OtherChart ?? AsShipped.Value;

    /// <summary>The chart as helm-controller renames it: with something behind its version.</summary>
    public static string WithVersionSuffix(string suffix)
    {
        var copy = CopyOf(Path);
        var file = System.IO.Path.Combine(copy, "Chart.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, YamlInsertion.Set(text, ["version"], (string)YamlJson.Read(text)["version"]! + suffix));
        return copy;
    }

    private static string ShipAsUpstream()
    {
        var copy = Copy("mcp-stack");
        var values = System.IO.Path.Combine(copy, "values.yaml");
        File.WriteAllText(values, ChartCredentials.All
            .Select(row => (row.Path, Shipped: ShippedCredentials.At(row.Path, ChartTable.NewestVersion)))
            .Where(row => row.Shipped.Length > 0)
            .Aggregate(File.ReadAllText(values), (text, row) => YamlInsertion.Set(text, row.Path.Split('.'), row.Shipped)));
        return copy;
    }

    private static string Copy(params string[] sources) => CopyOf([.. sources.Select(source => Repository.At("tests", "Charts", source))]);

    private static string CopyOf(params string[] roots)
    {
        var copy = Directory.CreateTempSubdirectory("mcp-stack-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copy, recursive: true);
        foreach (var root in roots)
        {
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
