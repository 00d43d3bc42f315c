using System.Diagnostics;

namespace McpInfra.Tests.Support;

/// <summary>A test that runs the real <c>pulumi</c> command line; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PulumiCliFactAttribute : FactAttribute
{
    public PulumiCliFactAttribute()
    {
        if (!PulumiCli.IsAvailable)
            Skip = "There is no pulumi on PATH, nor in the folder that MCP_TOOLS names.";
    }
}

/// <summary>
/// The real <c>pulumi</c> on a copy of this project in a temporary directory, with a backend and a home of its own.
/// Environment variables are given to the child process alone.
/// </summary>
internal sealed class PulumiCli : IDisposable
{
    private static readonly string? OnPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "pulumi")));

    private static readonly string? Unpack = Environment.GetEnvironmentVariable("MCP_TOOLS") is { Length: > 0 } tools
        && File.Exists(Path.Combine(tools, "unpack")) ? Path.Combine(tools, "unpack") : null;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pulumi-cli-");
    private readonly string _programs = OnPath ?? Unpacked("pulumi")!;

    public PulumiCli()
    {
        _directory.CreateSubdirectory("backend");
        File.Copy(Repository.At("Pulumi.yaml"), Path.Combine(_directory.FullName, "Pulumi.yaml"));
    }

    /// <summary>The folder of the programs of an archive in the folder that <c>MCP_TOOLS</c> names; null where there is none.</summary>
    public static string? Unpacked(string archive) => Unpack is null ? null : Run(Unpack, [archive], environment: [], input: "").Output.Trim();

    public static bool IsAvailable => OnPath is not null || Unpack is not null;

    public string StackFile(string stack) => Path.Combine(_directory.FullName, $"Pulumi.{stack}.yaml");

    /// <summary>Runs a line as a person would type it, and fails with what it printed when it fails.</summary>
    public string Shell(string line, string input = "")
    {
        var (code, output) = TryShell(line, input);
        Assert.True(code == 0, $"{line}\n{output}");
        return output;
    }

    public (int Code, string Output) TryShell(string line, string input = "") => Run(
        "/bin/sh", ["-c", line],
        [
            ("PATH", _programs + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
            ("PULUMI_BACKEND_URL", "file://" + Path.Combine(_directory.FullName, "backend")),
            ("PULUMI_CONFIG_PASSPHRASE", "only for this test"),
            ("PULUMI_HOME", Path.Combine(_directory.FullName, "home")),
            ("PULUMI_SKIP_UPDATE_CHECK", "1"),
        ],
        input, _directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    private static (int Code, string Output) Run(
        string program, string[] arguments, (string Name, string Value)[] environment, string input, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.GetAwaiter().GetResult());
    }
}
