using System.Diagnostics;
using System.Text.Json.Nodes;
using McpInfra.Cli;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary><c>--live</c> with programs of the path that answer what a test says, in a process of its own so that no other test sees its path.</summary>
public sealed class LiveReleaseTests : IDisposable
{
    private const string Values = "mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key}}\npostgres: {credentials: {password: canary-postgres}}\n";

    private const string Gateway = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: mcp-mcp-stack-mcpgateway}
        spec: {template: {spec: {containers: [{name: gateway, envFrom: [{secretRef: {name: mcp-secret}}], env: [{name: POSTGRES_HOST, value: canary-host}]}]}}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: mcp-secret}
        data: {JWT_SECRET_KEY: Y2FuYXJ5}
        """;

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
        Assert.Equal("get values mcp --all --kube-context mcp-dev --namespace mcp-dev --output json\nget manifest mcp --kube-context mcp-dev --namespace mcp-dev\n", _project.Read("bin/helm.arguments"));
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
        Assert.StartsWith("get applications.argoproj.io mcp --context mcp-dev --namespace argocd --output json\nget deployment/mcp-mcp-stack-mcpgateway --ignore-not-found ", _project.Read("bin/kubectl.arguments"), StringComparison.Ordinal);
    }

    /// <summary>What somebody has done to the objects with kubectl, Helm does not know, and the pods have it.</summary>
    [Theory]
    [InlineData("env: [{name: POSTGRES_HOST, value: canary-host}]", "env: [{name: POSTGRES_HOST, value: canary-set}]", "variable POSTGRES_HOST of container gateway")]
    [InlineData("env: [{name: POSTGRES_HOST, value: canary-host}]", "env: [{name: POSTGRES_HOST, value: canary-host}, {name: SMTP_PASSWORD, value: canary-set}]", "variable SMTP_PASSWORD of container gateway")]
    [InlineData("envFrom: [", "envFrom: [{secretRef: {name: team}}, ", "envFrom team of container gateway")]
    [InlineData("Y2FuYXJ5", "Y2FuYXJ5LXNldA==", "Secret mcp-secret was changed past Helm: key JWT_SECRET_KEY")]
    [InlineData("kind: Deployment", "kind: ReplicaSet", "Deployment mcp-mcp-stack-mcpgateway is of the release, and not in the cluster")]
    public void Live_ObjectThatWasChangedPastHelm_IsToldByNamesAlone(string made, string running, string expected)
    {
        Answer("helm", Values, running: Gateway.Replace(made, running, StringComparison.Ordinal));

        var (code, output) = Run("migrate", "values.yaml", "--live", "--write");

        Assert.Equal(1, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    /// <summary>By the release's own objects: the files alone do not tell whether a stage was brought to the cluster.</summary>
    [Fact]
    public void Live_StageThatIsWrittenAndNotInForce_IsTold()
    {
        Answer("helm", Values);
        Assert.Equal(0, Run("migrate", "values.yaml", "--write").Code);

        var before = Run("migrate", "--live");
        var listed = Gateway.Replace("envFrom: [", "envFrom: [{secretRef: {name: mcp-gateway-external}}, {secretRef: {name: mcp-gateway-encryption}}, ", StringComparison.Ordinal);
        Answer("helm", Values, listed, listed);
        var after = Run("migrate", "--live");

        Assert.Equal((1, 0), (before.Code, after.Code));
        Assert.Contains("Deployment mcp-mcp-stack-mcpgateway does not read mcp-gateway-external, mcp-gateway-encryption yet: the last stage is written and not in force",
            string.Join(' ', before.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo canary >&2; exit 1", "ended with 1")]
    [InlineData("echo canary 'Error: release: not found' >&2; exit 1", "There is no such release, by helm get values mcp --all")]
    [InlineData("exit 127", "helm, which is not on the PATH")]
    [InlineData("echo '[\"canary\"]'", "answered something that is no JSON map")]
    [InlineData("echo 'canary: 1'", "answered something that is no JSON map")]
    [InlineData("echo '{}'", "knows no value of it")]
    [InlineData("echo null", "answered nothing")]
    [InlineData("true", "answered nothing")]
    public void Live_ReleaseThatCannotBeRead_IsSaidWithTheLineThatTried(string script, string expected)
    {
        Program("helm", script);

        var (code, output) = Run("migrate", "values.yaml", "--live");

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    /// <summary>What a program answers: Helm the values as JSON and what it made, kubectl an object as it is.</summary>
    private void Answer(string program, string values, string made = Gateway, string running = Gateway)
    {
        _project.WithFile("bin/values", YamlJson.Read(values).ToJsonString()).WithFile("bin/made", made)
            .WithFile("bin/running", new JsonObject { ["items"] = new JsonArray([.. YamlJson.ReadAll(running)]) }.ToJsonString());
        var bin = _project.PathOf("bin");
        Program(program, $"echo \"$@\" >> '{bin}/{program}.arguments'; case \"$2\" in manifest) cat '{bin}/made';; deployment*) cat '{bin}/running';; *) cat '{bin}/values';; esac");
        if (program == "helm")
            Program("kubectl", $"cat '{bin}/running'");
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
