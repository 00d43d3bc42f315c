using System.Text;

namespace McpInfra.Chart.Patch;

/// <summary>A text by lines, each with its own end, so that what is put in between changes no other byte.</summary>
internal sealed class TextLines
{
    private readonly List<(string Text, string End)> _lines = [];

    public TextLines(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed > start && text[feed - 1] == '\r' ? feed - 1 : feed;
            var next = feed < 0 ? text.Length : feed + 1;
            _lines.Add((text[start..end], text[end..next]));
            start = next;
        }
    }

    public int Count => _lines.Count;

    /// <summary>A line without its end.</summary>
    public string this[int index] => _lines[index].Text;

    /// <summary>Puts lines behind one, with ends like its own; -1 is before the first.</summary>
    public TextLines InsertAfter(int index, IReadOnlyList<string> lines)
    {
        var neighbor = _lines[Math.Max(index, 0)];
        var end = neighbor.End.Length > 0 ? neighbor.End : _lines.Select(line => line.End).FirstOrDefault(other => other.Length > 0) ?? "\n";
        var added = lines.Select(line => (line, end)).ToList();
        if (index >= 0 && neighbor.End.Length == 0)
        {
            // The last line has no end, and the new last line gets none either.
            _lines[index] = (neighbor.Text, end);
            added[^1] = (added[^1].line, "");
        }

        _lines.InsertRange(index + 1, added);
        return this;
    }

    public void Replace(int index, string text) => _lines[index] = (text, _lines[index].End);

    /// <summary>The first line from one on that meets a condition, or -1.</summary>
    public int Find(Func<string, bool> condition, int from = 0, int? to = null)
    {
        for (var index = from; index < (to ?? Count); index++)
        {
            if (condition(_lines[index].Text))
                return index;
        }

        return -1;
    }

    public override string ToString() => _lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line.Text).Append(line.End)).ToString();

    /// <summary>How far a line is indented, in characters.</summary>
    public static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    /// <summary>Whether a line says nothing in YAML.</summary>
    public static bool IsSilent(string line) => line.AsSpan().Trim() is [] or ['#', ..];
}
