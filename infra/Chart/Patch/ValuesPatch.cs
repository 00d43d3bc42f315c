using System.Text.RegularExpressions;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Chart.Patch;

/// <summary>The field with its comment in <c>values.yaml</c>, behind the list that it continues.</summary>
internal static partial class ValuesPatch
{
    public const string File = "values.yaml";

    /// <summary>Null where the field is there already or an anchor is not, which is reported.</summary>
    public static string? Apply(string text, ICollection<PatchProblem> problems)
    {
        var lines = new TextLines(text);
        var gateway = lines.Find(line => Gateway().IsMatch(line));
        if (gateway < 0)
            return Refuse("has no line 'mcpContextForge:' at the start of a line");
        var end = BlockEnd(lines, gateway, 0);
        var first = lines.Find(line => !TextLines.IsSilent(line), gateway + 1, end + 1);
        var indent = first < 0 ? 0 : TextLines.Indent(lines[first]);
        if (Key(PatchTexts.Field) >= 0)
            return null;
        var hasExtraEnvFrom = Key("extraEnvFrom") >= 0;
        var anchor = hasExtraEnvFrom ? Key("extraEnvFrom") : Key("envFrom");
        if (anchor < 0)
            return Refuse("has neither 'extraEnvFrom:' nor 'envFrom:' under mcpContextForge, behind which the field belongs");
        var margin = new string(' ', indent);
        lines.InsertAfter(BlockEnd(lines, anchor, indent), ["", .. PatchTexts.Values(hasExtraEnvFrom).Select(line => line.Length == 0 ? "" : margin + line)]);
        var patched = lines.ToString();
        return Differs(text, patched) is { } problem ? Refuse(problem) : patched;

        int Key(string name) => lines.Find(
            line => TextLines.Indent(line) == indent && line.AsSpan(indent).StartsWith(name + ":", StringComparison.Ordinal), gateway + 1, end + 1);

        string? Refuse(string message)
        {
            problems.Add(new PatchProblem(File, message));
            return null;
        }
    }

    /// <summary>The last line that says something and belongs to a key; a list's dashes may stand below the key itself.</summary>
    private static int BlockEnd(TextLines lines, int key, int indent)
    {
        var last = key;
        for (var index = key + 1; index < lines.Count; index++)
        {
            if (TextLines.IsSilent(lines[index]))
                continue;
            var own = TextLines.Indent(lines[index]);
            if (own < indent || (own == indent && !lines[index].AsSpan(own).StartsWith("- ", StringComparison.Ordinal)))
                break;
            last = index;
        }

        return last;
    }

    /// <summary>Why the patched text means something else than the old one with the field; null where it does not.</summary>
    private static string? Differs(string before, string after)
    {
        try
        {
            return YamlReader.ReadWhole(before, YamlRules.Editing) is MappingNode old && YamlReader.ReadWhole(after, YamlRules.Editing) is MappingNode patched
                && patched.Find("mcpContextForge") is MappingNode gateway && gateway.Find(PatchTexts.Field) is { } added
                && YamlComparison.AreEqual(patched, old, new HashSet<YamlNode> { added })
                    ? null
                    : "is written in a way that the patch cannot extend without changing what else it says";
        }
        catch (YamlFaultException broken)
        {
            return "is not YAML that can be read" + broken.Where;
        }
    }

    [GeneratedRegex(@"^\uFEFF?mcpContextForge:\s*(#.*)?$")]
    private static partial Regex Gateway();
}
