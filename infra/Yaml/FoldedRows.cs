namespace McpInfra.Yaml;

/// <summary>Which line of a file each part of a text stands on whose lines were folded into one: it has none of its own any more.</summary>
internal static class FoldedRows
{
    /// <summary>Where each line begins in what the text says. One that begins with an escape is taken to go on where the last known one ended.</summary>
    /// <param name="source">The text as it is written.</param>
    /// <param name="hasHeader">Whether its first line says nothing but how it is written.</param>
    public static int[] Of(ReadOnlySpan<char> source, string value, bool hasHeader)
    {
        var rows = new List<int>();
        var (at, unknown) = (0, 0);
        foreach (var range in source.Split('\n'))
        {
            var line = hasHeader && rows.Count == 0 ? default : source[range].Trim(" \t\r\"'");
            var known = UpToEscape(line);

            // What an escape stands for is shorter than the escape, and a blank line becomes a line's end at most.
            var rest = value.AsSpan(at, Math.Min(value.Length - at, unknown + known.Length + 1));
            var found = known.IsEmpty ? 0 : rest.IndexOf(known);
            rows.Add(at += Math.Max(found, 0));
            if (found < 0)
                break;
            at += known.Length;
            unknown = (known.IsEmpty ? unknown : 0) + source[range].Length - known.Length + 1;
        }

        return [.. rows];
    }

    private static ReadOnlySpan<char> UpToEscape(ReadOnlySpan<char> line)
    {
        var end = line.IndexOf('\\');
        var known = end < 0 ? line : line[..end];
        var quotes = known.IndexOf("''");
        return quotes < 0 ? known : known[..quotes];
    }

    /// <summary>The last of the lines that begin at or before a place.</summary>
    public static int At(IReadOnlyList<int> rows, int index)
    {
        var (low, high) = (0, rows.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = rows[middle] <= index ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
