using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// What the annotation <c>pulumi.com/waitFor</c> asks for, as far as this program uses it: a condition, a field with a
/// value, or a list of them, all of which must be met.
/// </summary>
internal static class WaitFor
{
    private const string Condition = "condition=";
    private const string Field = "jsonpath={.";

    public static bool IsMet(JsonObject? found, string expression)
    {
        if (expression.StartsWith('['))
            return JsonSerializer.Deserialize<string[]>(expression)!.All(one => IsMet(found, one));
        if (expression.StartsWith(Condition, StringComparison.Ordinal))
            return Conditions.IsTrue(found, expression[Condition.Length..]);
        if (expression.EndsWith('}'))
            return expression[Field.Length..^1].Split('.').Aggregate((JsonNode?)found, (inner, key) => inner?[key]) is not null;
        var (path, value) = (expression[Field.Length..expression.IndexOf('}', StringComparison.Ordinal)], expression[(expression.IndexOf("}=", StringComparison.Ordinal) + 2)..]);
        return (string?)path.Split('.').Aggregate((JsonNode?)found, (inner, key) => inner?[key]) == value;
    }
}
