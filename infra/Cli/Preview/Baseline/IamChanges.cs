using System.Text.Json;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Statements of policies that come, change and go, and changes of who is trusted.</summary>
internal static class IamChanges
{
    private static readonly string[] PolicyInputs = ["assumeRolePolicy", "policy"];

    public static IReadOnlyList<Change> Of(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var (old, @new) = (Statements(before), Statements(after));
        return
        [
            .. old.Keys.Union(@new.Keys).OrderBy(key => !key.IsTrust).ThenBy(key => key.Title, StringComparer.Ordinal).ThenBy(key => key.Sid, StringComparer.Ordinal)
                .Select(key => Compare(key, old.GetValueOrDefault(key), @new.GetValueOrDefault(key))).OfType<Change>(),
        ];
    }

    public static bool IsPolicy(string text) => text.StartsWith('{') && text.Contains("\"Statement\"", StringComparison.Ordinal);

    /// <summary>Whether what looks like a policy can be read as one.</summary>
    public static bool IsReadable(string policy)
    {
        try
        {
            using var json = JsonDocument.Parse(policy);
            return json.RootElement.TryGetProperty("Statement", out var statements) && statements.ValueKind == JsonValueKind.Array
                && statements.EnumerateArray().All(statement => statement.ValueKind == JsonValueKind.Object);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Change? Compare(StatementKey key, HashSet<string>? before, HashSet<string>? after)
    {
        var gone = (before ?? []).Except(after ?? []).Order(StringComparer.Ordinal).Select(part => Words.Of($"− {part}")).ToList();
        var come = (after ?? []).Except(before ?? []).Order(StringComparer.Ordinal).Select(part => Words.Of($"+ {part}")).ToList();
        var what = (key.IsTrust ? "trust " : "access ") + (before is null ? "added" : after is null ? "removed" : "changed");
        return gone.Count + come.Count == 0 ? null : new Change(what, $"{key.Title}, {key.Sid}", Words.Join("; ", gone.Concat(come)));
    }

    private static Dictionary<StatementKey, HashSet<string>> Statements(PreviewedEnvironment environment)
    {
        var statements = new Dictionary<StatementKey, HashSet<string>>();
        foreach (var resource in environment.Resources)
        {
            foreach (var input in PolicyInputs)
            {
                if (resource.Inputs?.GetValueOrDefault(input) is not { } text || !IsPolicy(text))
                    continue;
                using var policy = JsonDocument.Parse(text);
                foreach (var statement in policy.RootElement.GetProperty("Statement").EnumerateArray())
                    statements.TryAdd(new StatementKey(input == "assumeRolePolicy", TitleOf(resource), Sid(statement)), [.. Parts(statement)]);
            }
        }

        return statements;
    }

    /// <summary>A policy without a name of its own in AWS is known by what it is on.</summary>
    private static string TitleOf(PreviewedResource resource) => resource.Inputs?.GetValueOrDefault("secretArn") is { } arn
        ? "policy of " + arn[(arn.LastIndexOf(':') + 1)..]
        : resource.Inputs?.GetValueOrDefault("role") is { } role ? $"Role {role}" : resource.Title;

    private static string Sid(JsonElement statement) => statement.TryGetProperty("Sid", out var sid) && sid.ValueKind == JsonValueKind.String ? sid.GetString()! : "";

    private static IEnumerable<string> Parts(JsonElement statement) => statement.EnumerateObject()
        .Where(field => field.Name is not ("Sid" or "Effect"))
        .SelectMany(field => Texts(field.Value).Select(text => field.Name is "Action" or "Resource" ? text : $"{field.Name} {text}"));

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Texts(field.Value).Select(text => $"{field.Name} {text}")),
        _ => [value.ToString()],
    };

    private sealed record StatementKey(bool IsTrust, string Title, string Sid);
}
