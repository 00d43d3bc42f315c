using System.Globalization;

namespace McpInfra.Settings;

/// <summary>
/// The names that messages suggest for an environment: made of the stack's own, and never what another stack of the
/// project is called or would be suggested, since that brings two stacks into one environment.
/// </summary>
/// <param name="others">The other stacks and environments that are known; asked where a name is needed.</param>
internal sealed class EnvironmentNames(string stack, Func<IEnumerable<string>> others)
{
    public string Suggest() => Suggest(stack, EnvironmentTopic.Environment.Format.Longest);

    /// <param name="wanted">What the name is made of.</param>
    public string Suggest(string wanted, int longest)
    {
        var label = Label(wanted, longest);
        var known = others().ToList();
        var taken = known.Concat(known.Select(other => Label(other, longest)).Where(other => other != label)).ToHashSet();
        var before = label == stack ? 0 : known.Count(other => other != label && Label(other, longest) == label && string.CompareOrdinal(other, stack) < 0);
        return Numbered(label, longest).Where(name => !taken.Contains(name)).ElementAt(before);
    }

    private static IEnumerable<string> Numbered(string label, int longest) => Enumerable.Range(2, int.MaxValue - 2)
        .Select(number => "-" + number.ToString(CultureInfo.InvariantCulture))
        .Select(suffix => Cut(label, longest - suffix.Length) + suffix)
        .Prepend(label);

    private static string Label(string name, int longest)
    {
        var label = string.Concat(name.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')).Trim('-');
        return label.Length == 0 ? "env" : Cut(label, longest);
    }

    private static string Cut(string label, int longest) => label.Length <= longest ? label : label[..longest].TrimEnd('-');
}
