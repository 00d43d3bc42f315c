using McpInfra.Audit.Rules;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Audit;

/// <summary>One stack as the audit sees it.</summary>
internal sealed record AuditedStack
{
    private IReadOnlyList<PlacedText>? _leaves;

    public required string Name { get; init; }

    /// <summary>Its file, from the project's directory.</summary>
    public required string File { get; init; }

    /// <summary>Whether it was asked for; the others are read to compare it with.</summary>
    public required bool IsAsked { get; init; }

    public required SettingsDocument Document { get; init; }

    /// <summary>Null where its configuration cannot be used.</summary>
    public LoadedStack? Loaded { get; init; }

    /// <summary>What is refused for secrets in plain text alone: it is compared with other stacks.</summary>
    public LoadedStack? Refused { get; init; }

    public StackSettings? Settings => Loaded?.Settings;

    public SecretCatalog? Catalog => Loaded?.Catalog;

    public Backend? Backend => Loaded is null ? null : Backend.Of(Loaded);

    public IReadOnlyList<SettingsProblem> Problems { get; init; } = [];

    public IReadOnlyList<SettingsProblem> Warnings { get; init; } = [];

    public required IReadOnlyList<AllowedFinding> Allowed { get; init; }

    /// <summary>What is written in it; encrypted values are none of it, nor is what it says to the audit.</summary>
    public IReadOnlyList<PlacedText> Leaves => _leaves ??=
    [
        .. Document.Entries.Where(entry => entry.Key != AuditTopic.Topic.TopLevel.Text)
            .SelectMany(entry => PlacedTexts.Of(entry.Value, Secrecy.Name(entry.Key), entry.Key[(entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)..])),
    ];

    public AuditFinding Finding(AuditRule rule, string path, Words message) => new(rule, FileOf(path), Document.PlaceOf(path).Line, path, message);

    /// <summary>Where a text of it is written, or something in one that stands on a line of its own.</summary>
    public (string File, int? Line) PlaceOf(PlacedText text, int? line) =>
        Document.Given.PlaceOf(new SettingsPath(text.Holder)) is { } place ? (place.File, place.Line) : (File, line);

    /// <summary>Where what is wrong with it is: what stands in Pulumi.yaml is reported of that file, once for all stacks.</summary>
    public (string File, int? Line) PlaceOf(SettingsProblem problem) => (PulumiProject.IsProjectFile(problem.Path) ? problem.Path : problem.File ?? File, problem.Line);

    /// <summary>The file that a path of the stack's configuration stands in: its own or the project's.</summary>
    public string FileOf(string path) => Document.PlaceOf(path).File ?? File;
}

/// <summary>What all files of one run are compared with when each has been seen.</summary>
/// <param name="Stacks">Every stack of the project.</param>
/// <param name="Secrets">What makes and what names a Secret.</param>
internal sealed record AuditSubject(IReadOnlyList<AuditedStack> Stacks, SecretInventory Secrets, Judge Judge)
{
    /// <summary>Comments of the stack files that were asked for, by file.</summary>
    public IReadOnlyList<(string File, IReadOnlyList<PlacedText> Comments)> Comments { get; init; } = [];

    public IEnumerable<AuditedStack> Asked => Stacks.Where(stack => stack.IsAsked);

    /// <summary>Asked-for stacks whose configuration can be used.</summary>
    public IEnumerable<AuditedStack> Usable => Asked.Where(stack => stack.Settings is not null);
}
