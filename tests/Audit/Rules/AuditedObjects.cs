using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Rules;

/// <summary>Objects of one namespace as they are written, and what the audit says of them.</summary>
internal static class AuditedObjects
{
    public static string Object(string apiVersion, string kind, string name, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: {name}, namespace: mcp}}\nspec: {spec}\n---\n";

    public static string Pod(string secret, string? key = null) => Object("v1", "Pod", "p", key is null
        ? $"{{containers: [{{name: c, envFrom: [{{secretRef: {{name: {secret}}}}}]}}]}}"
        : $"{{containers: [{{name: c, env: [{{name: V, valueFrom: {{secretKeyRef: {{name: {secret}, key: {key}}}}}}}]}}]}}");

    public static async Task<string[]> MissingAsync(string objects) =>
        [.. (await AuditAsync(objects)).Split('\n').Where(line => line.Contains("  MCP201  Pod", StringComparison.Ordinal))];

    public static async Task<string> AuditAsync(string objects)
    {
        using var project = new TemporaryProject().WithFile("k8s/all.yaml", objects);
        return (await project.RunAsync("audit", "--manifests", "k8s")).Output;
    }
}
