using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Chart.Check;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Migration;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Plaintext;

/// <summary>Every sign through everybody who asks the judge: who finds what is what the table of <see cref="Callers"/> says, and nothing else.</summary>
[Collection(PulumiCollection.Name)]
public sealed partial class EverySignThroughEveryCallerTests
{
    /// <summary>By what the door is called: who judges behind it, and whether a sample was found there.</summary>
    private static readonly Dictionary<string, (Caller[] Callers, Func<SignSample, Task<bool>> Finds)> Doors = new()
    {
        ["stack file"] = ([Caller.StackFile], sample => Task.FromResult(OfStackFile(sample))),
        ["preview of a stack file"] = ([Caller.StackFile, Caller.Guard], OfPreviewAsync),
        ["values file"] = ([Caller.Audit], sample => OfAuditAsync(sample, "--values", $"{{{sample.Yaml()[1..]}\n")),
        ["manifest"] = ([Caller.Audit], sample => OfAuditAsync(sample, "--manifests", $"apiVersion: example.com/v1\nkind: Thing\nmetadata: {{name: a}}\nspec: {sample.Yaml()}\n")),
        ["guard"] = ([Caller.Guard], sample => Task.FromResult(OfGuard(sample))),
        ["rendered file"] = ([Caller.RenderedFile], sample => Task.FromResult(new FileGuard(sample.Holder()).Inspect("dev/values.yaml", sample.Tree()).Count > 0)),
        ["migrate"] = ([Caller.Migrate], sample => Task.FromResult(OfMigrate(sample))),
        ["chart check"] = ([Caller.ChartCheck], sample => Task.FromResult(ChartFacts.CredentialsIn(YamlReader.ReadWhole(sample.Yaml(), YamlRules.Manifests), "").Any())),
        ["sealed file"] = ([Caller.SealedFile], sample => Task.FromResult(OfSealedFile(sample))),
        ["baseline"] = ([Caller.Guard, Caller.Message], OfBaselineAsync),
        ["name in a message"] = ([Caller.Message], sample => Task.FromResult(PlacePath.IsWithheld(sample.Text, sample.Holder()))),
        ["text in a message"] = ([Caller.Message], sample => Task.FromResult(OfMessage(sample))),
    };

    /// <summary>What a door passes over although its table has it, and why.</summary>
    private static readonly Dictionary<(string Door, SignKind Kind), string> Exceptions = new()
    {
        [("text in a message", SignKind.Opaque)] = "a message may tell a digest, a version or an id; what was refused as random is withheld as a text of the run",
        [("baseline", SignKind.Opaque)] = "the same: an old digest is told beside the new one",
        [("baseline", SignKind.Held)] = "a run of preview holds nothing but what is encrypted, and never decrypts it",
        [("preview of a stack file", SignKind.Held)] = "the same",
    };

    public static TheoryData<string, string> Everything()
    {
        var data = new TheoryData<string, string>();
        foreach (var door in Doors.Keys)
        {
            foreach (var sample in SignSamples.All)
                data.Add(door, sample.Title);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Sign_AtADoor_IsFoundIfTheTableSaysSo(string door, string title)
    {
        var sample = SignSamples.Called(title);
        var (callers, finds) = Doors[door];

        var counting = sample with { Kinds = [.. sample.Kinds.Where(kind => !Exceptions.ContainsKey((door, kind)))] };

        Assert.Equal(counting.CountsFor(callers), await finds(sample));
    }

    [Fact]
    public void Samples_EverySignAndEveryCaller_AreAmongThem()
    {
        Assert.Equal(Enum.GetValues<SignKind>(), SignSamples.All.SelectMany(sample => sample.Kinds).Distinct().Order());
        Assert.Equal(Enum.GetValues<Caller>(), Doors.Values.SelectMany(door => door.Callers).Distinct().Order());
        Assert.All(Enum.GetValues<SignKind>().Except([SignKind.Opaque]), kind => Assert.Contains(SignSamples.All, sample => sample.Kinds is [var only] && only == kind));
    }

    [Fact]
    public void Contributing_TableOfSignsByCaller_IsTheOneOfTheCode()
    {
        var callers = Enum.GetValues<Caller>();
        var rows = Enum.GetValues<SignKind>().Select(kind => $"| {InWords(kind)} | {string.Join(" | ", callers.Select(caller => Callers.Counts(caller).Contains(kind) ? "yes" : "-"))} |");
        var table = $"| sign | {string.Join(" | ", callers.Select(caller => InWords(caller)))} |\n|{string.Concat(Enumerable.Repeat(" --- |", callers.Length + 1))}\n{string.Join('\n', rows)}\n";

        Assert.Contains(table, File.ReadAllText(Repository.At("CONTRIBUTING.md")), StringComparison.Ordinal);
    }

    private static string InWords<T>(T word)
        where T : struct, Enum => Capital().Replace(word.ToString(), " $0").Trim().ToLowerInvariant();

    private static bool OfStackFile(SignSample sample)
    {
        try
        {
            StackLoader.Load(StackYaml.Baseline.With("mcp-infra:values", sample.Yaml()).Source(), sample.Holder());
            return false;
        }
        catch (SettingsException refused)
        {
            Assert.DoesNotContain(sample.Text, refused.Message, StringComparison.Ordinal);
            return refused.Problems.Any(problem => problem.Kind == ProblemKind.Plaintext);
        }
    }

    /// <summary>What the settings own is refused as that, so that such a text never gets to the guard.</summary>
    private static async Task<bool> OfPreviewAsync(SignSample sample)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values", sample.Yaml()).Text);
        var run = await project.RunAsync("preview");
        AssertSane(run);
        if (run.ExitCode != 0)
            Assert.DoesNotContain(sample.Text, run.Output + run.Error, StringComparison.Ordinal);
        return run.ExitCode != 0;
    }

    private static async Task<bool> OfAuditAsync(SignSample sample, string option, string text)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("file.yaml", text);
        var run = await project.RunAsync("audit", option, "file.yaml", "--fail-on", "warning", "--format", "json");
        AssertSane(run);
        var isFound = run.Output.Contains("\"rule\": \"MCP00", StringComparison.Ordinal);
        if (isFound && !sample.Kinds.Contains(SignKind.Placeholder))
            Assert.DoesNotContain(sample.Text, run.Output + run.Error, StringComparison.Ordinal);
        return isFound;
    }

