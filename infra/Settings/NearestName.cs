namespace McpInfra.Settings;

/// <summary>Finds the known name that somebody who wrote another one probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that is nearest by edits, or null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, Math.Min(3, written.Length / 3));
        return known
            .Select(name => (Name: name, Edits: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= allowed)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbors that make one text of the other.</summary>
    private static int Distance(string left, string right)
    {
        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            edits[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            edits[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[left.Length, right.Length];
    }
}
