using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace McpInfra.Delivery;

/// <summary>
/// The one writer of YAML: block style, sorted keys, and quotes wherever any reader of YAML 1.1 or 1.2 could take a text
/// for something else, so that <c>"012"</c>, <c>"yes"</c> and <c>"1.0"</c> stay the texts that they are.
/// </summary>
internal static partial class YamlText
{
    /// <summary>What people look for first in a Kubernetes object; the rest follows by name.</summary>
    private static readonly string[] FirstKeys = ["apiVersion", "kind", "metadata", "spec"];

    /// <summary>Words that YAML 1.1 reads as booleans or nothing.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>One document, ending with one newline.</summary>
    public static string Write(IReadOnlyDictionary<string, object?> document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024)
            .WithIndentedSequences().WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document, isRoot: true);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Emit(Emitter emitter, object? value, bool isRoot = false)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, inner) in Sorted(map, isRoot))
                {
                    emitter.Emit(Text(key));
                    Emit(emitter, inner);
                }

                emitter.Emit(new MappingEnd());
                break;
            case IReadOnlyList<object?> list:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(value is string text ? Text(text) : Plain(value));
                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Sorted(IReadOnlyDictionary<string, object?> map, bool isRoot) => map
        .OrderBy(entry => isRoot && Array.IndexOf(FirstKeys, entry.Key) is >= 0 and var index ? index : FirstKeys.Length)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal);

    private static Scalar Plain(object? value) => new(null, null, value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no value of YAML."),
    }, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false);

    private static Scalar Text(string text) => new(null, null, text, Style(text), isPlainImplicit: true, isQuotedImplicit: true);

    /// <summary>Plain where it can be nothing else, a block where it has lines that one keeps whole, quotes otherwise.</summary>
    private static ScalarStyle Style(string text) => text switch
    {
        _ when SafePlain().IsMatch(text) && !Words.Contains(text) => ScalarStyle.Plain,
        _ when Lines().IsMatch(text) => ScalarStyle.Literal,
        _ when Quoting().IsMatch(text) => ScalarStyle.SingleQuoted,
        _ => ScalarStyle.DoubleQuoted,
    };

    // Begins with a letter, or with what no number begins with; holds nothing that YAML gives a meaning to. A colon or a
    // space only between other characters, and a colon never before a space.
    [GeneratedRegex(@"^(\./)?[A-Za-z/](:?[A-Za-z0-9_./@+=!$()*?%;<>,'|~^-]| (?=[A-Za-z0-9_./@+=!$()*?%;<>,'|~^-]))*\z")]
    private static partial Regex SafePlain();

    // Ordinary characters with a quote or a backslash among them, which other quotes would have to escape.
    [GeneratedRegex(@"^(?=[^""\\]*[""\\])[ !""#$%&(-~]+\z")]
    private static partial Regex Quoting();

    // Several lines of ordinary characters, none with a space at its end, the first not indented, one line end at the end.
    [GeneratedRegex(@"^[!-~]([ -~]*[!-~])?\n(([ -~]*[!-~])?\n)*(?<=[!-~]\n)\z")]
    private static partial Regex Lines();
}
