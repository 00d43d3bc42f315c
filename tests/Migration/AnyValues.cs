using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Contract;

namespace McpInfra.Tests.Migration;

/// <summary>A values file as somebody might write it, and what is planted in it.</summary>
/// <param name="Secrets">Planted values by the name of the variable.</param>
/// <param name="Comments">Every comment, each with a text of its own.</param>
internal sealed record PlantedValues(string Text, IReadOnlyDictionary<string, string> Secrets, IReadOnlyList<string> Comments);

/// <summary>Makes values files in every style: blocks and braces, quotes, long texts, comments, anchors, line ends, indents.</summary>
internal static class AnyValues
{
    /// <summary>In every planted secret, so that it is found wherever it is left.</summary>
    public const string Canary = "cAnArY";

    private static readonly string[] Plain = ["INFO", "\"true\"", "2", "", "~", "'it''s'", "[a, b]", "{x: 1}", "\"# no comment\"", "http://h:80/#x", "yes", "a b: c".Replace(": ", ":", StringComparison.Ordinal)];

    /// <summary>What the chart keeps in its Secret although it is none.</summary>
    private static readonly string[] PlainNames = [.. ChartPlainVariables.Names.Where(name => name.StartsWith("SSO_", StringComparison.Ordinal) || name.StartsWith("MAX_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly string[] Awkward =
    [
        "", " ", "#", " #x", ": ", "'", "\"", "\\", "{}", "[", "&a", "*a", "%", "@", "`", "|", ">", "é", "\U0001F511", "\n", "\na: b\n", "\n\n", "\t", "  lead", "-", "---", "$(X)", "=", ",",
    ];

    public static Gen<PlantedValues> Files { get; } =
        from indent in Gen.Elements(2, 4)
        from newLine in Gen.Elements("\n", "\r\n")
        from secret in Section("SECRET_A_PASSWORD", "SECRET_B_TOKEN", "JWT_SECRET_KEY", "AUTH_ENCRYPTION_SECRET")
        from config in Section("CONFIG_A_PASSWORD", "CONFIG_B_API_KEY")
        from extraEnv in Section("EXTRA_A_PASSWORD", "EXTRA_B_TOKEN", "EXTRA_C_SECRET")
        from inBraces in Gen.Elements(true, false).Three()
        from anchored in Gen.Elements(true, false)
        from ends in Gen.Elements(true, false)
        select new Writer(indent, newLine).Write(secret, config, extraEnv, inBraces, anchored, ends);

    private static Gen<IReadOnlyList<Entry>> Section(params string[] secretNames) =>
        from secrets in Gen.SubListOf(secretNames)
        from values in Secret.ListOf(secrets.Count)
        from plain in Gen.Elements(Plain).ListOf()
        let entries = secrets.Zip(values, (name, value) => (Name: name, Value: value, IsSecret: true))
            .Concat(plain.Zip(PlainNames, (value, name) => (Name: name, Value: value, IsSecret: false)))
        from shuffled in Gen.Shuffle(entries.ToArray())
        from styles in Gen.Choose(0, 4).ListOf(shuffled.Length)
        from comments in Gen.Choose(0, 3).ListOf(shuffled.Length)
        select (IReadOnlyList<Entry>)[.. shuffled.Select((entry, index) => new Entry(entry.Name, entry.Value, entry.IsSecret, styles[index], comments[index]))];

    private static Gen<string> Secret =>
        from before in Gen.Elements(Awkward)
        from after in Gen.Elements(Awkward)
        from middle in Gen.Elements(Awkward)

            // @WORD@ and %WORD% are what somebody's script fills in: no value, so that nothing moves.
        where before != after || before is not ("%" or "@")
        select before + Canary + middle + "Xy1" + after;

    private sealed record Entry(string Name, string Value, bool IsSecret, int Style, int Comments);

    private sealed class Writer(int indent, string newLine)
    {
        private readonly StringBuilder _text = new();
        private readonly List<string> _comments = [];
        private readonly Dictionary<string, string> _secrets = [];

        public PlantedValues Write(IReadOnlyList<Entry> secret, IReadOnlyList<Entry> config, IReadOnlyList<Entry> extraEnv, (bool, bool, bool) inBraces, bool anchored, bool ends)
        {
            Line(0, Comment());
            if (anchored)
                Line(0, "common: &common {a: 1, b: [x]}");
            Line(0, "mcpContextForge:");
            if (anchored)
                Line(1, "labels: *common");
            Map("secret", secret, inBraces.Item1);
            Line(1, "replicaCount: 2  " + Comment());
            Map("config", config, inBraces.Item2);
            List(extraEnv, inBraces.Item3);
            Line(0, "postgres: {enabled: true}");
            var text = _text.Replace("\n", newLine).ToString();
            return new PlantedValues(ends ? text : text.TrimEnd('\r', '\n'), _secrets, _comments);
        }

        private void Map(string name, IReadOnlyList<Entry> entries, bool isFlow)
        {
            if (entries.Count == 0)
            {
                Line(1, name + ": {}");
                return;
            }

            if (isFlow)
            {
                Line(1, $"{name}: {{{string.Join(", ", entries.Select(entry => $"{entry.Name}: {Inline(entry)}"))}}}");
                return;
            }

            Line(1, name + ":" + (entries[0].Comments == 3 ? " " + Comment() : ""));
            foreach (var entry in entries)
            {
                if (entry.Comments == 1)
                    Line(2, Comment());
                Value(2, entry.Name + ": ", entry);
            }
        }

        private void List(IReadOnlyList<Entry> entries, bool isFlow)
        {
            if (entries.Count == 0 || isFlow)
            {
                Line(1, $"extraEnv: [{string.Join(", ", entries.Select(entry => $"{{name: {entry.Name}, value: {Inline(entry)}}}"))}]");
                return;
            }

            Line(1, "extraEnv:");
            foreach (var entry in entries)
            {
                Line(2, $"- name: {entry.Name}" + (entry.Comments == 3 ? "   " + Comment() : ""));
                Value(2, "  value: ", entry);
            }
        }

        private void Value(int depth, string key, Entry entry)
        {
            Plant(entry);
            var isBlock = entry.IsSecret && entry.Style == 4 && CanBeBlock(entry.Value);
            if (!isBlock)
            {
                Line(depth, key + Scalar(entry) + (entry.Comments == 2 ? "  " + Comment() : ""));
                return;
            }

            var lines = entry.Value.TrimEnd('\n').Split('\n');
            var chomp = entry.Value.EndsWith('\n') ? "" : "-";
            Line(depth, key + "|" + chomp + (entry.Comments == 2 ? " " + Comment() : ""));
            foreach (var line in lines)
                Line(line.Length == 0 ? 0 : depth + 2, line);
        }

        private string Inline(Entry entry)
        {
            Plant(entry);
            return entry.IsSecret || entry.Value is "" ? Scalar(entry) is { Length: > 0 } text ? text : "\"\"" : entry.Value.Contains("//", StringComparison.Ordinal) ? "\"" + entry.Value + "\"" : entry.Value;
        }

        private void Plant(Entry entry)
        {
            if (entry.IsSecret)
                _secrets[entry.Name] = entry.Value;
        }

        private static string Scalar(Entry entry)
        {
            if (!entry.IsSecret)
                return entry.Value;
            var isLine = !entry.Value.Any(char.IsControl);
            return entry.Style switch
            {
                0 when isLine && entry.Value.All(char.IsAsciiLetterOrDigit) => entry.Value,
                1 or 2 when isLine => "'" + entry.Value.Replace("'", "''", StringComparison.Ordinal) + "'",
                _ => "\"" + string.Concat(entry.Value.Select(character => character switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    _ => character.ToString(),
                })) + "\"",
            };
        }

        private static bool CanBeBlock(string value) => value.Length > 0 && !char.IsWhiteSpace(value[0]) && !value.Contains('\t', StringComparison.Ordinal)
            && !value.EndsWith("\n\n", StringComparison.Ordinal) && value.Split('\n').All(line => line.Length == 0 || (line == line.TrimStart() && line == line.TrimEnd()));

        private string Comment()
        {
            var comment = string.Create(CultureInfo.InvariantCulture, $"# comment {_comments.Count}: 'quoted\" - {{");
            _comments.Add(comment);
            return comment;
        }

        private void Line(int depth, string text) => _text.Append(' ', depth * indent).Append(text).Append('\n');
    }
}
