using System.Collections.Concurrent;
using McpInfra.Plaintext;
using McpInfra.Programs;

namespace McpInfra.Tests.Support;

/// <summary>Programs that answer as they are told to, by how their line begins; one of which nothing is told is not there.</summary>
internal sealed class AnsweringPrograms : IPrograms
{
    private readonly List<(string Line, ProgramAnswer Answer)> _answers = [];

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What was run, in no order.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>A later answer takes the place of an earlier one.</summary>
    public AnsweringPrograms Answer(string line, string output, int code = 0, string error = "")
    {
        _answers.Insert(0, (line, new ProgramAnswer(code, output, error)));
        return this;
    }

    public AnsweringPrograms Fail(string line, string error, int code = 1) => Answer(line, "", code, error);

    public Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default)
    {
        var line = $"{program} {string.Join(' ', arguments)}";
        _lines.Enqueue(line);
        return Task.FromResult(_answers.FirstOrDefault(known => line.StartsWith(known.Line, StringComparison.Ordinal)).Answer ?? new ProgramAnswer(ProgramAnswer.NotThere, ""));
    }
}
