using System.Diagnostics;
using System.Text.Json.Nodes;
using McpInfra.Cli;
using McpInfra.Cli.Preview;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Tests.Support;

/// <summary>A Pulumi project of its own in a temporary folder, and the tool run in it.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mcp-infra-").FullName;

    public TemporaryProject() => File.WriteAllText(Path.Combine(_directory, "Pulumi.yaml"), "name: mcp-infra\nruntime: dotnet\nmain: infra\n");

    public TemporaryProject With(string stack, string yaml)
    {
        File.WriteAllText(Path.Combine(_directory, $"Pulumi.{stack}.yaml"), yaml);
        return this;
    }

    /// <summary>A stack file of this repository; an environment's finds its cluster's beside it.</summary>
    public TemporaryProject WithShipped(string stack) => With(stack, File.ReadAllText(Repository.At($"Pulumi.{stack}.yaml")));

    public TemporaryProject Without(string stack)
    {
        File.Delete(PathOf($"Pulumi.{stack}.yaml"));
        return this;
    }

    /// <summary>Copies the files of a folder into one of the project's.</summary>
    public TemporaryProject WithFilesOf(string source, string folder)
    {
        Directory.CreateDirectory(Path.Combine(_directory, folder));
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(_directory, folder, Path.GetFileName(file)));
        return this;
    }

    /// <summary>A file of any other kind.</summary>
    public TemporaryProject WithFile(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    /// <summary>Has Git keep everything that is there, in a repository of the project's own.</summary>
    public TemporaryProject Commit()
    {
        Git("init", "--quiet");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "before");
        return this;
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public string PathOf(string name) => Path.Combine(_directory, name);

    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.InAsync(_directory, args);

    public Task<ToolRun> RunAsync(Kubeconfig kubeconfig, params string[] args) => ToolRun.InAsync(_directory, kubeconfig, args);

    /// <summary>With other programs than this machine's, a clock on which nobody waits, and a text piped in.</summary>
    public Task<ToolRun> RunAsync(IPrograms programs, string input, params string[] args) => ToolRun.InAsync(_directory, Kubeconfig.None, args, input, programs: programs);

    /// <summary>With a text piped in.</summary>
    public Task<ToolRun> PipeAsync(string input, params string[] args) => ToolRun.InAsync(_directory, Kubeconfig.None, args, input);

    /// <summary>As if every value that a migration carries had been put into the store, and compared there by the printed lines.</summary>
    /// <param name="byHand">What somebody has put into the groups of which the files hold nothing.</param>
    public async Task CompareAsync(string byHand = "")
    {
        var plan = JsonNode.Parse((await RunAsync("migrate", "--format", "json")).Output)!;
        foreach (var line in plan["stages"]!.AsArray().Single(stage => (int)stage!["number"]! == 2)!["check"]!.AsArray())
        {
            string[] which = ((string)line!).Split(' ')[^2..];
            var exported = await RunAsync(["migrate", "export", .. which]);
            var run = await PipeAsync(exported.ExitCode == 0 ? exported.Output : byHand, ["migrate", "compare", .. which]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Runs a line that the tool has printed.</summary>
    public void Shell(string line) => Start("/bin/sh", "-c", line);

    private void Git(params string[] arguments) => Start("git", arguments);

    private void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _directory, RedirectStandardError = true, RedirectStandardOutput = true };
        using var started = Process.Start(start)!;
        started.WaitForExit();
        Assert.Equal(0, started.ExitCode);
    }
}

/// <summary>What one run of the tool gave back.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Wider than any line, so that what is looked for stands in one.</summary>
    private static readonly Terminal Wide = Terminal.None with { Width = int.MaxValue };

    public static Task<ToolRun> InAsync(string directory, params string[] args) => InAsync(directory, Kubeconfig.None, args);

    /// <summary>Where a line is that wide.</summary>
    public static Task<ToolRun> InAsync(string directory, int width, string[] args) => InAsync(directory, Kubeconfig.None, args, width: width);

    /// <summary>As whoever started the program in that form.</summary>
    public static Task<ToolRun> InAsync(string directory, string[] args, ToolForm form) => InAsync(directory, Kubeconfig.None, args, form: form);

    public static async Task<ToolRun> InAsync(
        string directory, Kubeconfig kubeconfig, string[] args, string? input = null, ToolForm? form = null, IPrograms? programs = null, int? width = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var piped = input is null ? null : new StringReader(input);
        var code = await CliApp.RunAsync(args, directory, output, error, kubeconfig, piped, form, programs,
            terminal: width is null ? Wide : Terminal.None with { Width = width.Value }, clock: programs is null ? null : new ImpatientClock()).ConfigureAwait(false);
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
