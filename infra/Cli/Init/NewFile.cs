namespace McpInfra.Cli.Init;

/// <summary>A file that is to be written where none is.</summary>
/// <param name="Name">Its path from the project's directory, with <c>/</c>.</param>
/// <param name="MayBeThere">Whether one that is there does as well and is left as it is.</param>
internal sealed record NewFile(string Name, string Text, bool MayBeThere = false);
