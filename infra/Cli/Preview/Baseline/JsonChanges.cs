using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Writes a comparison for a program; the shape is described in docs/preview-json.md.</summary>
internal static class JsonChanges
{
    private const int Version = 1;

    public static void Write(Printer printer, IReadOnlyList<EnvironmentChange> changes, string baseline) => printer.Json(
        new
        {
            Version,
            Baseline = baseline,
            Environments = changes.Select(change => new
            {
                change.Stack,
                change.State,
                change.Warnings,
                change.Iam,
                change.Secrets,
                change.Resources,
                change.ToDo,
            }),
        });
}
