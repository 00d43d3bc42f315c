using System.Runtime.CompilerServices;

namespace McpInfra.Tests.Support;

/// <summary>Where the repository's files are.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
