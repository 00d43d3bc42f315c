using McpInfra.Cli;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The tool in a process of its own, with the programs of this machine behind scripts that note the arguments and the
/// environment of each, as anybody on the machine could see them.
/// </summary>
internal sealed class WatchedTool : IDisposable
{
    private static readonly string[] Programs = ["aws", "vault", "kubeseal", "kubectl"];

    private readonly TemporaryProject _project = new();

    /// <param name="yaml">The stack dev.</param>
    public WatchedTool(string yaml)
    {
        _project.With("dev", yaml);
        foreach (var program in Programs)
        {
            if (Find(program) is not { } real)
                continue;
            _project.WithFile($"watched/{program}", $"""
                #!/bin/sh
                printf '%s ' {program} "$@" >>'{Notes}'
                env >>'{Notes}'
                exec '{real}' "$@"

                """);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_project.PathOf($"watched/{program}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What everybody could see.</summary>
    public string Seen => File.ReadAllText(Notes);

    private string Notes => _project.PathOf("seen");

    /// <summary>Where a program is; null where it is not.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    public string PathOf(string name) => _project.PathOf(name);

    public Task<CommandResult> RunAsync(string? input, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Command.RunAsync(
        "sh", ["-c", "cd \"$0\" && exec dotnet \"$@\"", _project.PathOf("."), typeof(CliApp).Assembly.Location, .. arguments], input,
        new Dictionary<string, string>(environment) { ["PATH"] = $"{_project.PathOf("watched")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}" });

    public void Dispose() => _project.Dispose();
}

/// <summary>A test on real components that needs a program of the path besides; skipped with one line where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndProgramFactAttribute : FactAttribute
{
    public EndToEndProgramFactAttribute(string program, params string[] variables) =>
        Skip = RealComponents.Missing(variables) ?? (WatchedTool.Find(program) is null ? $"Put {program} on PATH." : null);
}
