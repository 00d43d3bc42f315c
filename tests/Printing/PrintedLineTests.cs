using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>Every line that a message, a preview, a plan, a rendered file or a page gives to a person to paste.</summary>
[Collection(PulumiCollection.Name)]
public sealed class PrintedLineTests
{
    [Fact]
    public async Task Lines_All_AreOfKnownProgramsWithOptionsThatTheyHave()
    {
        var lines = await PrintedLines.AllAsync();
        var faults = lines.Select(line => (Line: line, Fault: KnownCommands.FaultOf(line))).Where(line => line.Fault is not null).Select(line => $"{line.Fault}: {line.Line}").ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(KnownCommands.Tools, tool => Assert.Contains(lines, line => line.StartsWith(tool + " ", StringComparison.Ordinal) || line.Contains($"| {tool} ", StringComparison.Ordinal)));
        Assert.InRange(lines.Count, 200, int.MaxValue);
    }

    [Theory]
    [InlineData("pulumi config set --stack dev mcp-infra:namespace mcp dev", "takes no 3 arguments")]
    [InlineData("pulumi config set --stack dev --plain mcp-infra:namespace mcp", "has no --plain")]
    [InlineData("pulumi config set --stack dev", "takes no 0 arguments")]
    [InlineData("pulumi config set --stack dev -- mcp-infra:a -0", null)]
    [InlineData("pulumi config set --stack dev -- mcp-infra:a --plain b", "takes no 3 arguments")]
    [InlineData("pulumi config rm mcp-infra:a --stack", "no value")]
    [InlineData("pulumi config cp mcp-infra:a", "is not known")]
    [InlineData("aws secretsmanager put-secret-value --secret-id a # {\"KEY\": \"...\"}", null)]
    [InlineData("aws secretsmanager put-secret-value --secret-id a, then type", "takes no 2 arguments")]
    [InlineData("aws secretsmanager put-secret-value --secret-id a {\"KEY\"}", "unquoted {")]
    [InlineData("aws secretsmanager put-secret-value --secret-id 'a", "a quote is left open")]
    [InlineData("kubectl get pods && kubectl get $(kubectl describe a", "a bracket is left open")]
    [InlineData("echo $(kubectl describe a --watch)", "has no --watch")]
    [InlineData("kubectl get \"$(kubectl describe a --watch)\"", "has no --watch")]
    [InlineData("kubectl annotate externalsecret a* b=c", "unquoted *")]
    [InlineData("pulumi config rm --stack dev '<key>'", "left to guess")]
    [InlineData("pulumi import a b c --parent 'urn:...'", "left to guess")]
    [InlineData("run pulumi up", "no known program")]
    public void FaultOf_LineThatIsWrong_SaysWhy(string line, string? fault)
    {
        if (fault is null)
            Assert.Null(KnownCommands.FaultOf(line));
        else
            Assert.Contains(fault, KnownCommands.FaultOf(line), StringComparison.Ordinal);
    }

    /// <summary>With <c>--help</c> behind its options the real program reads the options and does nothing.</summary>
    [PulumiCliFact]
    public async Task Lines_OfPulumi_AreReadByTheRealProgram()
    {
        var lines = (await PrintedLines.AllAsync()).SelectMany(ShellText.Commands).Where(words => words[0] == "pulumi").DistinctBy(Shape).ToList();
        using var pulumi = new PulumiCli();
        var faults = new List<string>();

        foreach (var line in lines.Select(words => string.Join(' ', words.TakeWhile(word => word != "--").Append("--help").Concat(words.SkipWhile(word => word != "--")).Select(word => Shell.Word(word)))))
        {
            var (code, output) = pulumi.TryShell(line);
            if (code != 0)
                faults.Add($"{line}\n{output}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.InRange(lines.Count, 8, 40);
    }

    /// <summary>An option of <c>aws</c> is a member of the operation's input, or one of the few of the command line itself.</summary>
    [AwsModelsFact]
    public void Options_OfAws_AreThoseOfTheServicesOwnModels()
    {
        string[] ofTheCommandLine = ["--region", "--query", "--output", "--max-items"];
        var held = new List<string>();
        foreach (var (command, options) in KnownCommands.OptionsOf("aws"))
        {
            if (command.Split(' ') is not [_, var service, var operation] || AwsModels.OptionsOf(service, operation) is not { } published)
                continue;
            Assert.True(published.Count > 0 || options.All(option => ofTheCommandLine.Contains(option.TrimEnd('='))), $"{command} is no operation");
            Assert.Subset(published.Concat(ofTheCommandLine).ToHashSet(), options.Select(option => option.TrimEnd('=')).ToHashSet());
            held.Add(service);
        }

        Assert.Equal(["iam", "kms", "secretsmanager", "sts"], held.Distinct().Order());
    }

    private static string Shape(IReadOnlyList<string> words) => string.Join(' ', words.Where((word, index) => index < 3 || word.StartsWith('-')).Select(word => word.Split('=')[0]).Distinct());
}
