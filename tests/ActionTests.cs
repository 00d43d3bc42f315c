using System.Text.Json.Nodes;
using McpInfra.Tests.Support;

namespace McpInfra.Tests;

/// <summary>The steps of <c>action.yml</c> as a runner runs them: with the real tool, and a <c>dotnet</c> and <c>gh</c> that note what they are told.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly TemporaryProject _project = new();
    private readonly TemporaryProject _runner = new();

    private readonly Dictionary<string, string> _context = new()
    {
        ["inputs.part"] = "check",
        ["github.base_ref"] = "",
        ["github.repository"] = "platform/gateway",
        ["github.actor"] = "somebody",
        ["github.ref"] = "refs/pull/7/merge",
        ["github.sha"] = "c0ffee",
    };

    public ActionTests()
    {
        _runner.WithFile("bin/dotnet", """
            #!/usr/bin/env bash
            echo "dotnet $*" >> "$RUNNER_TEMP/calls"
            case "$*" in
              'run --no-build --project infra -- '*) shift 5; exec "$RUNNER_TEMP/bin/tool" "$@" ;;
              'mcp-infra '*) shift; exec "$RUNNER_TEMP/bin/tool" "$@" ;;
              'tool install '*) mkdir -p "${!#}"; cp "$RUNNER_TEMP/bin/tool" "${!#}/mcp-infra" ;;
            esac
            """)
            .WithFile("bin/gh", """
            #!/usr/bin/env bash
            printf 'gh %s\n' "${*//$'\n'/ }" >> "$RUNNER_TEMP/calls"
            case "$*" in *--paginate*) cat "$RUNNER_TEMP/comments" ;; esac
            """)
            .WithFile("bin/tool", """
            #!/bin/sh
            case "$*" in *json) echo '{"environments": [{"stack": "dev"}]}' ;; *) echo said ;; esac
            """)
            .WithFile("calls", "").WithFile("comments", "").WithFile("summary", "").Shell("chmod +x bin/*");
        _project.With("dev", StackYaml.Baseline.Text);
    }

    public void Dispose()
    {
        _project.Dispose();
        _runner.Dispose();
    }

    private string Calls => _runner.Read("calls");

    private string Comment => _runner.Read("mcp-infra-report/comment.md");

    [RunnerFact]
    public void Check_PullRequest_SaysWhatItChangesAndHoldsNothingThatWrites()
    {
        WithRealTool();
        PullRequest();

        var run = Run();

        Assert.True(run.Code == 0, run.Said);
        Assert.Contains("<!-- mcp-infra preview -->", Comment, StringComparison.Ordinal);
        Assert.Contains("No change", Comment, StringComparison.Ordinal);
        Assert.Contains("qa", Comment, StringComparison.Ordinal);
        Assert.Equal(Comment, _runner.Read("summary"));
        Assert.Equal("""["dev","qa"]""", run.Outputs["stacks"]);
        Assert.Equal("2.1.0", (string)JsonNode.Parse(_runner.Read("mcp-infra-report/audit.sarif"))!["version"]!);
        Assert.Equal(["actions/setup-dotnet dotnet-version=10.0.x", $"actions/upload-artifact name=mcp-infra-report path={_runner.PathOf("mcp-infra-report")} retention-days=5"], run.Uses);
        Assert.StartsWith("dotnet build infra --nologo\ndotnet run --no-build --project infra -- preview --baseline origin/main --format markdown\n", Calls, StringComparison.Ordinal);
        Assert.DoesNotContain("gh ", Calls, StringComparison.Ordinal);
    }

    [RunnerFact]
    public void Check_BaseThatWasNotFetched_ShowsEverythingAndSaysWhy()
    {
        _project.WithFile("infra/Infra.csproj", "").Commit();
        _context["github.base_ref"] = "main";

        var run = Run();

        Assert.Equal(0, run.Code);
        Assert.Contains("::warning::Every environment is shown whole. Check out with fetch-depth: 2", run.Said, StringComparison.Ordinal);
        Assert.Equal("said\n", Comment);
    }

    /// <summary>What one step finds keeps none of the others from having its say, and fails the last.</summary>
    [RunnerTheory]
    [InlineData("preview", 2)]
    [InlineData("audit", 1)]
    [InlineData("render", 1)]
    public void Check_WhateverIsWrong_FailsAfterAllWasSaid(string command, int code)
    {
        _project.WithFile("infra/Infra.csproj", "").WithFile("gitops/flux/kustomization.yaml", "");
        _runner.WithFile("bin/tool", $$"""
            #!/bin/sh
            case "$*" in *json) echo '{"environments": [{"stack": "dev"}]}' ;; *) echo "said $1" ;; esac
            [ "$1" != {{command}} ] || exit {{code}}
            """).Shell("chmod +x bin/tool");

        var run = Run();

        Assert.Equal(code, run.Code);
        Assert.Equal("said preview\n", Comment);
        Assert.Contains("said audit", run.Said, StringComparison.Ordinal);
        Assert.Contains("said render", run.Said, StringComparison.Ordinal);
        Assert.Contains(run.Uses, uses => uses.StartsWith("actions/upload-artifact ", StringComparison.Ordinal));
        Assert.Equal(command == "preview" ? "[]" : """["dev"]""", run.Outputs["stacks"]);
    }

    [RunnerFact]
    public void Check_WhatWasRendered_IsAuditedAndMustBeFresh()
    {
        _project.WithFile("infra/Infra.csproj", "");

        Run();
        Assert.DoesNotContain(" render ", Calls, StringComparison.Ordinal);
        Directory.CreateDirectory(_project.PathOf("rendered/manifests"));
        _context["inputs.rendered"] = "rendered";
        _context["inputs.values"] = "values.yaml\nvalues-prod.yaml\n";
        Run();

        Assert.Contains(" -- audit --manifests rendered --values values.yaml --values values-prod.yaml\n", Calls, StringComparison.Ordinal);
        Assert.Contains(" -- render manifests --out rendered/manifests --check\n", Calls, StringComparison.Ordinal);
    }

    [RunnerFact]
    public void Tool_OfAManifest_IsRestored()
    {
        _project.WithFile(".config/dotnet-tools.json", """{"tools": {"mcpinfra": {"version": "0.1.0"}}}""");

        Assert.Equal(0, Run().Code);
        Assert.StartsWith("dotnet tool restore\ndotnet mcp-infra preview ", Calls, StringComparison.Ordinal);
    }

    [RunnerFact]
    public void Tool_OfAVersion_IsInstalledBesideTheRepository()
    {
        _context["inputs.version"] = "0.1.0";

        Assert.Equal(0, Run().Code);
        Assert.Equal($"dotnet tool install McpInfra --version 0.1.0 --tool-path {_runner.PathOf("mcp-infra-tool")}\n", Calls);
    }

    [RunnerFact]
    public void Tool_ThatNothingNames_IsAskedFor()
    {
        var run = Run();

        Assert.Equal(1, run.Code);
        Assert.Contains("::error::Nothing here starts the tool: tell this action a version, or name McpInfra in .config/dotnet-tools.json.", run.Said, StringComparison.Ordinal);
        Assert.Equal("", Calls);
    }

    [RunnerFact]
    public void Check_FolderWithoutAProject_IsAuditedAlone()
    {
        _project.WithFile("k8s/db.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: hunter22hunter22}\n");
        WithRealTool();
        _context["inputs.directory"] = "k8s";
        _context["inputs.manifests"] = ".";
        _context["inputs.version"] = "0.1.0";

        var run = Run();

        Assert.Equal(1, run.Code);
        Assert.Contains("There is no Pulumi project here, and so no preview.", run.Said, StringComparison.Ordinal);
        Assert.Contains("MCP006", run.Said, StringComparison.Ordinal);
        Assert.Equal("[]", run.Outputs["stacks"]);
    }

    [RunnerTheory]
    [InlineData("", "--method POST repos/platform/gateway/issues/7/comments")]
    [InlineData("41\n42\n", "--method PATCH repos/platform/gateway/issues/comments/41")]
    public void Say_WhatWasFound_IsOneCommentAndAlertsOfTheMerge(string comments, string call)
    {
        SayIn("platform/gateway", comments);

        var run = Run();

        Assert.True(run.Code == 0, run.Said);
        Assert.EndsWith($"gh api --silent {call} --field body=@{_runner.PathOf("mcp-infra-report/comment.md")}\n", Calls, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet ", Calls, StringComparison.Ordinal);
        Assert.Equal(
            [$"actions/download-artifact name=mcp-infra-report path={_runner.PathOf("mcp-infra-report")}", $"github/codeql-action/upload-sarif sarif_file={_runner.PathOf("mcp-infra-report/audit.sarif")} ref=refs/pull/7/merge sha=c0ffee"],
            run.Uses);
    }

    [RunnerFact]
    public void Say_OfAFork_CommentsNothing()
    {
        SayIn("somebody/gateway", "");

        Assert.Equal(0, Run().Code);
        Assert.Equal("", Calls);
    }

    [RunnerFact]
    public void Both_OneJob_ChecksAndSays()
    {
        PullRequest();
        SayIn("platform/gateway", "");
        _context["inputs.part"] = "both";

        var run = Run();

        Assert.True(run.Code == 0, run.Said);
        Assert.Contains("--method POST", Calls, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Uses, uses => uses.Contains("artifact", StringComparison.Ordinal));
    }

    private void WithRealTool() => _runner.WithFile("bin/tool", $"#!/bin/sh\nPATH=${{PATH#*:}} exec dotnet '{Path.Combine(AppContext.BaseDirectory, "McpInfra.dll")}' \"$@\"\n");

    /// <summary>A second environment, merged into what was there.</summary>
    private void PullRequest()
    {
        _project.WithFile("infra/Infra.csproj", "").Commit().With("qa", StackYaml.Baseline.With("mcp-infra:environment", "qa").Text).Commit();
        _context["github.base_ref"] = "main";
    }

    private void SayIn(string head, string comments)
    {
        _runner.WithFile("mcp-infra-report/comment.md", "<!-- mcp-infra preview -->\n").WithFile("comments", comments);
        _context["inputs.part"] = "say";
        _context["github.event.pull_request.number"] = "7";
        _context["github.event.pull_request.head.repo.full_name"] = head;
    }

    private ActionRun Run()
    {
        _context["runner.temp"] = _runner.PathOf("").TrimEnd('/');
        return new(File.ReadAllText(Repository.At("action.yml")), _context, _project.PathOf(""), new Dictionary<string, string>
        {
            ["PATH"] = $"{_runner.PathOf("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["RUNNER_TEMP"] = _context["runner.temp"],
            ["GITHUB_STEP_SUMMARY"] = _runner.PathOf("summary"),
        });
    }
}

/// <summary>A test that runs scripts of a workflow; skipped where their programs are not, which the runner has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RunnerFactAttribute : FactAttribute
{
    public RunnerFactAttribute() => Skip = RunnerTheoryAttribute.Missing;
}

/// <inheritdoc cref="RunnerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RunnerTheoryAttribute : TheoryAttribute
{
    private static readonly string[] Needed = ["bash", "git", "jq"];

    public RunnerTheoryAttribute() => Skip = Missing;

    public static string? Missing { get; } = Needed.All(IsOnPath) ? null : "There is no bash, git or jq on PATH.";

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program)));
}
