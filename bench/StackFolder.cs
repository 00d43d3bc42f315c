using System.Globalization;
using System.Text;

namespace McpInfra.Bench;

/// <summary>A folder with this repository's stacks, made larger.</summary>
internal static class StackFolder
{
    private const string Secrets = "  mcp-infra:secrets:\n";
    private const string Values = "  mcp-infra:values:\n";

    /// <summary>Environments find theirs in these.</summary>
    private const string Clusters = "Pulumi.cluster-*.yaml";

    /// <summary>Every stack with so many extra variables, each a secret that is generated.</summary>
    public static void Make(string directory, int extra)
    {
        var variables = new StringBuilder();
        for (var number = 1; number <= extra; number++)
            variables.Append(CultureInfo.InvariantCulture, $"    EXTRA_{number:0000}:\n      from: generate\n");
        Copy(directory, "Pulumi.*.yaml", Secrets, variables.ToString());
    }

    /// <summary>One stack with these lines on top of its chart's values, at the indentation of four.</summary>
    public static void MakeWithValues(string directory, string lines) => Copy(directory, "Pulumi.dev.yaml", Values, lines);

    /// <summary>So many stacks as the first of this repository, each an environment of its own.</summary>
    public static void MakeMany(string directory, int count)
    {
        Directory.CreateDirectory(directory);
        File.Copy("Pulumi.yaml", Path.Combine(directory, "Pulumi.yaml"), overwrite: true);
        CopyClusters(directory);
        var text = File.ReadAllText("Pulumi.dev.yaml");
        for (var number = 1; number <= count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"team{number:000}");
            File.WriteAllText(Path.Combine(directory, $"Pulumi.{name}.yaml"), text.Replace("mcp-dev", $"mcp-{name}", StringComparison.Ordinal));
        }
    }

    private static void CopyClusters(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(".", Clusters))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)), overwrite: true);
    }

    private static void Copy(string directory, string pattern, string below, string lines)
    {
        Directory.CreateDirectory(directory);
        File.Copy("Pulumi.yaml", Path.Combine(directory, "Pulumi.yaml"), overwrite: true);
        CopyClusters(directory);
        foreach (var file in Directory.EnumerateFiles(".", pattern).Except(Directory.EnumerateFiles(".", Clusters)))
        {
            var text = File.ReadAllText(file);
            var larger = text.Replace(below, below + lines, StringComparison.Ordinal);
            if (larger.Length != text.Length + lines.Length)
                throw new InvalidOperationException($"{file} has not one line \"{below.Trim()}\" to add to.");
            File.WriteAllText(Path.Combine(directory, Path.GetFileName(file)), larger);
        }
    }
}
