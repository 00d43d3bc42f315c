using System.Reflection;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>That none can be forgotten: what is added to one list of backends is in the others, and has answered everything.</summary>
public sealed class BackendTests
{
    private static IReadOnlyList<StackSettings> Stacks => [StackYaml.Baseline.Load(), .. BackendStacks.All.Keys.Select(name => BackendStacks.Load(name))];

    [Fact]
    public void Settings_OfEachBackend_HaveAWordAndAStackOfTheTests()
    {
        var records = typeof(BackendSettings).GetNestedTypes(BindingFlags.NonPublic).Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(BackendSettings)));

        Assert.Equal(Names(records), Names(Stacks.Select(stack => stack.Backend.GetType())));
        Assert.Equal(BackendReader.All.Select(choice => choice.Word).Order(), Stacks.Select(stack => stack.Backend.Word).Distinct().Order());
    }

    [Fact]
    public void Of_SettingsOfEachBackend_IsItsOwnClass()
    {
        var classes = typeof(Backend).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Backend)));

        Assert.Equal(Names(classes), Names(Stacks.Select(stack => Backend.Of(LoadedStack.Of(stack)).GetType())));
    }

    /// <summary>Whoever pastes what stands below the first line runs it, and types nothing of the words into a shell.</summary>
    [Fact]
    public void PutLines_OfEachBackend_HoldWordsOnTheFirstLineAndCommandsBelow()
    {
        var lines = Stacks.Append(StackYaml.Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external").Load())
            .SelectMany(stack => Backend.Of(LoadedStack.Of(stack)).PutLines).Select(words => words.ToString().Split('\n')).ToList();

        Assert.Contains(lines, line => line.Length > 1);
        Assert.All(lines, line => Assert.DoesNotMatch("(aws|az|vault|gcloud) ", line[0]));
        Assert.All(lines.SelectMany(line => line.Skip(1)), line => Assert.Matches(@"^(gcloud|dotnet run --project infra -- secret put) [^"",{}]*\z", line));
    }

    /// <summary>What a new one would have without saying so.</summary>
    [Theory]
    [InlineData(typeof(Backend))]
    [InlineData(typeof(BackendSettings))]
    public void Answers_OfTheBase_AreAllAbstract(Type start)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var bases = start.Assembly.GetTypes().Where(type => type.IsAbstract && (type == start || type.IsSubclassOf(start)));

        Assert.All(bases, type => Assert.DoesNotContain(
            type.GetMethods(declared).Where(method => !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))),
            method => method is { IsVirtual: true, IsAbstract: false, IsFinal: false }));
    }

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Distinct().Order(StringComparer.Ordinal);
}
