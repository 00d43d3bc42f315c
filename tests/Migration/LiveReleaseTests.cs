using System.Diagnostics;
using McpInfra.Cli;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary><c>--live</c> with programs of the path that answer what a test says, in a process of its own so that no other test sees its path.</summary>
public sealed class LiveReleaseTests : IDisposable
{
    private const string Values = "mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key}}\npostgres: {credentials: {password: canary-postgres}}\n";

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", Values);

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Live_ReleaseThatHasWhatTheFilesSay_IsSaidAndReadByNamesAlone()
    {
        Answer("helm", Values);

        var (code, output) = Run("migrate", "values.yaml", "--live");

        Assert.Equal(0, code);
        Assert.Contains("6 values are the same in the running release", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
        Assert.Equal("get values mcp --all --kube-context mcp-dev --namespace mcp-dev --output json\n", _project.Read("bin/helm.arguments"));
    }

    [Theory]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: canary-other}}\npostgres: {credentials: {password: canary-postgres}}\n", "JWT_SECRET_KEY is another in the running release than values.yaml:1")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key, SMTP_PASSWORD: canary-set}}\npostgres: {credentials: {password: canary-postgres}}\n", "SMTP_PASSWORD is in force (mcpContextForge.secret.SMTP_PASSWORD), and in no file")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: \"\"}}\npostgres: {credentials: {password: canary-postgres}}\n", "JWT_SECRET_KEY is not in the running release, and values.yaml:1 has it")]
    public void Live_ReleaseThatHasSomethingElse_IsToldAndNothingIsWritten(string live, string expected)
    {
        Answer("helm", live);

        var plan = Run("migrate", "values.yaml", "--live");
        var write = Run("migrate", "values.yaml", "--live", "--write");

        Assert.Equal((1, 1), (plan.Code, write.Code));
        Assert.Contains(expected, plan.Output, StringComparison.Ordinal);
        Assert.Contains(expected, write.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", plan.Output + write.Output, StringComparison.Ordinal);
        Assert.Equal(StackYaml.OfRelease.Text, _project.Read("Pulumi.dev.yaml"));
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    /// <summary>Flux keeps Helm's revisions beside the HelmRelease, wherever its pods are.</summary>
    [Fact]
    public void Live_HelmRelease_IsAskedByItsOwnNameWhereItsRevisionsAre()
    {
        _project.With("dev", StackYaml.OfRelease.With("mcp-infra:release.name", "apps-mcp").With("mcp-infra:namespace", "apps").Text);
        _project.WithFile("values.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: flux}\nspec: {targetNamespace: apps, values: {postgres: {credentials: {password: canary-postgres}}}}\n");
        Answer("helm", "postgres: {credentials: {password: canary-postgres}}\n");

        var (code, output) = Run("migrate", "values.yaml", "--live");

        Assert.True(code == 0, output);
        Assert.StartsWith("get values apps-mcp --all --kube-context mcp-dev --namespace flux ", _project.Read("bin/helm.arguments"), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_Application_IsReadAsTheObjectThatIsInForce()
    {
        const string application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp, namespace: argocd}\nspec: {source: {helm: {valuesObject: {postgres: {credentials: {password: canary-postgres}}}}}}\n";
        _project.WithFile("values.yaml", application);
        Answer("kubectl", application.Replace("canary-postgres", "canary-other", StringComparison.Ordinal));

        var (code, output) = Run("migrate", "values.yaml", "--live");

        Assert.Equal(1, code);
        Assert.Contains("POSTGRES_PASSWORD is another in the running release than values.yaml:4", output, StringComparison.Ordinal);
        Assert.Equal("get applications.argoproj.io mcp --context mcp-dev --namespace argocd --output json\n", _project.Read("bin/kubectl.arguments"));
    }

    [Theory]
    [InlineData("echo canary >&2; exit 1", "ended with 1")]
    [InlineData("echo '- canary'", "must be a map of chart values")]
    public void Live_ReleaseThatCannotBeRead_IsSaidWithTheLineThatTried(string script, string expected)
    {
        Program("helm", script);

        var (code, output) = Run("migrate", "values.yaml", "--live");

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    private void Answer(string program, string text)
    {
        _project.WithFile($"bin/{program}.answer", text);
        Program(program, $"echo \"$@\" > '{_project.PathOf($"bin/{program}.arguments")}'; cat '{_project.PathOf($"bin/{program}.answer")}'");
    }

    private void Program(string name, string script)
    {
        _project.WithFile($"bin/{name}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_project.PathOf($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CliApp).Assembly.Location, .. arguments]) { WorkingDirectory = _project.PathOf("."), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_project.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var tool = Process.Start(start)!;
        var error = tool.StandardError.ReadToEndAsync();
        var output = tool.StandardOutput.ReadToEnd();
        tool.WaitForExit();
        return (tool.ExitCode, output + error.Result);
    }
}
