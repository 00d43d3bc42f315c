using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>The commands that messages print, run as a person would run them.</summary>
public partial class FixCommandTests
{
    /// <summary>What a person writes in place of the words in capitals that a command leaves to them.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["ACCOUNT"] = StackYaml.AccountId,
        ["CONTEXT"] = "mcp-dev",
        ["DATABASE_HOST"] = "db.example.com",
        ["ID"] = "0123456789abcdef",
        ["NAME"] = "name",
        ["REDIS_HOST"] = "redis.example.com",
        ["REGION"] = "eu-west-1",
        ["SUFFIX"] = "AbCdEf",
        ["VALUE"] = "SecretStore",
    };

    [PulumiCliFact]
    public void Fix_OfEveryKindOfBadStack_RunsAndMendsIt()
    {
        var stacks = BadStacks.All.Where(bad => bad is { Stack: "dev", Fix: not null }).DistinctBy(ShapeOfFix).ToList();
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(stacks.Chunk((stacks.Count / 2) + 1), some =>
        {
            using var pulumi = new PulumiCli();
            pulumi.Shell("pulumi stack init dev");
            var salt = File.ReadAllText(pulumi.StackFile("dev"));
            foreach (var bad in some)
                Mend(pulumi, bad, salt).ForEach(failures.Add);
        });

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
        Assert.InRange(stacks.Count, 80, int.MaxValue);
    }

    /// <summary>Each setting command is a shape of its own; removals differ in how deep and how quoted their path is.</summary>
    private static string ShapeOfFix(BadStack bad) => bad.Fix!.Contains("config rm", StringComparison.Ordinal)
        ? Word().Replace(bad.Path, "a")
        : bad.Path + bad.Says;

    /// <summary>Runs the command of one bad stack; what is wrong afterwards, or nothing.</summary>
    private static List<string> Mend(PulumiCli pulumi, BadStack bad, string salt)
    {
        var text = salt + bad.Yaml.Text;
        var problem = StackYaml.ProblemsOf(text).First(problem => problem.Path == bad.Path && problem.Message.Contains(bad.Says, StringComparison.Ordinal));
        File.WriteAllText(pulumi.StackFile("dev"), text);
        var line = InCapitals().Replace(problem.Fix!, word => Known.GetValueOrDefault(word.Value, word.Value));
        var (code, output) = pulumi.TryShell(line, BadStacks.Canary + "\n");
        var after = File.ReadAllText(pulumi.StackFile("dev"));
        var isLeft = StackYaml.ProblemsOf(after).Any(other => other.Path == problem.Path && other.Message == problem.Message);
        return code != 0 || (bad.FixIsComplete && isLeft) ? [$"{bad.Name}: {line}\n{output}\n{after}"] : [];
    }

    [PulumiCliFact]
    public void Load_ShippedStack_MeansTheSameToTheRealEngine()
    {
        using var pulumi = new PulumiCli();
        foreach (var stack in Stacks.Names)
        {
            File.Copy(Repository.At($"Pulumi.{stack}.yaml"), pulumi.StackFile(stack));
            pulumi.Shell("pulumi stack init " + stack);

            Assert.Equal(SourcesAgreeTests.Shown(Stacks.Shipped(stack)), SourcesAgreeTests.Shown(FromEngine(pulumi, stack)));
        }
    }

    [PulumiCliFact]
    public void Load_EveryKeyAndAnEncryptedValue_MeansTheSameToTheRealEngine()
    {
        using var pulumi = new PulumiCli();
        pulumi.Shell("pulumi stack init dev");
        File.AppendAllText(pulumi.StackFile("dev"), StackYaml.Everything.Text);
        foreach (var name in (string[])["SMTP_PASSWORD", "REDIS_PASSWORD"])
            pulumi.Shell($"pulumi config set --stack dev --secret --path 'mcp-infra:secretValues.{name}'", BadStacks.Canary + "\n");

        var file = StackLoader.Load(StackYaml.SourceOf(File.ReadAllText(pulumi.StackFile("dev")))).Settings;
        var engine = FromEngine(pulumi, "dev");

        Assert.Equal(SourcesAgreeTests.Shown(file), SourcesAgreeTests.Shown(engine));
        Assert.Equal(BadStacks.Canary, engine.SecretValues["SMTP_PASSWORD"].Reveal());
        Assert.NotEqual(BadStacks.Canary, file.SecretValues["SMTP_PASSWORD"].Reveal());
    }

    private static StackSettings FromEngine(PulumiCli pulumi, string stack)
    {
        var config = JsonDocument.Parse(pulumi.Shell($"pulumi config --json --show-secrets --stack {stack}")).RootElement.EnumerateObject().ToList();
        var values = config.ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("value").GetString()!);
        var secretKeys = config.Where(entry => entry.Value.GetProperty("secret").GetBoolean()).Select(entry => entry.Name);
        return StackLoader.Load(new PulumiConfigSource(stack, values.GetValueOrDefault,
            name => name == "PULUMI_CONFIG" ? JsonSerializer.Serialize(values) : JsonSerializer.Serialize(secretKeys), PulumiProject.Around(Repository.Root))).Settings;
    }

    [GeneratedRegex("[A-Za-z0-9_-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.'])(?<word>[A-Z]+(_[A-Z]+)?)(?![A-Za-z0-9_.])")]
    private static partial Regex InCapitals();
}