    private static bool OfGuard(SignSample sample) => new PlaintextRules(sample.Holder())
        .Check("kubernetes:helm.sh/v3:Release", (MappingNode)YamlData.OfData(new Dictionary<string, object?> { ["values"] = sample.Tree() })).Any();

    /// <summary>What is found stands in no file that is written.</summary>
    private static bool OfMigrate(SignSample sample)
    {
        var plan = AnyValuesTests.Plan(sample.Yaml() + "\n");
        if (plan.Found.Count > 0)
        {
            Assert.DoesNotContain(sample.Text, plan.StackText, StringComparison.Ordinal);
            Assert.DoesNotContain(sample.Text, McpInfra.Migration.References.ToFile(McpInfra.Migration.References.BesideInline(plan), plan.Place), StringComparison.Ordinal);
            Assert.DoesNotContain(sample.Text, McpInfra.Migration.References.ToFile(McpInfra.Migration.References.InPlaceOfInline(plan), plan.Place), StringComparison.Ordinal);
        }

        return plan.Found.Count > 0;
    }

    private static bool OfSealedFile(SignSample sample)
    {
        var text = SealedProject.File("mcp-gateway-encryption", "AUTH_ENCRYPTION_SECRET")
            .Replace("spec:\n  enc", $"  annotations: {{{sample.Name}: {YamlText.Quoted(sample.Text)}}}\nspec:\n  enc", StringComparison.Ordinal);
        using var project = SealedProject.Complete();
        var problems = new Problems("dev", sample.Holder());
        var settings = BackendStacks.Sealed.Load(files: project.Files);
        var needed = new Dictionary<string, SecretObject>();

        new SealedFileRules(settings, new SealedDocument("sealed/dev/encryption.yaml", YamlReader.ReadWhole(text, YamlRules.Manifests)!), problems).Check(needed);

        Assert.DoesNotContain(problems.Errors, problem => problem.Message.Contains(sample.Text, StringComparison.Ordinal));
        return problems.Errors.Any(problem => problem.Message.Contains("looks like a secret", StringComparison.Ordinal));
    }

    private static async Task<bool> OfBaselineAsync(SignSample sample)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values.app", "{other: new}").Text);
        var before = (await Before.Value).Replace("\"values.app.was\": \"old\"", $"\"values.{sample.Path}\": {System.Text.Json.JsonSerializer.Serialize(sample.Text)}", StringComparison.Ordinal);
        project.WithFile("b.json", before);

        var run = await project.RunAsync("preview", "--baseline", "b.json", "--format", "json");

        AssertSane(run);
        // Longer values are cut.
        var texts = Strings(System.Text.Json.JsonDocument.Parse(run.Output).RootElement).ToList();
        var beginning = Visible.Of(sample.Text)[..Math.Min(30, Visible.Of(sample.Text).Length)];
        var isShown = texts.Exists(text => text.Contains(beginning, StringComparison.Ordinal));
        Assert.True(isShown || texts.Exists(text => text.Contains(Judge.Withheld, StringComparison.Ordinal)), run.Output);
        return !isShown;
    }

    private static readonly Lazy<Task<string>> Before = new(async () =>
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values.app", "{was: old}").Text);
        return (await project.RunAsync("preview", "--format", "json")).Output;
    });

    private static IEnumerable<string> Strings(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(entry => Strings(entry.Value)),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        System.Text.Json.JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static bool OfMessage(SignSample sample)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var printer = new Printer(output, output, sample.Holder());
        printer.Line($"the value {sample.Text}");
        return output.ToString().Contains(Judge.Withheld, StringComparison.Ordinal);
    }

    private static void AssertSane(ToolRun run)
    {
        Assert.InRange(run.ExitCode, 0, 2);
        Assert.DoesNotContain("a fault of mcp-infra itself", run.Output + run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
