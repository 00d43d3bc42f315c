using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary>What the operator is told of a value that was put, and what is waited for.</summary>
public sealed class SecretPutOperatorTests : PuttingValues
{
    [Theory]
    [InlineData("1 True, 1 True, 1 False, 2 False, 2 True", 0)]
    [InlineData("1 True, 1 True", 1)]
    [InlineData("1 False, 2 False", 1)]
    public async Task Put_Wait_IsForAReadOfToday(string states, int expected)
    {
        Programs.Operator.Clear();
        foreach (var state in states.Split(", "))
            Programs.Operator.Enqueue((state.Split(' ')[0], state.Split(' ')[1]));

        var run = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(expected == 0 ? "ready: Secret mcp-gateway-external-" : "has not read it after 2m. It says", run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>A line that restarts what is not there yet would fail.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_Wait_SaysHowToRestartAGatewayThatIsThere(bool isThere)
    {
        Programs.HasGateway = isThere;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("reads it again now, in namespace mcp-dev of context mcp-dev\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(isThere, run.Output.Contains("kubectl rollout restart deployment/mcp-mcp-stack-mcpgateway --namespace mcp-dev --context mcp-dev", StringComparison.Ordinal));
    }

    /// <summary>Nothing tells Vault Secrets Operator, which may look at any time: what it had is noted before the value is there.</summary>
    [Fact]
    public async Task Put_VaultSecretsOperator_IsWaitedForAndNotTold()
    {
        Project.With("dev", BackendStacks.Vso.Text);

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD", "--wait");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain(Programs.Lines, line => line.StartsWith("kubectl annotate", StringComparison.Ordinal));
        Assert.True(Programs.Lines.FindIndex(line => line.StartsWith("kubectl get vaultstaticsecret ", StringComparison.Ordinal)) < Programs.Lines.FindIndex(line => line.StartsWith("vault kv put ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not there")]
    [InlineData("no kubectl")]
    public async Task Put_OperatorThatCannotBeTold_IsSaidAndTheValueIsThere(string how)
    {
        if (how == "no kubectl")
            Programs.Without.Add("kubectl");
        Programs.Before = (line, _) => line.StartsWith("kubectl get", StringComparison.Ordinal) && how == "not there" ? new ProgramAnswer(1, "", "Error from server (NotFound): externalsecrets") : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");
        var waited = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal((0, 1), (run.ExitCode, waited.ExitCode));
        Assert.Matches("The value is put, and externalsecret mcp-gateway-external-.*\n    kubectl get externalsecret mcp-gateway-external-[0-9a-f]{8} --namespace mcp-dev --context mcp-dev\n", run.Error);
    }
}
