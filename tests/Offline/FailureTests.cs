using Pulumi;

namespace McpInfra.Tests.Offline;

/// <summary>How a failure of a program comes out of a test run.</summary>
[Collection(ProcessCollection.Name)]
public sealed class FailureTests
{
    [Fact]
    public async Task RunException_OfAnyKind_ComesOutAsARunExceptionOfItsMessageAlone()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => throw new OwnRunException("two\nlines")));

        Assert.Equal(typeof(RunException), failure.GetType());
        Assert.Equal("two\nlines", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Exception_OfAnotherKind_ComesOutAsARunExceptionWithItsText()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => throw new FormatException("bad")));

        Assert.StartsWith("Running program '", failure.Message, StringComparison.Ordinal);
        Assert.Contains("' failed with an unhandled exception:\nSystem.FormatException: bad", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task ResourceException_WithAHiddenStack_ComesOutAsItsMessage()
    {
        var failure = await Assert.ThrowsAsync<RunException>(
            () => new MockRun().RunAsync(() => throw new ResourceException("bad", resource: null, hideStack: true)));

        Assert.Equal("bad", failure.Message);
    }

    [Fact]
    public async Task Exception_InAnApply_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(
            () => _ = Output.Create(1).Apply(int (_) => throw new RunException("in apply"))));

        Assert.Equal("in apply", failure.Message);
    }

    [Fact]
    public async Task Run_ThatFails_LeavesAnExitCodeBehind()
    {
        try
        {
            await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => throw new RunException("x")));

            Assert.Equal(32, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    [Fact]
    public async Task Exception_OfAMock_FailsTheRun()
    {
        var run = new MockRun { Resource = _ => throw new FormatException("no such type") };

        Assert.Contains("no such type", (await Assert.ThrowsAsync<RunException>(() => run.RunAsync(() => _ = new Thing("thing")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DependsOn_AFaultedOutput_FailsTheRunAndRegistersNothing()
    {
        var run = new MockRun();
        var gate = new TaskCompletionSource<Resource>();

        var failing = run.RunAsync(() =>
        {
            _ = new Thing("thing", null, new() { DependsOn = Output.Create(gate.Task) });
            gate.SetException(new RunException("refused"));
        });

        Assert.Contains("refused", Messages(await Assert.ThrowsAnyAsync<Exception>(() => failing)), StringComparison.Ordinal);
        Assert.Empty(run.Resources);
    }

    [Fact]
    public async Task Input_ThatFaults_FailsTheRunAndRegistersNothing()
    {
        var run = new MockRun();
        var gate = new TaskCompletionSource<string>();

        var failing = run.RunAsync(() =>
        {
            _ = new Thing("thing", new() { Text = Output.Create(gate.Task) });
            gate.SetException(new RunException("refused"));
        });

        Assert.Contains("refused", Messages(await Assert.ThrowsAnyAsync<Exception>(() => failing)), StringComparison.Ordinal);
        Assert.Empty(run.Resources);
    }

    [Fact]
    public async Task Resource_DependingOnAFailedOne_IsNotRegistered()
    {
        var run = new MockRun { Resource = args => args.Name == "bad" ? throw new RunException("refused") : ("id", args.Inputs) };

        await Assert.ThrowsAnyAsync<Exception>(() => run.RunAsync(() =>
        {
            var bad = new Thing("bad");
            _ = new Thing("after", null, new() { DependsOn = bad });
        }));

        Assert.Equal(["bad"], run.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task LoggedErrors_OfAProgram_FailTheRun()
    {
        var one = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => Log.Error("first")));
        var two = await Assert.ThrowsAsync<AggregateException>(() => new MockRun().RunAsync(() =>
        {
            Log.Error("first");
            Log.Error("second");
            Log.Warn("not counted");
        }));

        Assert.Equal("first", one.Message);
        Assert.Equal(["first", "second"], two.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal));
        Assert.All(two.InnerExceptions, inner => Assert.IsType<RunException>(inner));
    }

    [Fact]
    public async Task StackOutput_NeverAssigned_FailsNamingIt()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ForgetfulStack>(new MockRun()));

        Assert.Contains("'forgotten'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ConvertedToText_WarnsOrThrowsAsTheEnvironmentSays()
    {
        await new MockRun().RunAsync(() => Assert.Contains("[ToString]", Output.Create("x").ToString(), StringComparison.Ordinal));

        using (new EnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", "true"))
            await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => _ = $"{Output.Create("x")}"));
    }

    /// <summary>When the failed output and the registration that waits for it are both told in time, both are reported.</summary>
    private static string Messages(Exception failure)
        => failure is AggregateException many ? string.Join('\n', many.InnerExceptions.Select(inner => inner.Message)) : failure.Message;

    private sealed class OwnRunException(string message) : RunException(message, new FormatException("inner"));

    private sealed class ForgetfulStack : Stack
    {
        [Output("forgotten")]
        public Output<string> Forgotten { get; private set; } = null!;
    }
}
