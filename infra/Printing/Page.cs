using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace McpInfra.Printing;

/// <summary>
/// A page of <c>docs/</c>. Its text is in the assembly, which whoever installed the tool has and a checkout of the pages is
/// not; a message names the page, and <see cref="ToolForm"/> knows whether that is a file or a command.
/// </summary>
/// <param name="Name">Its file's, without the ending.</param>
internal sealed partial record Page(string Name)
{
    /// <summary>Where the pages are in a checkout, and in the assembly.</summary>
    public const string Folder = "docs";

    private const string Ending = ".md";

    public static Page Audit { get; } = Of();

    public static Page AuditAnywhere { get; } = Of();

    public static Page Backends { get; } = Of();

    public static Page Chart { get; } = Of();

    public static Page Cluster { get; } = Of();

    public static Page Cost { get; } = Of();

    public static Page Deploy { get; } = Of();

    public static Page Failures { get; } = Of();

    public static Page Gitops { get; } = Of();

    public static Page Migration { get; } = Of();

    public static Page Operate { get; } = Of();

    public static Page PreviewJson { get; } = Of();

    public static Page Quickstart { get; } = Of();

    public static Page Secrets { get; } = Of();

    public static Page Settings { get; } = Of();

    /// <summary>Every page that there is, by name.</summary>
    public static IReadOnlyList<Page> All => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Folder}/", StringComparison.Ordinal)).Select(name => new Page(name[(Folder.Length + 1)..])).OrderBy(page => page.Name, StringComparer.Ordinal)];

    /// <summary>The page that somebody names as a message, a link or a file does; null where there is none.</summary>
    public static Page? Named(string name)
    {
        var bare = name[(name.LastIndexOf('/') + 1)..];
        return All.FirstOrDefault(page => page.Name == bare || page.Name + Ending == bare);
    }

    /// <summary>Its file, from the top of a checkout.</summary>
    public string Path => $"{Folder}/{Name}{Ending}";

    /// <summary>Its text: our own words, a line as it stands in the file.</summary>
    public Words Text => Words.OfPart(Read().TrimEnd('\n'), PartKind.Own);

    /// <summary>Its heading.</summary>
    public Words Title => Words.OfPart(Read().Split('\n')[0].TrimStart('#', ' '), PartKind.Own);

    /// <summary>The first sentence below the heading, without links.</summary>
    public Words About => Words.OfPart(FirstSentence().Match(AnyLink().Replace(Read().Split("\n\n")[1].ReplaceLineEndings(" "), "${text}")).Value, PartKind.Own);

    public override string ToString() => Path;

    /// <summary>A link in Markdown that is read beside the folder of the pages.</summary>
    public string Link => $"[{Path}]({Path})";

    private static Page Of([CallerMemberName] string member = "") => new(string.Concat(member.Select((letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString())));

    private string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}/{Name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^.*?\.(?=\s|$)")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex AnyLink();
}
