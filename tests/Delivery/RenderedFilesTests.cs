using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>What the files for every tool have in common.</summary>
public sealed class RenderedFilesTests
{
    public static TheoryData<string> Tools => [.. Rendered.Tools.Select(tool => tool.ToString())];

    [Theory]
    [MemberData(nameof(Tools))]
    public void Files_ShippedStacks_AreAsReviewed(string tool)
    {
        var word = FileHeader.Word(Enum.Parse<GitOpsTool>(tool));
        var files = Rendered.Shipped(Enum.Parse<GitOpsTool>(tool));

        Snapshot.Matches($"render/{word}.txt", string.Concat(files.Select(file => file.Path + "\n")));
        foreach (var file in files)
            Snapshot.Matches($"render/{word}/{file.Path}", file.Content);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Files_ShippedStacks_BeginWithTheCommandAndEndWithOneNewline(string tool)
    {
        var word = FileHeader.Word(Enum.Parse<GitOpsTool>(tool));
        foreach (var file in Rendered.Shipped(Enum.Parse<GitOpsTool>(tool)))
        {
            if (file.Path.EndsWith("/README.md", StringComparison.Ordinal))
            {
                Assert.StartsWith($"<!-- {FileHeader.Mark[2..]}\n    dotnet run --project infra -- render {word} --out DIR -->\n\n# {file.Path.Split('/')[0]}\n\n", file.Content, StringComparison.Ordinal);
                Assert.EndsWith("\n```\n", file.Content, StringComparison.Ordinal);
                continue;
            }

            Assert.StartsWith($"{FileHeader.Mark}\n#   dotnet run --project infra -- render {word} --out DIR\n", file.Content, StringComparison.Ordinal);
            Assert.EndsWith("\n", file.Content, StringComparison.Ordinal);
            Assert.False(file.Content.EndsWith("\n\n", StringComparison.Ordinal), file.Path);
            Assert.DoesNotContain('\r', file.Content);
            Assert.Equal(Tree.Shown(file.Document), Tree.Shown(Tree.OfYaml(file.Content)));
        }
    }

    [Fact]
    public void Files_CombinationsOfModes_CarryNoCanaryAndPassTheGuard()
    {
        foreach (var (name, settings, canaries) in Stacks.EveryPairOfModes())
        {
            var files = Rendered.Tools.SelectMany(tool => Rendered.Of(tool, settings)).ToList();
            canaries.AssertNoneIn(name, string.Concat(files.Select(file => file.Path + file.Content)));
            Assert.All(files, file => Assert.Empty(new FileGuard(new HeldSecrets()).Inspect(file.Path, file.Document)));
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Files_TwoEnvironments_ShareNoSecretPathRoleNamespaceOrStore(string tool)
    {
        var files = Rendered.Shipped(Enum.Parse<GitOpsTool>(tool));
        var own = Stacks.Names.ToDictionary(stack => stack, stack => OwnWords(Stacks.Shipped(stack)));
        foreach (var stack in Stacks.Names)
        {
            var text = string.Concat(files.Where(file => file.Path.StartsWith(stack + "/", StringComparison.Ordinal)).Select(file => file.Content));
            Assert.Contains(own[stack][0], text, StringComparison.Ordinal);
            foreach (var foreign in own.Where(other => other.Key != stack).SelectMany(other => other.Value))
                Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Files_RenderedTwiceFromShuffledSettings_AreEqual(string tool)
    {
        var settings = Stacks.Shipped("prod");
        var shuffled = settings with
        {
            Values = Shuffled(settings.Values),
            Delivery = settings.Delivery with { Fleet = settings.Delivery.Fleet with { ClusterLabels = new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" } } },
        };
        var sorted = shuffled with
        {
            Values = settings.Values,
            Delivery = settings.Delivery with { Fleet = settings.Delivery.Fleet with { ClusterLabels = new Dictionary<string, string> { ["a"] = "2", ["b"] = "1" } } },
        };

        Assert.Equal(
            Rendered.Of(Enum.Parse<GitOpsTool>(tool), sorted).Select(file => (file.Path, file.Content)),
            Rendered.Of(Enum.Parse<GitOpsTool>(tool), shuffled).Select(file => (file.Path, file.Content)));
    }

    [Fact]
    public void Files_StackWithARoleMadeElsewhere_NameThatRole()
    {
        const string role = "arn:aws:iam::123456789012:role/platform/readers/mcp";
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            settings = settings.With(aws => aws with { Identity = aws.Identity with { ReaderRoleArn = role } });
            var text = string.Concat(Rendered.Of(GitOpsTool.Manifests, settings).Select(file => file.Content));

            Assert.Contains(role, text, StringComparison.Ordinal);
            Assert.DoesNotContain(ReaderPolicies.RoleName(settings.Aws, settings.Environment), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FileGuard_CredentialOfTheChart_IsFoundWhereverATheToolPutsValues()
    {
        foreach (var tool in Rendered.Tools)
        {
            var settings = Stacks.Shipped("dev");
            settings = settings with { Values = new Dictionary<string, object?> { ["mcpContextForge"] = new Dictionary<string, object?> { ["config"] = new Dictionary<string, object?> { ["RATELIMITER_REDIS_URL"] = "redis-without-a-password" } } } };

            var findings = Rendered.Of(tool, settings).SelectMany(file => new FileGuard(new HeldSecrets()).Inspect(file.Path, file.Document)).ToList();

            Assert.EndsWith("mcpContextForge.config.RATELIMITER_REDIS_URL", Assert.Single(findings).Path, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FileGuard_HeldSecretInAValueOrAKey_IsFoundAndNotPrinted()
    {
        var held = new HeldSecrets();
        held.Hold("a-secret-of-this-run");
        var document = new Dictionary<string, object?> { ["a"] = new List<object?> { "x a-secret-of-this-run y" }, ["a-secret-of-this-run"] = 1 };

        var findings = new FileGuard(held).Inspect("dev/values.yaml", document);

        Assert.Equal(2, findings.Count);
        Assert.DoesNotContain("a-secret-of-this-run", string.Join(' ', findings), StringComparison.Ordinal);
    }

    /// <summary>What is an environment's alone: its path in AWS, role, namespace, and the databases that it names.</summary>
    private static List<string> OwnWords(StackSettings settings) =>
    [
        settings.Namespace, $"{settings.Aws.Prefix}/{settings.Environment}/", ReaderPolicies.RoleName(settings.Aws, settings.Environment), $"mcpgateway-{settings.Environment}",
        .. CatalogBuilder.Build(settings).Existing.Select(secret => secret.Arn),
    ];

    private static Dictionary<string, object?> Shuffled(IReadOnlyDictionary<string, object?> map) => map.Reverse()
        .ToDictionary(entry => entry.Key, entry => entry.Value is IReadOnlyDictionary<string, object?> inner ? Shuffled(inner) : entry.Value);
}
