using McpInfra.Checks;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Checks;

public sealed class CheckRunTests
{
    private static readonly Question First = Question.Of("first", "a", ["b c"], answer => answer.Code == 0 ? [Found.Ok(answer.Output)] : answer.Says("broken") ? [Found.Fail($"broken")] : [], Words.Own("the right"));

    private static readonly Question Second = Question.Of("second", "d", [], _ => [Found.Ok($"well")]) with { After = "first" };

    [Fact]
    public async Task Question_ThatIsAnswered_SaysWhatWasSeenAndHowItWasAsked()
    {
        var result = Assert.Single(await Asked.OfAsync(First, "seen"));

        Assert.Equal(("first", CheckVerdict.Ok, "seen", "a 'b c'", null), (result.Name, result.Verdict, result.Says.ToString(), result.Ran.ToString(), result.Mend));
    }

    [Theory]
    [InlineData(127, "", "unknown a is not on the PATH")]
    [InlineData(1, "An error occurred (AccessDeniedException) when calling X: canary-9", "unknown whoever asks may not read this; it takes the right")]
    [InlineData(1, "Error from server (Forbidden): x is forbidden: User canary-9", "unknown whoever asks may not read this; it takes the right")]
    [InlineData(255, "Unable to locate credentials", "unknown a has no credentials that are taken")]
    [InlineData(3, "canary-9", "unknown a ended with 3")]
    [InlineData(1, "it is broken: canary-9", "fail broken")]
    public async Task Question_ThatIsNotAnswered_IsNotKnownUnlessItSaysSomethingItself(int code, string error, string says)
    {
        var result = Assert.Single(await Asked.OfAsync(First, "", code, error));

        Assert.Equal(says, result.Text());
    }

    /// <summary>A question that takes any failure for an answer is not asked of a program that did not run.</summary>
    [Fact]
    public async Task Question_OfAProgramThatIsNotThere_SaysThatAndNothingElse()
    {
        var question = Question.Of("any", "a", [], _ => [Found.Fail($"does not answer")]);

        Assert.Equal("unknown a is not on the PATH", Assert.Single(await Asked.OfAsync(question, "", ProgramAnswer.NotThere)).Text());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData("""{"other": 1}""")]
    public async Task Question_AnswerThatIsNotUnderstood_IsNotKnown(string output)
    {
        var question = Question.OfJson("json", "a", [], _ => []);

        Assert.Equal("unknown a answered something that is not understood", Assert.Single(await Asked.OfAsync(question, output)).Text());
    }

    [Theory]
    [InlineData(0, "", "ok well", null, 2)]
    [InlineData(1, "broken", "unknown not asked: first comes first", "first", 1)]
    [InlineData(1, "what", "unknown not asked: first comes first", "first", 1)]
    public async Task Question_AfterAnother_IsAskedOnlyWhereThatIsWell(int code, string error, string says, string? waitsFor, int asked)
    {
        var programs = new AnsweringPrograms().Answer("a", "seen", code, error).Answer("d", "");

        var results = await Asked.AllAsync([First, Second], programs);

        Assert.Equal((says, waitsFor, asked), (results[1].Text(), results[1].WaitsFor, programs.Lines.Count));
    }

    /// <summary>Each waits until all of them run: one after the other they would wait for ever.</summary>
    [Fact]
    public async Task Questions_ThatDoNotNeedEachOther_AreAskedSideBySide()
    {
        using var all = new Barrier(4);
        var programs = new Programs((_, ended) => { Assert.True(all.SignalAndWait(TimeSpan.FromMinutes(1), ended)); return new ProgramAnswer(0, "x"); });

        var results = await Asked.AllAsync([.. Enumerable.Range(0, 4).Select(number => First with { Name = $"{number}" })], programs);

        Assert.Equal(["0", "1", "2", "3"], results.Select(result => result.Name));
    }

    [Fact]
    public async Task Question_ThatIsNotAnsweredInTime_IsNotKnownAndItsProgramStopped()
    {
        var stopped = false;
        var programs = new Programs((_, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            stopped = true;
            throw new OperationCanceledException(cancellation);
        });

        var result = Assert.Single(await CheckRun.RunAsync([First], programs, seconds: 0, CancellationToken.None));

        Assert.Equal(("unknown no answer within 0 seconds", true), (result.Text(), stopped));
    }

    [Fact]
    public async Task Questions_SomebodyStops_EndTheRun()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckRun.RunAsync([First], new AnsweringPrograms(), 600, stop.Token));
    }

    private sealed class Programs(Func<string, CancellationToken, ProgramAnswer> run) : IPrograms
    {
        public Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default) =>
            Task.Run(() => run(program, cancellation), CancellationToken.None);
    }
}
