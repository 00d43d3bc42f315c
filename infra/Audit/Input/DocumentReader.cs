using System.Text;
using McpInfra.Settings;
using YamlDotNet.Core;

namespace McpInfra.Audit.Input;

/// <summary>
/// The documents of a YAML or JSON file as trees that keep their lines. Each document is read by itself: a broken one
/// is told and the others are there.
/// </summary>
internal static class DocumentReader
{
    private const string Separator = "---";

    public static (IReadOnlyList<SettingsNode> Documents, IReadOnlyList<(int? Line, string Message)> Broken) Read(string text, bool isJson) =>
        isJson ? JsonDocumentReader.Read(text) : ReadYaml(text);

    public static (IReadOnlyList<SettingsNode> Documents, IReadOnlyList<(int? Line, string Message)> Broken) ReadYaml(string text)
    {
        var documents = new List<SettingsNode>();
        var broken = new List<(int?, string)>();
        foreach (var (part, linesBefore) in Split(text))
        {
            try
            {
                documents.AddRange(YamlDocumentReader.Read(part, linesBefore));
            }
            catch (YamlException exception)
            {
                var tabbed = exception.Message.Contains("tab", StringComparison.Ordinal) ? YamlTree.IndentedWithTab(part) : null;
                broken.Add((linesBefore + Math.Clamp(tabbed ?? (int)exception.Start.Line, 1, Lines(part)), $"is not YAML: {YamlTree.Reason(exception)}."));
            }
            catch (Exception unfinished) when (unfinished is InvalidOperationException or EndOfStreamException)
            {
                // What the parser throws when a bracket is never closed, or a map ends behind a key.
                broken.Add((linesBefore + Lines(part), "is not YAML: a bracket or a map is left open."));
            }
        }

        return (documents, broken);
    }

    /// <summary>How many lines a text has, blank ones at its end not counted.</summary>
    private static int Lines(string text) => 1 + text.AsSpan().TrimEnd().Count('\n');

    /// <summary>The documents' texts, each with how many lines stand before it.</summary>
    private static IEnumerable<(string Text, int LinesBefore)> Split(string text)
    {
        if (!text.Contains(Separator, StringComparison.Ordinal))
        {
            yield return (text, 0);
            yield break;
        }

        var part = new StringBuilder();
        var (number, start) = (0, 0);
        var isPreamble = true;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Separator, StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3])))
            {
                // Directives, such as %YAML 1.2, and comments before a document are part of it.
                if (!isPreamble)
                {
                    yield return (part.ToString(), start);
                    part.Clear();
                    start = number;
                }

                isPreamble = false;
            }
            else if (line.AsSpan().Trim() is not ([] or ['#', ..] or ['%', ..]))
            {
                isPreamble = false;
            }

            part.Append(line).Append('\n');
            number++;
        }

        yield return (part.ToString(), start);
    }
}
