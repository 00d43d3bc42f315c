using System.Diagnostics;
using McpInfra.Cli;
using McpInfra.Cli.Completion;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Completion;

/// <summary>The scripts in the shells that they are for, where these are on the machine; bash is.</summary>
public sealed class ShellScriptsTests
{
    /// <summary>What presses the tab key behind a line, in each shell's own words.</summary>
    private static readonly Dictionary<string, string> Presses = new()
    {
        ["bash"] = """
            source SCRIPT
            COMP_LINE="TYPED" COMP_POINT=${#COMP_LINE} COMP_WORDS=(TYPED)
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            eval "$(complete -p mcp-infra | sed 's/.*-F \([^ ]*\).*/\1/')"
            printf '%s\n' "${COMPREPLY[@]}"
            """,
        ["fish"] = "source SCRIPT; complete --do-complete 'TYPED'",
        ["pwsh"] = "Get-Content -Raw 'SCRIPT' | Invoke-Expression; (TabExpansion2 -inputScript 'TYPED' -cursorColumn 'TYPED'.Length).CompletionMatches | ForEach-Object CompletionText",
        ["zsh"] = """
            autoload -U compinit; compinit -D -u
            source SCRIPT
            compadd() { shift; print -l -- $@ }
            _files() { print -l -- *(N) }
            words=(${(s: :)${:-TYPED.}}); words[-1]=${words[-1]%.}; CURRENT=$#words
            ${_comps[mcp-infra]}
            """,
    };

    public static TheoryData<string, string, string> Pressed
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var shell in Presses.Keys)
            {
                data.Add(shell, "mcp-infra pre", "preview");
                data.Add(shell, "mcp-infra preview --stack ", "dev prod");
                data.Add(shell, "mcp-infra preview --stack p", "prod");
                data.Add(shell, "mcp-infra audit --format s", "sarif");
            }

            return data;
        }
    }

    [Fact]
    public async Task Completion_EveryShell_IsPrintedAsItIs()
    {
        foreach (var (shell, script) in ShellScripts.All)
        {
            var run = await ToolRun.InAsync(Repository.Root, "completion", shell);
            Assert.Equal((0, script.ToString() + "\n", ""), (run.ExitCode, run.Output, run.Error));
        }
    }

    [Theory]
    [MemberData(nameof(Pressed))]
    public async Task Script_InItsShell_CompletesTheLine(string shell, string line, string expected)
    {
        if (!OnPath(shell))
            Assert.NotEqual("bash", shell);
        else
            Assert.Equal(expected, await PressAsync(shell, line));
    }

    /// <summary>PowerShell runs no file whose name does not end with <c>.ps1</c>.</summary>
    private static string[] Start(string shell) => shell switch
    {
        "pwsh" => ["-NoProfile", "-NonInteractive", "-Command", "Get-Content -Raw press | Invoke-Expression"],
        "zsh" => ["-f", "press"],
        _ => ["press"],
    };

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> PressAsync(string shell, string line)
    {
        using var project = new TemporaryProject().With("dev", "").With("prod", "").WithFile("script", ShellScripts.All[shell])
            .WithFile("bin/mcp-infra", $"#!/bin/sh\nexec dotnet '{typeof(CliApp).Assembly.Location}' \"$@\"\n")
            .WithFile("press", Presses[shell].Replace("SCRIPT", "./script", StringComparison.Ordinal).Replace("TYPED", line, StringComparison.Ordinal));
        project.Shell("chmod +x bin/mcp-infra");
        var start = new ProcessStartInfo(shell, Start(shell)) { WorkingDirectory = project.PathOf("."), RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{project.PathOf("bin")}:{start.Environment["PATH"]}";
        start.Environment["HOME"] = project.PathOf(".");
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "--").Order(StringComparer.Ordinal));
    }
}
