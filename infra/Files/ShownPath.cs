namespace McpInfra.Files;

/// <summary>A path as a person may type it where they stand.</summary>
internal static class ShownPath
{
    public static string From(string directory, string path) => AsArgument(Path.GetRelativePath(directory, path));

    /// <summary>A name that begins with a dash would be an option to every command.</summary>
    public static string AsArgument(string name) => name.StartsWith('-') ? $"./{name}" : name;
}
