using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>The diagram of an environment, held against the model that it shows.</summary>
public sealed partial class SecretPictureTests
{
    private static readonly string[] Names = [.. Stacks.Names, .. BackendStacks.All.Keys];

    public static TheoryData<string, bool> Environments()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in Names)
        {
            data.Add(name, false);
            if (!Stacks.Names.Contains(name))
                data.Add(name, true);
        }

        return data;
    }

    private static StackSettings Load(string name, bool external) => Stacks.Names.Contains(name) ? Stacks.Shipped(name) : BackendStacks.Load(name, external);

    [Theory]
    [MemberData(nameof(Environments))]
    public void Picture_OfEveryBackend_HasEverySecretAndTheContainersThatItReaches(string name, bool external)
    {
        var stack = LoadedStack.Of(Load(name, external));

        var diagram = Diagram.Read(SecretPicture.Of(stack));

        foreach (var secret in stack.Catalog.Objects)
        {
            var node = diagram.Nodes.Single(entry => entry.Key[0] == 'k' && entry.Value.StartsWith(Escaped(secret.Name.ToString()) + "<br/>", StringComparison.Ordinal)).Key;
            var read = diagram.Edges.Where(edge => edge.To == node).ToList();
            Assert.Equal(
                Backend.Of(stack).Way is null ? [] : secret.Fetched.Select(fetched => Escaped(fetched.Remote.ShortHolder)).Distinct(),
                read.Select(edge => diagram.Nodes[edge.From]));
            Assert.All(read, edge => Assert.Equal(Mermaid.Label(Backend.Of(stack).Way!).ToString().Trim('"'), edge.Label));
            foreach (var container in GatewayEnvironment.Of(stack))
            {
                var isSeen = container.Seen.Any(variable => variable.Secret == secret);
                Assert.Equal(isSeen, diagram.Reached(node).Contains(container.Container == ChartContainer.Gateway ? "gateway" : "migration Job"));
            }
        }

        Assert.Equal(stack.Settings.Database is DatabaseSettings.Bundled, diagram.Nodes.Values.Contains("Postgres"));
        Assert.Equal(stack.Settings.Redis is RedisSettings.Bundled, diagram.Nodes.Values.Contains("Redis"));
    }

    /// <summary>Of secrets that somebody else keeps, each by itself.</summary>
    [Theory]
    [InlineData(12 - 4, false)]
    [InlineData(13 - 4, true)]
    [InlineData(90, true)]
    public void Picture_OfManySecrets_HasOneNodeForThoseThatGoOneWay(int own, bool isFolded)
    {
        var yaml = StackYaml.Baseline;
        for (var number = 0; number < own; number++)
            yaml = yaml.With($"mcp-infra:secrets.OWN_{number}_PASSWORD", $"{{from: external, group: own-{number}}}");
        var stack = LoadedStack.Of(yaml.Load());

        var diagram = Diagram.Read(SecretPicture.Of(stack));

        Assert.Equal(isFolded, diagram.Nodes.Values.Any(label => label.StartsWith($"{own + 2} Secrets<br/>", StringComparison.Ordinal)));
        Assert.Equal(isFolded ? 3 : stack.Catalog.Objects.Count, diagram.Nodes.Keys.Count(key => key[0] == 'k'));
        Assert.Equal(isFolded ? 3 : stack.Catalog.Objects.Count, diagram.Nodes.Keys.Count(key => key[0] == 'h'));
        Assert.Equal(isFolded, diagram.Nodes.Values.Contains($"{own + 2} secrets"));
    }

    private static string Escaped(string name) => Mermaid.Label(name).ToString().Trim('"');

    /// <summary>The few forms of Mermaid that are written; any other line fails.</summary>
    private sealed partial record Diagram(IReadOnlyDictionary<string, string> Nodes, IReadOnlyList<(string From, string To, string Label)> Edges)
    {
        public static Diagram Read(Markdown written)
        {
            var lines = written.Shown(Secrecy.Unacquainted).Split('\n');
            Assert.Equal(["```mermaid", "flowchart LR", "```", ""], [lines[0], lines[2], .. lines[^2..]]);
            Assert.Matches(@"^%%\{init: \{[\w"":, {}]+\}\}%%$", lines[1]);
            var (nodes, edges, depth) = (new Dictionary<string, string> { ["j0"] = "", ["j1"] = "" }, new List<(string, string, string)>(), 0);
            foreach (var line in lines[3..^2])
            {
                if (Group().IsMatch(line) && ++depth == 1)
                    continue;
                if (line == "  end" && --depth == 0)
                    continue;
                if (Node().Match(line) is { Success: true } node)
                    nodes[node.Groups["id"].Value] = node.Groups["label"].Value;
                else if (Edge().Match(line) is { Success: true } edge && depth == 0)
                    edges.Add((edge.Groups["from"].Value, edge.Groups["to"].Value, edge.Groups["label"].Value));
                else
                    Assert.Fail(line);
            }

            Assert.All(edges, edge => Assert.True(nodes.ContainsKey(edge.Item1) && nodes.ContainsKey(edge.Item2), edge.ToString()));
            return new Diagram(nodes, edges);
        }

        public IEnumerable<string> Reached(string node) => Edges.Where(edge => edge.From == node).SelectMany(edge => Reached(edge.To).Append(Nodes[edge.To]));

        private const string Label = """"(?<label>(?:[\p{L}\p{Nd}/, ]|(?<=[\p{L}\p{Nd}])[-._](?=[\p{L}\p{Nd}])|#[0-9]+;|<br/>)+)"""";

        [GeneratedRegex("^  subgraph (store|space)\\[\"" + Label + "\"\\]$")]
        private static partial Regex Group();

        [GeneratedRegex("^    (?<id>[hkcj][0-9]+)(\\[\"" + Label + "\"\\]|\\(\\[\"" + Label + "\"\\]\\)|\\(\\( \\)\\))$")]
        private static partial Regex Node();

        [GeneratedRegex("^  (?<from>[hkj][0-9]+) (---|-->)(\\|\"" + Label + "\"\\|)? (?<to>[kcj][0-9]+)$")]
        private static partial Regex Edge();
    }
}
