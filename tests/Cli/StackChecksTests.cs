using System.Text.Json.Nodes;
using McpInfra.Cli;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Tests.Live;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary><c>doctor</c> and <c>status</c> as a person or a pipeline runs them, on programs that answer as they are told to.</summary>
public sealed class StackChecksTests
{
    private const string Token = "ghp_Zx81kQmPw7RtYb3NcVdL5sHf2JgTa9Ue4WoX";

    private const string Word = "winterHills22";

    public static TheoryData<string> Verbs => ["doctor", "status"];

    [Fact]
    public async Task Doctor_OneThingWrong_SaysHowItWasAskedAndWhatMendsIt()
    {
        var run = await RunAsync(Doctor().Fail("aws iam get-open-id-connect-provider", "(NoSuchEntity)").Fail("aws iam get-role", "(AccessDenied)"), "doctor");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Snapshot.Matches("doctor.txt", run.Output);
    }

    [Fact]
    public async Task Status_OneThingWrong_SaysHowItWasAskedAndWhatMendsIt()
    {
        var world = World();
        var condition = world.OfKind("ExternalSecret")[0]!["status"]!["conditions"]![0]!;
        (condition["status"], condition["reason"]) = ("False", "SecretSyncedError");

        var run = await RunAsync(world.Programs(), "status");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Snapshot.Matches("status.txt", run.Output);
    }

