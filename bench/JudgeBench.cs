using McpInfra.Plaintext;

namespace McpInfra.Bench;

/// <summary>One long text, looked at and masked: the time grows with its length.</summary>
internal static class JudgeBench
{
    /// <summary>Length of the shorter text; the longer has four times as much.</summary>
    private const int Length = 320_000;

    private static readonly (string Name, Func<int, string> Text)[] Texts =
    [
        ("\"x=token&\"", length => Repeat("x=token&", length)),
        ("\"token\"", length => Repeat("token", length)),
        ("like base64", Base64),
        ("\"a://b:c\"", length => Repeat("a://b:c", length)),
        ("\"a://b:c@\"", length => Repeat("a://b:c@", length)),
        ("\"password: \"", length => Repeat("password: ", length)),
        ("\"{{ \"", length => Repeat("{{ ", length)),
        ("\"%41\"", length => Repeat("%41", length)),
        ("\"--password \"", length => Repeat("--password ", length)),
        ("words", length => Repeat("The quick brown fox jumps over the lazy dog. ", length)),
        ("blanks", length => new string(' ', length - 1) + "x"),
        ("lines of hex", length => Repeat("0123456789abcdef0123456789abcdef\n", length)),
    ];

    public static IEnumerable<Row> Rows(int runs)
    {
        foreach (var (name, text) in Texts)
        {
            var (small, large) = (text(Length), text(Length * 4));
            var (least, most) = Timing.Least(runs, () => Look(small), () => Look(large));
            yield return Row.Growth($"judge: {name}, 320 kB and 1,280 kB, look", least, most, 4);
            (least, most) = Timing.Least(runs, () => Mask(small), () => Mask(large));
            yield return Row.Growth($"judge: {name}, 320 kB and 1,280 kB, mask", least, most, 4);
        }
    }

    private static void Look(string text)
    {
        foreach (var caller in (Caller[])[Caller.Guard, Caller.Audit])
            _ = new Judge(caller, Held()).Look(new Place("a", "data.a"), text);
    }

    private static void Mask(string text) => _ = new Judge(Caller.Message, Held()).Mask(text);

    private static HeldSecrets Held()
    {
        var held = new HeldSecrets();
        held.Hold("held-value-of-this-run");
        return held;
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length));

    private static string Base64(int length)
    {
        var bytes = new byte[length / 4 * 3];
        new Random(1).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }
}
