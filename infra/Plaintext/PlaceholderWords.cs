using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Words that say of a text that it stands for another: the one list, whether they are said to a person, are all that a
/// value consists of, or stand in the random part of a token. What counts where is decided by how often chance writes it.
/// </summary>
internal static partial class PlaceholderWords
{
    /// <summary>Six letters and more: no random text has them, in whatever case.</summary>
    private const string Long = @"change[-_ ]?(me|this|it)|replace[-_ ]?(me|this|with|by)|fill[-_ ]?(me|this|in)|please[-_ ]?change|random[-_ ]?string|insert[-_ ]|put[-_](your|the)|not[-_ ]?(a[-_ ])?(real|used|secure|needed|set)|placeholder|redacted|example";

    /// <summary>Five: in a random text once in a million, unless they are written as words are, in one case.</summary>
    private const string Short = "dummy|Dummy|DUMMY";

    /// <summary>Four: in random text of thirty-two characters, in any case, once in thirty thousand.</summary>
    private const string Shortest = "your|Your|YOUR|fake|Fake|FAKE|todo|Todo|TODO";

    /// <summary>Words that somebody writes where a value is to be filled in.</summary>
    private static readonly FrozenSet<string> Values = FrozenSet.ToFrozenSet(
    [
        "todo", "tbd", "fixme", "placeholder", "example", "sample", "dummy", "redacted", "masked", "hidden", "removed", "withheld", "secret", "password", "passwd", "pass", "token", "foo", "bar", "baz",
        "guest", "root", "admin", "administrator", "user", "username", "yours", "changeme", "changeit", "replaceme", "fillme", "none", "empty", "unset", "fake", "notreal", "notused", "unused", "value", "test", "string",
    ]);

    /// <summary>What may stand beside those.</summary>
    private static readonly FrozenSet<string> Beside = FrozenSet.ToFrozenSet(
        ["my", "your", "the", "some", "super", "a", "an", "to", "do", "be", "set", "db", "user", "key", "api", "not", "real", "please", "here", "123", "1234", "long", "and", "random", "alphanumeric", "base64", "encoded"]);

    /// <summary>Whether a text says what to do with it: <c>REPLACE_ME</c>, <c>your-key</c>.</summary>
    public static bool Instruct(string text) => Instruction().IsMatch(text) || (Warning().IsMatch(text) && !Randomness.LooksTyped(text));

    /// <summary>Whether every word of a text is one: <c>my-secret</c>, <c>test_password</c>, <c>example</c>.</summary>
    public static bool Are(string text)
    {
        if (!NameText().IsMatch(text))
            return false;
        var words = Letters().Split(text.ToLowerInvariant());
        return words.Any(Values.Contains) && words.All(word => word.Length <= 1 || Values.Contains(word) || Beside.Contains(word));
    }

    /// <summary>Whether a token's random part has one that is there by no chance.</summary>
    public static bool StandIn(string body) => InToken().IsMatch(body) || CasedInToken().IsMatch(body);

    // Beside letters and digits a short word is a piece of something else, such as of a random password.
    [GeneratedRegex(@$"{Long}|(?<![a-z])(to|should|must)[-_ ]be[-_ ]|\b(your|you)[-_ ]?[a-z]|(^|[^a-z])(todo|fixme|tbd)([^a-z]|\z)|<[a-z _-]+>|[-_]here\z|put[-_]a|(?-i:{Short})|(?<![a-z0-9])fake|fake(?![a-z0-9])|(?<![a-z0-9])sample[0-9]{{0,4}}(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Instruction();

    // Of a value that everybody may know, as CI has them: ci-jwt-secret-DO-NOT-USE-IN-PRODUCTION.
    [GeneratedRegex(@"(do[-_ ]?not|dont|don't|never)[-_ ]?use|not[-_ ]?(for|in)[-_ ]?prod|for[-_ ]?(ci|tests?|testing|dev|development|demos?)[-_ ]?only|only[-_ ]?for[-_ ]?(ci|tests?|testing|dev|development|demos?)([^a-z]|\z)|(^|[^a-z])(ci|tests?|testing|dev|development|demo)[-_ ]only([^a-z]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();

    [GeneratedRegex($"{Long}|replace|(token|key|goes)-here|secret-token|my-token", RegexOptions.IgnoreCase)]
    private static partial Regex InToken();

    // The shortest among words: no digit stands before the last letter.
    [GeneratedRegex($@"{Short}|sample|Sample|SAMPLE|xxxxx|XXXXX|\A(?=\D*\d*\z).*({Shortest})", RegexOptions.Singleline)]
    private static partial Regex CasedInToken();

    [GeneratedRegex("^[A-Za-z0-9 _.:!-]+\\z")]
    private static partial Regex NameText();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Letters();
}
