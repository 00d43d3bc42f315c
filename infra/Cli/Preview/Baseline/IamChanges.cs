using System.Text.Json;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Policies that come, change and go, and changes of who is trusted: one line for each, and one for all secrets whose policies change alike.</summary>
internal static class IamChanges
{
    /// <summary>Stands for a secret's own ARN in its policy, so that policies which say the same are the same.</summary>
    private const string Itself = "the secret itself";

    private static readonly string[] PolicyInputs = ["assumeRolePolicy", "policy"];

    public static IReadOnlyList<Change> Of(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var (old, @new) = (Statements(before), Statements(after));
        return
        [
            .. old.Keys.Union(@new.Keys)
                .GroupBy(key => key.Policy, (policy, statements) => Compare(policy, [.. statements.OrderBy(key => key.Sid, StringComparer.Ordinal)], old, @new)).OfType<PolicyChange>()
                .GroupBy(change => (change.Policy.IsTrust, change.What, Detail: change.Detail.ToString(), Alone: change.Policy.Secret is null ? change.Policy.Title : ""))
                .OrderBy(alike => !alike.Key.IsTrust).ThenBy(alike => alike.First().Policy.Title, StringComparer.Ordinal)
                .Select(alike => Together([.. alike.OrderBy(change => change.Policy.Title, StringComparer.Ordinal)])),
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

    /// <summary>By statement, since one and the same word under another statement is another permission.</summary>
    private static PolicyChange? Compare(
        Policy policy, IReadOnlyList<StatementKey> statements, Dictionary<StatementKey, HashSet<string>> before, Dictionary<StatementKey, HashSet<string>> after)
    {
        var details = statements.Select(key => (Words.Of($"{key.Sid}: "), Parts: Difference(before.GetValueOrDefault(key) ?? [], after.GetValueOrDefault(key) ?? [])))
            .Where(statement => statement.Parts.Count > 0).ToList();
        if (details.Count == 0)
            return null;
        var what = !statements.Any(before.ContainsKey) ? "added" : !statements.Any(after.ContainsKey) ? "removed" : "changed";
        return new PolicyChange(policy, (policy.IsTrust ? "trust " : "access ") + what, Words.Join("; ", details.Select(statement => statement.Item1 + Words.Join(", ", statement.Parts))));
    }

    private static List<Words> Difference(HashSet<string> before, HashSet<string> after) =>
    [
        .. before.Except(after).Order(StringComparer.Ordinal).Select(part => Words.Of($"− {part}")),
        .. after.Except(before).Order(StringComparer.Ordinal).Select(part => Words.Of($"+ {part}")),
    ];

    private static Change Together(IReadOnlyList<PolicyChange> alike) => alike is [var only]
        ? new Change(only.What, only.Policy.Title, only.Detail)
        : new Change(alike[0].What, $"policies of {alike.Count} secrets", $"{alike[0].Detail}; of {Words.Join(", ", alike.Select(change => change.Policy.Secret!))}");

    private static Dictionary<StatementKey, HashSet<string>> Statements(PreviewedEnvironment environment)
    {
        var statements = new Dictionary<StatementKey, HashSet<string>>();
        foreach (var resource in environment.Resources)
        {
            foreach (var input in PolicyInputs)
            {
                if (resource.Inputs?.GetValueOrDefault(input) is not { } text || !IsPolicy(text))
                    continue;
                var arn = resource.Inputs.GetValueOrDefault("secretArn");
                using var policy = JsonDocument.Parse(text);
                foreach (var statement in policy.RootElement.GetProperty("Statement").EnumerateArray())
                    statements.TryAdd(new StatementKey(PolicyOf(resource, isTrust: input == "assumeRolePolicy"), Sid(statement)), [.. Parts(statement).Select(part => part == arn ? Itself : part)]);
            }
        }

        return statements;
    }

    /// <summary>A policy without a name of its own in AWS is known by what it is on.</summary>
    private static Policy PolicyOf(PreviewedResource resource, bool isTrust)
    {
        if (resource.Inputs?.GetValueOrDefault("secretArn") is not { } arn)
            return new Policy(isTrust, resource.Inputs?.GetValueOrDefault("role") is { } role ? $"Role {role}" : resource.Title, null);
        var secret = arn[(arn.LastIndexOf(':') + 1)..];
        return new Policy(isTrust, "policy of " + secret, secret);
    }

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

    /// <param name="Secret">The AWS secret that it is on; null for a role's or a key's.</param>
    private sealed record Policy(bool IsTrust, string Title, string? Secret);

    private sealed record StatementKey(Policy Policy, string Sid);

    private sealed record PolicyChange(Policy Policy, string What, Words Detail);
}
