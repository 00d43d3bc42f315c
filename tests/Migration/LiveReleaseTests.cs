using System.Text.Json.Nodes;
using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary><c>--live</c> with a Helm and a kubectl that answer what a test says.</summary>
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

    private readonly FakePrograms _programs = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Live_ReleaseThatHasWhatTheFilesSay_IsSaidAndReadByNamesAlone()
    {
        Answer("helm", Values);

        var (code, output) = await RunAsync("migrate", "values.yaml", "--live");

        Assert.Equal(0, code);
        Assert.Contains("6 values are the same in the running release", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
        Assert.Equal(["helm get values mcp --all --kube-context mcp-dev --namespace mcp-dev --output json", "helm get manifest mcp --kube-context mcp-dev --namespace mcp-dev"], Lines("helm"));
    }

    [Theory]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: canary-other}}\npostgres: {credentials: {password: canary-postgres}}\n", "JWT_SECRET_KEY is another in the running release than values.yaml:1")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key, SMTP_PASSWORD: canary-set}}\npostgres: {credentials: {password: canary-postgres}}\n", "SMTP_PASSWORD is in force (mcpContextForge.secret.SMTP_PASSWORD), and in no file")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: \"\"}}\npostgres: {credentials: {password: canary-postgres}}\n", "JWT_SECRET_KEY is not in the running release, and values.yaml:1 has it")]
    public async Task Live_ReleaseThatHasSomethingElse_IsToldAndNothingIsWritten(string live, string expected)
    {
        Answer("helm", live);

        var plan = await RunAsync("migrate", "values.yaml", "--live");
        var write = await RunAsync("migrate", "values.yaml", "--live", "--write");

        Assert.Equal((1, 1), (plan.Code, write.Code));
        Assert.Contains(expected, plan.Output, StringComparison.Ordinal);
        Assert.Contains(expected, write.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", plan.Output + write.Output, StringComparison.Ordinal);
        Assert.Equal(StackYaml.OfRelease.Text, _project.Read("Pulumi.dev.yaml"));
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    /// <summary>Flux keeps Helm's revisions beside the HelmRelease, wherever its pods are.</summary>
    [Fact]
    public async Task Live_HelmRelease_IsAskedByItsOwnNameWhereItsRevisionsAre()
    {
        _project.With("dev", StackYaml.OfRelease.With("mcp-infra:release.name", "apps-mcp").With("mcp-infra:namespace", "apps").Text);
        _project.WithFile("values.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: flux}\nspec: {targetNamespace: apps, values: {postgres: {credentials: {password: canary-postgres}}}}\n");
        Answer("helm", "postgres: {credentials: {password: canary-postgres}}\n");

        var (code, output) = await RunAsync("migrate", "values.yaml", "--live");

        Assert.True(code == 0, output);
        Assert.StartsWith("helm get values apps-mcp --all --kube-context mcp-dev --namespace flux ", Lines("helm").First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_Application_IsReadAsTheObjectThatIsInForce()
    {
        const string application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp, namespace: argocd}\nspec: {source: {helm: {valuesObject: {postgres: {credentials: {password: canary-postgres}}}}}}\n";
        _project.WithFile("values.yaml", application);
        Answer("kubectl", application.Replace("canary-postgres", "canary-other", StringComparison.Ordinal));

        var (code, output) = await RunAsync("migrate", "values.yaml", "--live");

        Assert.Equal(1, code);
        Assert.Contains("POSTGRES_PASSWORD is another in the running release than values.yaml:4", output, StringComparison.Ordinal);
        Assert.Equal("kubectl get applications.argoproj.io mcp --context mcp-dev --namespace argocd --output json", Lines("kubectl").First());
        Assert.StartsWith("kubectl get deployment/mcp-mcp-stack-mcpgateway --ignore-not-found ", Lines("kubectl").ElementAt(1), StringComparison.Ordinal);
    }

    /// <summary>What somebody has done to the objects with kubectl, Helm does not know, and the pods have it.</summary>
    [Theory]
    [InlineData("env: [{name: POSTGRES_HOST, value: canary-host}]", "env: [{name: POSTGRES_HOST, value: canary-set}]", "variable POSTGRES_HOST of container gateway")]
    [InlineData("env: [{name: POSTGRES_HOST, value: canary-host}]", "env: [{name: POSTGRES_HOST, value: canary-host}, {name: SMTP_PASSWORD, value: canary-set}]", "variable SMTP_PASSWORD of container gateway")]
    [InlineData("envFrom: [", "envFrom: [{secretRef: {name: team}}, ", "envFrom team of container gateway")]
    [InlineData("Y2FuYXJ5", "Y2FuYXJ5LXNldA==", "Secret mcp-secret was changed past Helm: key JWT_SECRET_KEY")]
    [InlineData("kind: Deployment", "kind: ReplicaSet", "Deployment mcp-mcp-stack-mcpgateway is of the release, and not in the cluster")]
    public async Task Live_ObjectThatWasChangedPastHelm_IsToldByNamesAlone(string made, string running, string expected)
    {
        Answer("helm", Values, running: Gateway.Replace(made, running, StringComparison.Ordinal));

        var (code, output) = await RunAsync("migrate", "values.yaml", "--live", "--write");

        Assert.Equal(1, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    /// <summary>By the release's own objects: the files alone do not tell whether a stage was brought to the cluster.</summary>
    [Fact]
    public async Task Live_StageThatIsWrittenAndNotInForce_IsTold()
    {
        Answer("helm", Values);
        Assert.Equal(0, (await RunAsync("migrate", "values.yaml", "--write")).Code);

        var before = await RunAsync("migrate", "--live");
        var listed = Gateway.Replace("envFrom: [", "envFrom: [{secretRef: {name: mcp-gateway-external}}, {secretRef: {name: mcp-gateway-encryption}}, ", StringComparison.Ordinal);
        Answer("helm", Values, listed, listed);
        var after = await RunAsync("migrate", "--live");

        Assert.Equal((1, 0), (before.Code, after.Code));
        Assert.Contains("Deployment mcp-mcp-stack-mcpgateway does not read mcp-gateway-external, mcp-gateway-encryption yet: the last stage is written and not in force",
            string.Join(' ', before.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "", "canary", "ended with 1")]
    [InlineData(1, "", "canary Error: release: not found", "There is no such release, by helm get values mcp --all")]
    [InlineData(ProgramAnswer.NotThere, "", "", "helm, which is not on the PATH")]
    [InlineData(0, "[\"canary\"]", "", "answered something that is no JSON map")]
    [InlineData(0, "canary: 1", "", "answered something that is no JSON map")]
    [InlineData(0, "{}", "", "knows no value of it")]
    [InlineData(0, "null", "", "answered nothing")]
    [InlineData(0, "", "", "answered nothing")]
    public async Task Live_ReleaseThatCannotBeRead_IsSaidWithTheLineThatTried(int ended, string answer, string error, string expected)
    {
        _programs.Before = (_, _) => new ProgramAnswer(ended, answer, error);

        var (code, output) = await RunAsync("migrate", "values.yaml", "--live");

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    /// <summary>What a program answers: Helm the values as JSON and what it made, kubectl an object as it is.</summary>
    private void Answer(string program, string values, string made = Gateway, string running = Gateway)
    {
        var objects = new JsonObject { ["items"] = new JsonArray([.. YamlJson.ReadAll(running)]) }.ToJsonString();
        _programs.Before = (line, _) => new ProgramAnswer(0,
            line.StartsWith("helm get manifest ", StringComparison.Ordinal) ? made
            : line.StartsWith($"{program} ", StringComparison.Ordinal) && !line.StartsWith("kubectl get deployment", StringComparison.Ordinal) ? YamlJson.Read(values).ToJsonString()
            : objects);
    }

    private IEnumerable<string> Lines(string program) => _programs.Lines.Where(line => line.StartsWith($"{program} ", StringComparison.Ordinal));

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var run = await _project.RunAsync(_programs, "", arguments);
        return (run.ExitCode, run.Output + run.Error);
    }
}
