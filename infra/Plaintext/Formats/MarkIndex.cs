using System.Buffers;

namespace McpInfra.Plaintext.Formats;

/// <summary>A text that is searched for, and the format that has it.</summary>
internal sealed class Mark(string text, TokenFormat format)
{
    public string Text { get; } = text;

    public TokenFormat Format { get; } = format;
}

/// <summary>Marks that are searched for all at once. Made of few generic types: they would be compiled at the first look.</summary>
internal sealed class MarkIndex
{
    private readonly SearchValues<string> all;
    private readonly StringComparison comparison;

    /// <summary>Marks by their first character, in the order given: what is more special stands first.</summary>
    private readonly List<Mark>?[] byFirst = new List<Mark>?[128];

    public MarkIndex(List<Mark> marks, StringComparison comparison)
    {
        this.comparison = comparison;
        all = SearchValues.Create(marks.ConvertAll(mark => mark.Text).ToArray(), comparison);
        foreach (var mark in marks)
            (byFirst[First(mark.Text[0])] ??= []).Add(mark);
    }

    public Cursor In(string text) => new(this, text);

    /// <summary>Whether any of them stands in a text.</summary>
    public bool Occur(string text) => text.AsSpan().ContainsAny(all);

    private int First(char character) => comparison == StringComparison.OrdinalIgnoreCase ? char.ToUpperInvariant(character) : character;

    /// <summary>Each mark at each place, from the text's beginning on. At one place, in the order in which they were given.</summary>
    internal sealed class Cursor(MarkIndex index, string text)
    {
        private List<Mark>? here;
        private int next;

        public int At { get; private set; } = -1;

        public TokenFormat Format { get; private set; } = null!;

        public bool Next()
        {
            while (true)
            {
                while (here is not null && next < here.Count)
                {
                    var mark = here[next++];
                    if (string.Compare(text, At, mark.Text, 0, mark.Text.Length, index.comparison) != 0)
                        continue;
                    Format = mark.Format;
                    return true;
                }

                var from = At + 1;
                var found = from < text.Length ? text.AsSpan(from).IndexOfAny(index.all) : -1;
                if (found < 0)
                    return false;
                At = from + found;
                here = index.byFirst[index.First(text[At]) & 127];
                next = 0;
            }
        }
    }
}
