using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace McpInfra.Chart.Patch;

/// <summary>
/// A unified diff that <c>git apply</c> and <c>patch -p1</c> take. The library finds the differences; its own renderer
/// drops carriage returns and does not say where a last line has no end, so hunks are written here.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(PatchPlan plan)
    {
        var text = new StringBuilder();
        foreach (var change in plan.Changes)
            Append(text, change);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FileChange change)
    {
        var diff = new Differ().CreateDiffs(change.Before, change.After, ignoreWhiteSpace: false, ignoreCase: false, new LineEndingsPreservingChunker());
        text.Append($"--- a/{change.File}\n+++ b/{change.File}\n");
        var blocks = diff.DiffBlocks;
        for (var first = 0; first < blocks.Count;)
        {
            var last = first;
            while (last + 1 < blocks.Count && blocks[last + 1].DeleteStartA - (blocks[last].DeleteStartA + blocks[last].DeleteCountA) <= 2 * Context)
                last++;
            AppendHunk(text, diff, [.. blocks.Skip(first).Take(last - first + 1)]);
            first = last + 1;
        }
    }

    private static void AppendHunk(StringBuilder text, DiffResult diff, IReadOnlyList<DiffBlock> blocks)
    {
        var start = Math.Max(0, blocks[0].DeleteStartA - Context);
        var end = Math.Min(diff.PiecesOld.Count, blocks[^1].DeleteStartA + blocks[^1].DeleteCountA + Context);
        var startInNew = blocks[0].InsertStartB - (blocks[0].DeleteStartA - start);
        var countInNew = end - start + blocks.Sum(block => block.InsertCountB - block.DeleteCountA);
        text.Append($"@@ -{start + 1},{end - start} +{startInNew + 1},{countInNew} @@\n");
        var place = start;
        foreach (var block in blocks)
        {
            AppendLines(text, ' ', diff.PiecesOld.Skip(place).Take(block.DeleteStartA - place));
            AppendLines(text, '-', diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            AppendLines(text, '+', diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            place = block.DeleteStartA + block.DeleteCountA;
        }

        AppendLines(text, ' ', diff.PiecesOld.Skip(place).Take(end - place));
    }

    private static void AppendLines(StringBuilder text, char mark, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            text.Append(mark).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
    }
}
