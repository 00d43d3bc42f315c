using System.Globalization;
using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Bench;

/// <summary>Every input of a run is compared with every secret of it: the time grows with both together, not with their product.</summary>
internal static class GuardBench
{
    public static IEnumerable<Row> Rows(int runs)
    {
        var (small, large) = (new Question(500, 1500), new Question(2000, 6000));
        var (least, most) = Timing.Least(runs, small.Ask, large.Ask);
        yield return Row.Growth("guard: 500 secrets and 1,500 resources, 2,000 and 6,000", least, most, 4);
    }

    /// <summary>One run's secrets and what its resources are given.</summary>
    private sealed class Question
    {
        private readonly List<string> _secrets;
        private readonly List<(string Type, MappingNode Inputs)> _resources;

        public Question(int secrets, int resources)
        {
            // Letters and digits as the providers make them; the same in every run.
            var random = new Random(1);
            _secrets = [.. Enumerable.Range(0, secrets).Select(_ => new string(random.GetItems("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789".AsSpan(), 32)))];
            _resources = [.. Enumerable.Range(0, resources).Select(Resource)];
        }

        public void Ask()
        {
            var held = new HeldSecrets();
            foreach (var secret in _secrets)
                held.Hold(secret);
            var rules = new PlaintextRules(held);
            foreach (var (type, inputs) in _resources)
            {
                if (rules.Check(type, inputs).Any())
                    throw new InvalidOperationException("The guard refuses what this bench takes for harmless.");
            }
        }

        private (string Type, MappingNode Inputs) Resource(int number)
        {
            var name = number.ToString("0000", CultureInfo.InvariantCulture);
            var labels = new Dictionary<string, object?> { ["app.kubernetes.io/name"] = "gateway", ["app.kubernetes.io/instance"] = $"gateway-{name}" };
            return number % 3 == 0
                ? ("kubernetes:external-secrets.io/v1:ExternalSecret", Map(new()
                {
                    ["metadata"] = new Dictionary<string, object?> { ["name"] = $"gateway-{name}", ["namespace"] = "mcp", ["labels"] = labels },
                    ["spec"] = new Dictionary<string, object?>
                    {
                        ["refreshInterval"] = "1h",
                        ["secretStoreRef"] = new Dictionary<string, object?> { ["name"] = "aws", ["kind"] = "SecretStore" },
                        ["data"] = new List<object?>
                        {
                            new Dictionary<string, object?> { ["secretKey"] = $"EXTRA_{name}", ["remoteRef"] = new Dictionary<string, object?> { ["key"] = $"mcp/dev/extra-{name}", ["property"] = $"EXTRA_{name}" } },
                        },
                    },
                }))
                : number % 3 == 1
                ? ("random:index/randomPassword:RandomPassword", Map(new()
                {
                    ["length"] = 32,
                    ["overrideSpecial"] = ".",
                    ["minUpper"] = 1,
                    ["keepers"] = new Dictionary<string, object?> { ["rotate"] = "0" },
                }))
                : ("kubernetes:core/v1:ConfigMap", Map(new()
                {
                    ["metadata"] = new Dictionary<string, object?> { ["name"] = $"settings-{name}", ["labels"] = labels },
                    ["data"] = new Dictionary<string, object?>
                    {
                        ["HOST"] = $"https://gateway-{name}.mcp.svc.cluster.local:8443/path/of/it?page=1",
                        ["LOGO"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"Picture number {name}, which is a text of some length.")),
                        ["server.conf"] = $"listen = 8080\nworkers = 4\nname = gateway-{name}\n",
                    },
                }));
        }

        private static MappingNode Map(Dictionary<string, object?> inputs) => (MappingNode)YamlData.OfData(inputs);
    }
}
