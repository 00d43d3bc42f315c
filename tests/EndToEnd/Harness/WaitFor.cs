using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// What the annotation <c>pulumi.com/waitFor</c> asks for, as far as this program uses it: a condition, one of the generation of
/// today, a field with a value, or a list of them, all of which must be met.
/// </summary>
internal static partial class WaitFor
{
    private const string Condition = "condition=";
    private const string Field = "jsonpath={.";

    public static bool IsMet(JsonObject? found, string expression)
    {
        if (expression.StartsWith('['))
            return JsonSerializer.Deserialize<string[]>(expression)!.All(one => IsMet(found, one));
        if (expression.StartsWith(Condition, StringComparison.Ordinal))
            return Conditions.IsTrue(found, expression[Condition.Length..]);
        if (ConditionOfToday().Match(expression) is { Success: true } today)
        {
            var condition = Conditions.Find(found, today.Groups["type"].Value);
            return (string?)condition?["status"] == today.Groups["value"].Value && At(today.Groups["left"].Value) is { } left && left == At(today.Groups["right"].Value);

            string? At(string path) => path[2..].Split('.').Aggregate((JsonNode?)(path[0] == '@' ? condition : found), (inner, key) => inner?[key])?.ToJsonString();
        }

        if (expression.EndsWith('}'))
            return expression[Field.Length..^1].Split('.').Aggregate((JsonNode?)found, (inner, key) => inner?[key]) is not null;
        var (path, value) = (expression[Field.Length..expression.IndexOf('}', StringComparison.Ordinal)], expression[(expression.IndexOf("}=", StringComparison.Ordinal) + 2)..]);
        return (string?)path.Split('.').Aggregate((JsonNode?)found, (inner, key) => inner?[key]) == value;
    }

    [GeneratedRegex(@"^jsonpath=\{\.status\.conditions\[\?@\.type=='(?<type>\w+)' && (?<left>[$@][.\w]+)==(?<right>[$@][.\w]+)\]\.status\}=(?<value>\w+)\z")]
    private static partial Regex ConditionOfToday();
}
