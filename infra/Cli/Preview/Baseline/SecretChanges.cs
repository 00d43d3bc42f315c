using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Secrets that come, go, and are had from elsewhere.</summary>
internal static class SecretChanges
{
    public static IReadOnlyList<Change> Of(IReadOnlyList<PreviewedSecret> before, IReadOnlyList<PreviewedSecret> after)
    {
        var gone = before.Where(secret => after.All(other => other.Name != secret.Name)).ToList();
        var come = after.Where(secret => before.All(other => other.Name != secret.Name)).ToList();
        var renamed = come.Select(secret => (Old: OldName(secret, gone, come), New: secret)).Where(pair => pair.Old is not null).ToList();
        return
        [
            .. gone.Where(secret => !renamed.Exists(pair => pair.Old == secret)).Select(secret => new Change("removed", secret.Name, Source(secret))),
            .. renamed.Select(pair => new Change("renamed", Words.Of($"{pair.Old!.Name} → {pair.New.Name}"),
                pair.New.From == "existing" ? Source(pair.New) : Words.Of($"{Source(pair.New)}; under its new name it has a new value"))),
            .. after.Select(secret => (Old: before.FirstOrDefault(other => other.Name == secret.Name), New: secret))
                .Where(pair => pair.Old is not null && !Difference(pair.Old, pair.New).IsEmpty)
                .Select(pair => new Change("changed", pair.New.Name, Difference(pair.Old!, pair.New))),
            .. come.Where(secret => !renamed.Exists(pair => pair.New == secret)).Select(secret => new Change("added", secret.Name, Source(secret))),
        ];
    }

    /// <summary>The one that a new name most likely took the place of: the same value elsewhere, or the only one of its holder and source on either side.</summary>
    private static PreviewedSecret? OldName(PreviewedSecret secret, List<PreviewedSecret> gone, List<PreviewedSecret> come)
    {
        if (secret.From == "existing")
            return gone.FirstOrDefault(old => old.Holder == secret.Holder && old.Property == secret.Property);
        var old = gone.Where(other => IsAlike(other, secret)).ToList();
        return old.Count == 1 && come.Count(other => IsAlike(other, secret)) == 1 ? old[0] : null;
    }

    private static bool IsAlike(PreviewedSecret one, PreviewedSecret other) => one.Holder == other.Holder && one.From == other.From;

    private static Words Source(PreviewedSecret secret) => secret.From switch
    {
        "generate" => Words.Of($"generated, {secret.Length} characters, in {secret.Holder}"),
        "external" => Words.Of($"put by you into {secret.Holder}"),
        "existing" => Words.Of($"read from {secret.Holder}"),
        _ => Words.Of($"from the stack's encrypted configuration, in {secret.Holder}"),
    };

    private static Words Difference(PreviewedSecret before, PreviewedSecret after)
    {
        var parts = new List<Words>();
        if (before.From != after.From)
            parts.Add($"source {before.From} → {after.From}");
        var changesBackend = before.AwsSecret is null != after.AwsSecret is null;
        if (changesBackend || before.Holder != after.Holder || before.Property != after.Property)
            parts.Add($"moved from {before.Holder} to {after.Holder}{(changesBackend ? Words.Own(" of another backend") : Words.None)}{(after.From == "external" ? Words.Own(", where its value has to be put") : Words.None)}");
        if (before.From == "generate" && after.From == "generate" && (before.Rotate != after.Rotate || before.Length != after.Length))
            parts.Add(Words.Own("a new value is generated"));
        return Words.Join("; ", parts);
    }
}
