using System.Collections.Immutable;
using System.Text.Json.Nodes;
using McpInfra.Loading;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// Runs the lines that <c>migrate</c> prints, as they are printed, but for the kubeconfig's context, AWS' own command line
/// and Pulumi's engine.
/// </summary>
internal sealed class MigrationWalk(LiveStack live, TemporaryProject project, string values)
{
    public async Task<LiveUpdate?> RunAsync(int stage)
    {
        LiveUpdate? update = null;
        var plan = JsonNode.Parse((await project.RunAsync("migrate", values, "--format", "json")).Output)!;
        var lines = plan["stages"]!.AsArray().Single(candidate => (int)candidate!["number"]! == stage)!;
        foreach (var line in lines["run"]!.AsArray().Concat(lines["check"]!.AsArray()).Select(line => (string)line!))
            update = await LineAsync(line) ?? update;
        return update;
    }

    public async Task<IReadOnlyList<string>> AfterwardsAsync() =>
    [
        .. JsonNode.Parse((await project.RunAsync("migrate", values, "--format", "json")).Output)!["afterwards"]!.AsArray()
            .Select(line => (string)line!).Where(line => line.StartsWith("kubectl ", StringComparison.Ordinal)),
    ];

    /// <summary>Done when a commit was pushed, before anything looks at what came of it.</summary>
    public Func<Task> Pushed { get; init; } = () => Task.CompletedTask;

    /// <summary>Every variable that the gateway's pods have.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> VariablesAsync() =>
        (await live.Pod.GatewayAsync()).ToImmutableSortedDictionary(variable => variable.Key, variable => variable.Value.Value);

    public static async Task KubectlAsync(string line)
    {
        var run = await Command.RunAsync("/bin/sh", ["-c", line.Replace(" --context mcp-dev", "", StringComparison.Ordinal)]);
        Assert.True(run.Code == 0, $"{line}\n{run.Error}");
    }

    private async Task<LiveUpdate?> LineAsync(string line)
    {
        switch (line.Split(' ')[0])
        {
            case "dotnet" when line.Contains(" | aws secretsmanager put-secret-value ", StringComparison.Ordinal):
                await live.Aws.SecretsManagerAsync("PutSecretValue", new JsonObject
                {
                    ["SecretId"] = After(line, "--secret-id"),
                    ["SecretString"] = await ToolAsync(line.Split(" | ")[0]),
                    ["ClientRequestToken"] = Guid.NewGuid().ToString(),
                });
                break;
            case "aws":
                await ToolAsync(line.Split(" | ")[1], await live.Aws.SecretTextAsync(After(line, "--secret-id")) + "\n");
                break;
            case "dotnet" when line.Contains(" -- ", StringComparison.Ordinal):
                await ToolAsync(line);
                break;
            case "git":
                project.Shell(line);
                if (line == "git push")
                    await Pushed();
                break;
            case "helm":
                await live.HelmAsync([.. Arguments(line)]);
                break;
            case "kubectl":
                await KubectlAsync(line);
                break;
            case "pulumi" when line.StartsWith("pulumi import", StringComparison.Ordinal):
                Import(line.Split(' '));
                break;
            case "pulumi" when line.StartsWith("pulumi up", StringComparison.Ordinal):
                live.Settings = StackLoader.Load(StackYaml.SourceOf(project.Read("Pulumi.dev.yaml"))).Settings;
                return await live.UpAsync();
        }

        return null;
    }

    private async Task<string> ToolAsync(string line, string input = "")
    {
        var run = await project.PipeAsync(input, line[(line.IndexOf(" -- ", StringComparison.Ordinal) + 4)..].Split(' '));
        Assert.True(run.ExitCode == 0, $"{line}\n{run.Error}");
        return run.Output;
    }

    private void Import(string[] words)
    {
        var (type, name, id) = (words[4], words[5], words[6]);
        live.Import(type, name, id, type == HelmReleases.Release
            ? ImmutableDictionary<string, object>.Empty.Add("namespace", id.Split('/')[0]).Add("name", id.Split('/')[1])
            : ImmutableDictionary<string, object>.Empty.Add("metadata", ImmutableDictionary<string, object>.Empty.Add("name", id)));
    }

    /// <summary>The words of a line without the program and the context, files where they lie.</summary>
    private List<string> Arguments(string line)
    {
        var words = line.Split(' ').Skip(1).Select(word => word.Trim('\'')).ToList();
        words.RemoveRange(words.IndexOf("--kube-context"), 2);
        words.RemoveRange(words.IndexOf("--namespace"), 2);
        return [.. words.Select((word, index) => index > 0 && words[index - 1] == "--values" ? project.PathOf(word) : word)];
    }

    private static string After(string line, string option) => line[(line.IndexOf(option + " ", StringComparison.Ordinal) + option.Length + 1)..].Split(' ')[0];
}
