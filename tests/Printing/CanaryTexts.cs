using FsCheck;
using FsCheck.Fluent;

namespace McpInfra.Tests.Printing;

/// <summary>Canaries of three kinds.</summary>
internal static class CanaryTexts
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static Gen<string> Of(string alphabet, int length) => Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(characters => new string(characters));

    /// <summary>In formats that count behind any sign, with digits in them. Put together here, so that no scanner takes this file for a leak.</summary>
    public static Gen<string> Token { get; } = Gen.OneOf(
        Of(Alphabet, 32).Select(text => "ghp" + "_" + text + "x7Q2"),
        Of(Alphabet, 16).Select(text => "glpat" + "-" + text + "x7Q2"),
        Of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12).Select(text => "AKIA" + text + "X7Q2"),
        Of(Alphabet, 20).Select(text => "hvs" + "." + text + "x7Q2"),
        Of(Alphabet, 20).Select(text => "sk_" + "live_" + text + "x7Q2"),
        Of(Alphabet, 32).Select(text => "npm" + "_" + text + "x7Q2"));

    /// <summary>Words that nobody knows for a secret but by the name above them.</summary>
    public static Gen<string> Word { get; } =
        from first in Gen.Elements("heron", "walnut", "copper", "meadow", "lantern")
        from second in Of("bcdfghjklmnpqrstvwxz", 9)
        select first + second;

    public static Gen<string> Acting { get; } = Gen.Elements(
        "\u001b[2J", "\u202e", "\u200b", "\u2066", "\u0007", "\r", "\u0085", "\u2028", "\n::error file=a::b", "::error file=a::b", "\n##vso[task.setvariable variable=x]y", "##[error]x", "\u001b]8;;https://evil.example\u0007", "\n\n## All passed\n", "\u3164", "\U000e0041")
        .SelectMany(text => Gen.Elements("", "x", "x ").Select(before => before + text + "z"));
}
