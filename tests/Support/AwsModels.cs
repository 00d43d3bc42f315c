using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpInfra.Tests.Support;

/// <summary>A test that reads the models which AWS publishes of its services; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AwsModelsFactAttribute : FactAttribute
{
    public AwsModelsFactAttribute()
    {
        if (!AwsModels.IsAvailable)
            Skip = "There are no models of AWS in the folder that MCP_TOOLS names.";
    }
}

/// <summary>The models of AWS services (botocore's <c>service-2.json</c>) that moto brings, of which the options of the command line are made.</summary>
internal static partial class AwsModels
{
    private static readonly string? Data = PulumiCli.Unpacked("base") is { } programs
        && Path.Combine(Path.GetDirectoryName(programs)!, "moto", "botocore", "data") is var data && Directory.Exists(data) ? data : null;

    public static bool IsAvailable => Data is not null;

    /// <summary>The options of an operation; empty where it is none of the service, null where there is no model of that.</summary>
    public static IReadOnlyList<string>? OptionsOf(string service, string operation)
    {
        if (Path.Combine(Data!, service) is var folder && !Directory.Exists(folder))
            return null;
        using var file = new GZipStream(File.OpenRead(Directory.EnumerateFiles(folder, "service-2.json.gz", SearchOption.AllDirectories).Single()), CompressionMode.Decompress);
        var model = JsonNode.Parse(file)!;
        var input = model["operations"]!.AsObject().Where(named => Kebab(named.Key) == operation).Select(named => (string?)named.Value!["input"]?["shape"]).SingleOrDefault();
        return input is null ? [] : [.. model["shapes"]![input]!["members"]!.AsObject().Select(member => "--" + Kebab(member.Key))];
    }

    /// <summary>As botocore's xform_name has it.</summary>
    private static string Kebab(string name) => Hump().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Hump();
}
