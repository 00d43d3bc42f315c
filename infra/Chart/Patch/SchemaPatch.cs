using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpInfra.Chart.Patch;

/// <summary>The field's entry in <c>values.schema.json</c>, written as the file around it is.</summary>
internal static class SchemaPatch
{
    public const string File = "values.schema.json";

    private static readonly string[] ParentPath = ["properties", "mcpContextForge", "properties"];

    /// <summary>A property of the gateway's schema.</summary>
    /// <param name="Start">Byte of its opening quote.</param>
    /// <param name="End">Byte behind its value.</param>
    private sealed record Property(string Name, int Start, int End);

    /// <summary>Null where the field is there already or an anchor is not, which is reported.</summary>
    public static string? Apply(string text, ICollection<PatchProblem> problems)
    {
        try
        {
            // A byte order mark is no part of the JSON, and stays.
            var mark = text.StartsWith('\uFEFF') ? "\uFEFF" : "";
            var json = Encoding.UTF8.GetBytes(text[mark.Length..]);
            var (parent, properties) = Gateway(json);
            if (properties.Exists(property => property.Name == PatchTexts.Field))
                return null;
            if ((properties.Find(property => property.Name == "extraEnvFrom") ?? properties.Find(property => property.Name == "envFrom")) is not { } anchor)
                return Refuse("has neither 'extraEnvFrom' nor 'envFrom' at properties.mcpContextForge.properties, behind which the field belongs");
            var insertion = Encoding.UTF8.GetBytes(Insertion(json, parent, anchor.Start, hasExtraEnvFrom: anchor.Name == "extraEnvFrom"));
            var patched = Encoding.UTF8.GetString([.. json[..anchor.End], .. insertion, .. json[anchor.End..]]);
            return IsOldWithField(text[mark.Length..], patched)
                ? mark + patched
                : Refuse("is written in a way that the patch cannot extend without changing what else it says");
        }
        catch (JsonException broken)
        {
            return Refuse($"is not JSON, at line {(broken.LineNumber ?? 0) + 1}");
        }
        catch (ArgumentException)
        {
            return Refuse("names a property twice");
        }

        string? Refuse(string message)
        {
            problems.Add(new PatchProblem(File, message));
            return null;
        }
    }

    /// <summary>Where the parent's own name stands, and its properties; none where the path is not there.</summary>
    private static (int Start, List<Property> Properties) Gateway(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var path = new Stack<string>();
        var properties = new List<Property>();
        var parent = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    if (reader.CurrentDepth == ParentPath.Length + 1 && path.Reverse().SequenceEqual(ParentPath))
                    {
                        reader.Skip();
                        properties.Add(new Property(name, start, (int)reader.BytesConsumed));
                    }
                    else if (reader.CurrentDepth <= ParentPath.Length && name == ParentPath[reader.CurrentDepth - 1] && path.Count == reader.CurrentDepth - 1)
                    {
                        path.Push(name);
                        parent = path.Count == ParentPath.Length ? start : parent;
                    }
                    else
                    {
                        reader.Skip();
                    }

                    break;
                case JsonTokenType.EndObject when path.Count > 0 && reader.CurrentDepth == path.Count:
                    path.Pop();
                    break;
            }
        }

        return (parent, properties);
    }

    private static string Insertion(byte[] json, int parent, int anchor, bool hasExtraEnvFrom)
    {
        var entry = PatchTexts.Schema(hasExtraEnvFrom);
        if (Margin(json, anchor) is not { } margin)
            return $",\"{PatchTexts.Field}\":{JsonNode.Parse(entry)!.ToJsonString()}";
        var outer = Margin(json, parent) ?? "";
        var unit = margin.StartsWith(outer, StringComparison.Ordinal) && margin.Length > outer.Length ? margin[outer.Length..] : "  ";
        var newLine = json.AsSpan(0, anchor).IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var lines = $"\"{PatchTexts.Field}\": {entry}".Split('\n').Select(line =>
        {
            var indent = TextLines.Indent(line);
            return margin + string.Concat(Enumerable.Repeat(unit, indent / 2)) + line[indent..];
        });
        return "," + newLine + string.Join(newLine, lines);
    }

    /// <summary>The white space before a place on its line; null where something else stands there.</summary>
    private static string? Margin(byte[] json, int place)
    {
        var start = json.AsSpan(0, place).LastIndexOf((byte)'\n') + 1;
        var before = Encoding.UTF8.GetString(json, start, place - start);
        return start > 0 && before.AsSpan().Trim(" \t").IsEmpty ? before : null;
    }

    private static bool IsOldWithField(string before, string after)
    {
        var patched = JsonNode.Parse(after);
        return patched is not null
            && ParentPath.Aggregate(patched, (node, key) => node![key]!) is JsonObject gateway
            && gateway.Remove(PatchTexts.Field)
            && JsonNode.DeepEquals(JsonNode.Parse(before), patched);
    }
}
