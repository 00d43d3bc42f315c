using System.Text.Json;
using McpInfra.Cli.Preview;
using McpInfra.Settings;

namespace McpInfra.Cli.Baseline;

/// <summary>What a change is compared with: a file that <c>preview --format json</c> wrote, or the stack files of a git ref.</summary>
internal static class BaselineSource
{
    /// <param name="directory">What a relative file is relative to.</param>
    /// <param name="project">The project's directory.</param>
    /// <param name="stacks">Names of the stacks that are compared; none means all.</param>
    /// <exception cref="BaselineException">It can be read as neither.</exception>
    public static async Task<IReadOnlyList<EnvironmentState>> ReadAsync(string baseline, string directory, string project, IReadOnlyCollection<string> stacks)
    {
        var file = Path.GetFullPath(baseline, directory);
        var environments = File.Exists(file) ? ReadFile(file, baseline) : await PreviewRefAsync(baseline, project).ConfigureAwait(false);
        return stacks.Count == 0 ? environments : [.. environments.Where(environment => stacks.Contains(environment.Stack))];
    }

    /// <summary>Previews as the states that a file of them would hold, so that both sides are read alike.</summary>
    public static IReadOnlyList<EnvironmentState> StatesOf(IReadOnlyCollection<StackPreview> previews)
    {
        using var text = new StringWriter();
        JsonPreview.Write(text, previews);
        return Parse(text.ToString())!.Environments!;
    }

    private static IReadOnlyList<EnvironmentState> ReadFile(string path, string name)
    {
        PreviewDocument? document;
        try
        {
            document = Parse(File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BaselineException($"The baseline {name} is not the JSON of a preview. Write one with `preview --format json`.");
        }

        if (document?.Environments is not { } environments || document.Version != JsonPreview.Version
            || environments.Any(environment => environment.IsUsable && (environment.Secrets is null || environment.Resources.Any(resource => resource.Inputs is null))))
        {
            throw new BaselineException($"The baseline {name} was written by another version of this tool. Write it again with `preview --format json`.");
        }

        return environments;
    }

    private static PreviewDocument? Parse(string json) => JsonSerializer.Deserialize<PreviewDocument>(json, JsonPreview.Options);

    private static async Task<IReadOnlyList<EnvironmentState>> PreviewRefAsync(string reference, string project)
    {
        var tree = new GitTree(project, reference);
        var previews = new List<StackPreview>();
        foreach (var file in tree.List("").Order(StringComparer.Ordinal))
        {
            if (StackFiles.StackOf(file) is not { } stack || previews.Exists(preview => preview.Stack == stack))
                continue;
            var text = tree.Read(file);
            previews.Add(await PreviewRun.RunAsync(PreviewRun.Load(new StackFileSource(stack, file, () => text, tree.Files))).ConfigureAwait(false));
        }

        return StatesOf(previews);
    }
}

/// <summary>The baseline cannot be used.</summary>
internal sealed class BaselineException(string message) : RefusedException(message);
