namespace McpInfra.Settings;

/// <summary>Where something stands that the project's file gives to every stack.</summary>
/// <param name="File">Name of that file, such as <c>Pulumi.yaml</c>.</param>
/// <param name="Key">The place in it, such as <c>config.environment.default</c>.</param>
/// <param name="Declaration">The whole declaration where it is what that declares: a value of the stack's own goes before it. Null for what is only a part of that, since a stack that says a part of it loses the rest.</param>
internal sealed record ProjectPlace(string File, int? Line, string Key, string? Declaration);

/// <summary>What of a stack's configuration stands in the project's file.</summary>
/// <param name="places">By full path of the configuration.</param>
internal sealed class ProjectGiven(IReadOnlyDictionary<string, ProjectPlace> places)
{
    public static ProjectGiven None { get; } = new(new Dictionary<string, ProjectPlace>());

    /// <summary>The place of a path, or the one it would have inside of what is given; null where the stack itself says it or may.</summary>
    public ProjectPlace? PlaceOf(SettingsPath path)
    {
        // What the project gives it gives whole: nothing of a stack stands below it.
        for (var at = path.Text; at.Length > 0; at = SettingsPath.Above(at))
        {
            if (places.TryGetValue(at, out var place))
                return at == path.Text ? place : place with { Key = place.Key + path.Text[at.Length..], Declaration = null };
        }

        return null;
    }
}