    [Fact]
    public async Task Status_AllWell_ExitsWithNought()
    {
        var run = await RunAsync(World().Programs(), "status", "--all");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("ran   helm history mcp ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NothingKnown_IsNoFault()
    {
        var programs = Doctor().Fail("aws iam get-role", "(AccessDenied)");

        var run = await RunAsync(programs, "doctor", "--format", "json");

        var unknown = Checks(run).Single(check => (string)check!["name"]! == "role mcp-dev-reader")!;
        Assert.Equal("unknown", (string)unknown["verdict"]!);
        Assert.Equal(["chart"], Checks(run).Where(check => (string)check!["verdict"]! == "fail").Select(check => (string)check!["name"]!));
    }

    /// <summary>That helm is not there is told once, by the question that is about it.</summary>
    [Fact]
    public async Task Doctor_WithoutHelm_DoesNotAskForTheChart()
    {
        var run = await RunAsync(new AnsweringPrograms(), "doctor", "--format", "json");

        var chart = Checks(run).Single(check => (string)check!["name"]! == "chart")!;
        Assert.Equal(("unknown", "helm"), ((string)chart["verdict"]!, (string)chart["waitsFor"]!));
    }

    /// <summary>What that command says of its own options is none of this one's.</summary>
    [Fact]
    public async Task Doctor_ChartThatPrintsTooMuch_SaysSoInALine()
    {
        var run = await RunAsync(new EndlessHelm(Doctor()), "doctor");

        Assert.Matches("  fail +chart +The check was stopped, which says nothing of the chart: 'helm pull' printed more than", run.Output);
        Assert.DoesNotContain("--size-limit", run.Output, StringComparison.Ordinal);
        Assert.Contains("run the line, which says what to do", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Json_EveryField_IsOnThePage(string verb)
    {
        var run = await RunAsync(new AnsweringPrograms(), verb, "--format", "json");

        var json = JsonNode.Parse(run.Output)!;
        var page = File.ReadAllText(Repository.At("docs", "operate.md"));
        Assert.Equal(1, (int)json["version"]!);
        var fields = json["stacks"]![0]!["checks"]!.AsArray().SelectMany(check => check!.AsObject().Select(field => field.Key)).Distinct().ToList();
        Assert.Contains("waitsFor", fields);
        Assert.All(fields, field => Assert.Contains($"| `.checks[].{field}` |", page, StringComparison.Ordinal));
        Assert.All(json["stacks"]![0]!.AsObject(), field => Assert.Contains($"`.{field.Key}", page, StringComparison.Ordinal));
        Assert.All(json.AsObject(), field => Assert.Contains($"| `{field.Key}", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Cluster_ItsStack_IsAskedAboutToo(string verb)
    {
        using var project = new TemporaryProject().With("cluster-dev", StackYaml.Cluster.Text);

        var run = await RunAsync(project, NeedsTests.Cluster(), verb);

        Assert.StartsWith("cluster-dev\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Stack_ThatCannotBeUsed_IsToldAndTheOthersAreAskedAbout(string verb)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).With("qa", StackYaml.Baseline.With("mcp-infra:delivery", "nothing").Text);

        var run = await RunAsync(project, new AnsweringPrograms(), verb);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stack qa has 1 problem", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("dev\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3601")]
    [InlineData("soon")]
    public async Task TimeLimit_ThatIsNone_IsRefused(string limit) =>
        Assert.Equal(2, (await RunAsync(new AnsweringPrograms(), "doctor", "--time-limit", limit)).ExitCode);

    /// <summary>Each answer by itself is one of tokens alone; the errors and what is not asked for hold a word that nobody would know.</summary>
    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Answers_FullOfSecrets_AreNotShown(string verb)
    {
        var clean = verb == "doctor" ? Doctor() : World().Programs();
        await RunAsync(clean, verb);
        var lines = clean.Lines.Distinct().ToList();
        Assert.InRange(lines.Count, 8, 60);

        foreach (var line in lines)
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                foreach (var format in (string[])["text", "json"])
                {
                    var run = await RunAsync(new Tainted(verb == "doctor" ? Doctor() : World().Programs(), line, way), verb, "--format", format, "--all");

                    Assert.DoesNotContain(Token, run.Output + run.Error, StringComparison.Ordinal);
                    // Helm's words about a chart are shown, as chart check shows them: what they quote is the chart's.
                    if (way != Way.Error || !line.StartsWith("helm ", StringComparison.Ordinal))
                        Assert.DoesNotContain(Word, run.Output + run.Error, StringComparison.Ordinal);
                    Assert.InRange(run.ExitCode, 0, 1);
                }
            }
        }
    }

    private enum Way
    {
        Tokens,
        Fields,
        Error,
    }

    /// <summary>Programs of which one answers with secrets.</summary>
    private sealed class Tainted(IPrograms programs, string line, Way way) : IPrograms
    {
        public async Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default)
        {
            var answer = await programs.RunAsync(program, arguments, input, longest, cancellation);
            if ($"{program} {string.Join(' ', arguments)}" != line)
                return answer;
            return way switch
            {
                Way.Error => new ProgramAnswer(1, Word, $"error: {Word} {Token}"),
                _ when answer.Output.Length == 0 || answer.Output[0] is not ('{' or '[') => answer with { Output = answer.Output + " " + Token + " " + Word },
                Way.Tokens => answer with { Output = Of(JsonNode.Parse(answer.Output)!, _ => Token).ToJsonString() },
                _ => answer with { Output = Beside(JsonNode.Parse(answer.Output)!).ToJsonString() },
            };
        }

        private static JsonNode Of(JsonNode node, Func<string, string> text) => node switch
        {
            JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? null : Of(entry.Value, text)))),
            JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Of(item, text))]),
            JsonValue value when value.TryGetValue<string>(out var was) => JsonValue.Create(text(was)),
            _ => node.DeepClone(),
        };

        /// <summary>Every map has a value, some variables and a message of secrets.</summary>
        private static JsonNode Beside(JsonNode node)
        {
            if (node is JsonObject map)
            {
                var more = new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? null : Beside(entry.Value))));
                more["data"] ??= new JsonObject { ["PASSWORD"] = Word };
                more["env"] ??= new JsonArray(new JsonObject { ["name"] = "PASSWORD", ["value"] = Word });
                more["message"] = $"{Word} {Token}";
                return more;
            }

            return node is JsonArray list ? new JsonArray([.. list.Select(item => item is null ? null : Beside(item))]) : node.DeepClone();
        }
    }

    private static AnsweringPrograms Doctor() => NeedsTests.Cluster().Fail("helm pull", "Error: no such host");

    /// <summary>The command takes the time of the machine, so that its objects are read in a future that never comes.</summary>
    private static LiveWorld World()
    {
        var world = new LiveWorld(StackYaml.Baseline.Load());
        foreach (var status in world.Objects.SelectMany(list => list).Select(made => made!["status"]!))
            status["refreshTime"] = "9999-01-01T00:00:00Z";
        return world;
    }

    private static JsonArray Checks(ToolRun run) => JsonNode.Parse(run.Output)!["stacks"]![0]!["checks"]!.AsArray();

    private static async Task<ToolRun> RunAsync(IPrograms programs, params string[] args)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text);
        return await RunAsync(project, programs, args);
    }

    private static async Task<ToolRun> RunAsync(TemporaryProject project, IPrograms programs, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CliApp.RunAsync(args, project.PathOf("."), output, error, programs: programs, terminal: Terminal.None with { Width = int.MaxValue });
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Renders without an end; tells its version as another does.</summary>
    private sealed class EndlessHelm(IPrograms others) : IPrograms
    {
        public Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default) =>
            program == "helm" && arguments[0] != "version" ? Task.FromResult(new ProgramAnswer(0, "") { IsCut = true }) : others.RunAsync(program, arguments, input, longest, cancellation);
    }
}
