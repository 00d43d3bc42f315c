using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>
/// A text for a person. Written as an interpolated string: what is literal in it are the program's own words, and every
/// hole is somebody else's, which is judged, made visible and cut when it is shown. A plain string is somebody else's
/// altogether. So no text gets around the judge because somebody forgot about it.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Words : IEquatable<Words>
{
    /// <summary>Long enough for a name to be known by.</summary>
    private const int LongestBrief = 60;

    private readonly List<Part> _parts;

    /// <summary>For the compiler, which makes a call of each part of an interpolated string.</summary>
    public Words(int literalLength, int formattedCount) => _parts = new List<Part>((formattedCount * 2) + Math.Min(literalLength, 1));

    private Words(IEnumerable<Part> parts) => _parts = [.. parts];

    public static Words None { get; } = new([]);

    public IReadOnlyList<Part> Parts => _parts;

    public bool IsEmpty => _parts.All(part => part.Text.Length == 0);

    public static implicit operator Words(string foreign) => new([new Part(foreign, PartKind.Foreign)]);

    /// <summary>The text without regard to what a run holds: for exceptions, which others print.</summary>
    public static implicit operator string(Words words) => words.ToString();

    public static Words operator +(Words left, Words right) => new([.. left._parts, .. right._parts]);

    /// <summary>Names an interpolated string as words, where nothing else says so.</summary>
    public static Words Of(Words words) => words;

    /// <summary>The program's own words that do not stand in an interpolated string.</summary>
    public static Words Own([ConstantExpected] string words) => new([new Part(words, PartKind.Own)]);

    /// <summary>What a secret looks like, in the judge's words.</summary>
    public static Words OfSign(Sign sign) => new([new Part(sign.What, PartKind.Own)]);

    /// <summary>Foreign words of which the beginning is enough.</summary>
    public static Words Brief(string foreign, int longest = LongestBrief) => new([new Part(foreign, PartKind.Foreign, longest)]);

    /// <summary>A digest that this program made, which looks as random as a key and reveals nothing.</summary>
    public static Words Digest(ReadOnlySpan<byte> digest) => new([new Part(Convert.ToHexStringLower(digest), PartKind.Own)]);

    public static Words Join([ConstantExpected] string separator, IEnumerable<Words> items) =>
        new(items.SelectMany((item, index) => index == 0 ? item._parts : item._parts.Prepend(new Part(separator, PartKind.Own))));

    public static Words Join([ConstantExpected] string separator, IEnumerable<string> items) => Join(separator, items.Select(item => (Words)item));

    /// <summary>How many, and of what: <c>1 file</c>, <c>2 files</c>.</summary>
    public static Words Plural(int count, [ConstantExpected] string noun) => $"{count} {Own(noun)}{(count == 1 ? None : Own("s"))}";

    /// <summary>One below the other.</summary>
    public static Words Lines(IEnumerable<Words> lines) => Join("\n", lines);

    /// <summary>For this room alone, whose types know what a part must not be.</summary>
    internal static Words OfPart(string text, PartKind kind) => new([new Part(text, kind)]);

    /// <inheritdoc cref="OfPart"/>
    internal static Words OfParts(IEnumerable<Part> parts) => new(parts);

    public void AppendLiteral(string own) => _parts.Add(new Part(own, PartKind.Own));

    public void AppendFormatted(string? foreign, int alignment = 0) => _parts.Add(new Part(foreign ?? "", PartKind.Foreign, Alignment: alignment));

    public void AppendFormatted(Words? words) => _parts.AddRange(words?._parts ?? []);

    public void AppendFormatted(ShellLine? line) => AppendFormatted((Words?)line);

    /// <summary>Where a page is read.</summary>
    public void AppendFormatted(Page page) => _parts.Add(new Part(page.Name, PartKind.Page));

    /// <summary>A number or a word of an enum is the program's own; anything else is not.</summary>
    public void AppendFormatted<T>(T value, int alignment = 0) => _parts.Add(
        new Part(value is IFormattable formattable ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString() ?? "", IsOwn(value) ? PartKind.Own : PartKind.Foreign, Alignment: alignment));

    /// <summary>The lines of the program's own making; a foreign part has none.</summary>
    public IEnumerable<Words> SplitLines()
    {
        var line = new List<Part>();
        foreach (var part in _parts)
        {
            if (part.Kind != PartKind.Own)
            {
                line.Add(part);
                continue;
            }

            var pieces = part.Text.Split('\n');
            for (var index = 0; index < pieces.Length; index++)
            {
                if (index > 0)
                {
                    yield return new Words(line);
                    line.Clear();
                }

                line.Add(part with { Text = pieces[index] });
            }
        }

        yield return new Words(line);
    }

    /// <summary>The same with blanks up to a width, as far as it is known before a run's secrets are.</summary>
    public Words PadRight(int width) => this + OfPart(new string(' ', Math.Max(0, width - ToString().Length)), PartKind.Own);

    /// <summary>The same with every line moved to the right.</summary>
    public Words Indented([ConstantExpected] string by) => Lines(SplitLines().Select(line => Own(by) + line));

    /// <summary>The text as it may be shown there.</summary>
    public string Shown(Audience audience) => string.Concat(_parts.Select(part => part.Shown(audience)));

    public override string ToString() => Shown(Secrecy.Unacquainted);

    public bool Equals(Words? other) => other is not null && Raw == other.Raw;

    public override bool Equals(object? obj) => Equals(obj as Words);

    public override int GetHashCode() => Raw.GetHashCode(StringComparison.Ordinal);

    private string Raw => string.Concat(_parts.Select(part => part.Text));

    internal static bool IsOwn<T>(T value) => value is Enum or bool or int or long or short or byte or uint or ulong or double or float or decimal;
}
