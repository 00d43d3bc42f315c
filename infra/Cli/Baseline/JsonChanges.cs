using System.Text.Json;
using McpInfra.Cli.Preview;

namespace McpInfra.Cli.Baseline;

/// <summary>Writes a comparison for a program; the shape is described in docs/preview-json.md.</summary>
internal static class JsonChanges
{
    private const int Version = 1;

    public static void Write(TextWriter output, IReadOnlyList<EnvironmentChange> changes, string baseline) => output.Write(JsonSerializer.Serialize(
        new
        {
            Version,
            Baseline = baseline,
            Environments = changes.Select(change => new
            {
                change.Stack,
                State = JsonNamingPolicy.CamelCase.ConvertName(change.State.ToString()),
                change.Warnings,
                change.Iam,
                change.Secrets,
                change.Resources,
            }),
        }, JsonPreview.Options) + "\n");
}
