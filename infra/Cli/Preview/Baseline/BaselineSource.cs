using System.Text.Json;
using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>What a change is compared with: a file that <c>preview --format json</c> wrote, or the stack files of a git ref.</summary>
/// <param name="held">The secrets of the run; an old value that looks like one is added.</param>
internal sealed class BaselineSource(HeldSecrets held)
{
    /// <summary>Larger than any preview.</summary>
    private const long LargestFile = 64 * 1024 * 1024;

    /// <param name="directory">What a relative file is relative to.</param>
    /// <param name="project">The project's directory.</param>
    /// <param name="stacks">Names of the stacks that are compared; none means all.</param>
    /// <exception cref="BaselineException">It can be read as neither.</exception>
    public async Task<IReadOnlyList<PreviewedEnvironment>> ReadAsync(string baseline, string directory, string project, IReadOnlyCollection<string> stacks)
    {
        var file = Path.GetFullPath(baseline, directory);
        var environments = File.Exists(file) ? ReadFile(file, baseline) : await PreviewRefAsync(baseline, project).ConfigureAwait(false);
        return stacks.Count == 0 ? environments : [.. environments.Where(environment => stacks.Contains(environment.Stack))];
    }

    /// <summary>Previews as a file of them would hold them, so that both sides are compared alike.</summary>
    public IReadOnlyList<PreviewedEnvironment> Of(IReadOnlyCollection<StackPreview> previews) => [.. previews.Select(JsonPreview.Environment).Select(Withheld)];

    private List<PreviewedEnvironment> ReadFile(string path, string name)
    {
        PreviewDocument? document;
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new BaselineException($"The baseline {name} is larger than {LargestFile / 1024 / 1024} MB and was not read.");
            document = JsonForm.Read<PreviewDocument>(File.ReadAllText(path));
        }
        catch (JsonException broken)
        {
            throw new BaselineException($"The baseline {name} is not the JSON of a preview{(broken.Path is { Length: > 1 } at ? Words.Of($": look at {Words.Brief(at, 120)}") : Words.None)}. Write one with `preview --format json`.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BaselineException($"The baseline {name} is not the JSON of a preview. Write one with `preview --format json`.");
        }

        if (document?.Environments is not { } environments || document.Version != JsonPreview.Version
            || environments.Any(environment => environment is { IsUsable: true, Components: not null } && (environment.Secrets is null || environment.Components.Any(component => component?.Resources?.Any(resource => resource is { Inputs: null }) == true))))
        {
            throw new BaselineException($"The baseline {name} was written by another version of this tool. Write it again with `preview --format json`.");
        }

        return Fault(environments) is { } fault
            ? throw new BaselineException($"The baseline {name} is not the JSON of a preview: {fault}. Write one with `preview --format json`.")
            : [.. environments.Select(Withheld)];
    }

    /// <summary>What the form lets pass and no preview writes; null where there is nothing.</summary>
    private static Words? Fault(IReadOnlyList<PreviewedEnvironment> environments)
    {
        for (var index = 0; index < environments.Count; index++)
        {
            if (environments[index] is not { } environment)
                return $"its environment {index + 1} is null";
            if (environments.Take(index).Any(other => other.Stack == environment.Stack))
                return $"it has the stack {environment.Stack} twice";
            if (HasNull(environment.Components) || HasNull(environment.Problems) || HasNull(environment.Secrets) || HasNull(environment.Guard?.Findings)
                || environment.Components.Any(component => HasNull(component.Resources)) || environment.Resources.Any(resource => resource.Inputs?.Values.Any(value => value is null) == true))
                return $"something in its environment {environment.Stack} is null";
            if (environment.Resources.GroupBy(resource => (resource.Type, resource.Name)).FirstOrDefault(same => same.Count() > 1) is { } twice)
                return $"its environment {environment.Stack} has the resource {twice.Key.Name} twice";
            if (environment.Resources.FirstOrDefault(resource => resource.Inputs?.Values.Any(value => IamChanges.IsPolicy(value) && !IamChanges.IsReadable(value)) == true) is { } broken)
                return $"its environment {environment.Stack} has a policy at {broken.Name} that cannot be read";
        }

        return null;
    }

    private static bool HasNull<T>(IEnumerable<T>? items) => items?.Any(item => item is null) == true;

    /// <summary>Without the inputs that the guard would refuse today: what it lets stand is no secret, and only that is shown.</summary>
    private PreviewedEnvironment Withheld(PreviewedEnvironment environment)
    {
        var rules = new PlaintextRules(held);
        return environment with
        {
            Components = [.. environment.Components.Select(component => component with { Resources = [.. component.Resources.Select(resource => Withheld(rules, resource))] })],
        };
    }

    private static PreviewedResource Withheld(PlaintextRules rules, PreviewedResource resource)
    {
        if (resource.Inputs is not { } inputs)
            return resource;
        return resource with
        {
            Inputs = inputs.ToDictionary(input => input.Key, input =>
                ResourceInputs.IsHidden(input.Value) || rules.Check(ResourceInputs.PlaceOf(input.Key, inputs), input.Value) is null ? input.Value : Judge.Withheld),
        };
    }

    private async Task<IReadOnlyList<PreviewedEnvironment>> PreviewRefAsync(string reference, string project)
    {
        var tree = new GitTree(project, reference);
        var previews = new List<StackPreview>();
        foreach (var (stack, file, from) in StacksOf(tree.Project, reference))
        {
            var text = tree.Read(file);
            previews.Add(await PreviewRun.RunAsync(PreviewRun.Load(new StackFileSource(stack, file, () => text, from), held), held).ConfigureAwait(false));
        }

        return Of(previews);
    }

    private static IReadOnlyList<StackFile> StacksOf(PulumiProject project, string reference)
    {
        try
        {
            StackFiles.Check(project);
            return StackFiles.In(project);
        }
        catch (StackFilesException unusable)
        {
            throw new BaselineException($"In the baseline {Words.Brief(reference)}: {unusable.Words}");
        }
    }
}

/// <summary>The baseline cannot be used.</summary>
internal sealed class BaselineException(Words message) : RefusedException(message);
