using McpInfra.Audit;
using McpInfra.Audit.Rules;
using McpInfra.Backends;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary>What no command makes anything of: a stack that has in common with another of its directory what the audit says each must have for itself.</summary>
internal static class SharedStacks
{
    /// <summary>By stack; what a stack allows of it in <c>mcp-infra:audit</c> is left out, as the audit does.</summary>
    /// <param name="files">The stacks that were asked for.</param>
    /// <param name="loaded">Those of them that could be loaded, or are refused for secrets in plain text alone.</param>
    /// <param name="beside">What they are compared with.</param>
    public static ILookup<string, SettingsProblem> Problems(IReadOnlyList<StackFile> files, IReadOnlyCollection<LoadedStack> loaded, IReadOnlyCollection<LoadedStack> beside)
    {
        var asked = loaded.Select(stack => stack.Settings.Stack).ToHashSet();
        List<LoadedStack> all = [.. loaded, .. beside];
        var refused = SharedEnvironments.Of(all, stack => asked.Contains(stack.Settings.Stack))
            .Where(shared => SharedCheck.RuleOf(shared.Part.Kind).Level == AuditLevel.Error);
        return refused.GroupBy(shared => shared.Stack.Settings.Stack)
            .SelectMany(ofStack => ProblemsOf(files.First(file => file.Stack == ofStack.Key), ofStack, all).Select(problem => (Stack: ofStack.Key, Problem: problem)))
            .ToLookup(found => found.Stack, found => found.Problem);
    }

    /// <summary>The other stacks of the project, where they can be read.</summary>
    public static IReadOnlyList<LoadedStack> Beside(IReadOnlyList<StackFile> files, HeldSecrets held) =>
        [.. StackFiles.Beside(files).Select(file => Load(file, held)).OfType<LoadedStack>()];

    private static IEnumerable<SettingsProblem> ProblemsOf(StackFile file, IEnumerable<SharedPart> ofStack, List<LoadedStack> all)
    {
        var document = new StackFileSource(file).Read(new Problems(file.Stack));
        var problems = new Problems(file.Stack) { Given = document.Given };
        foreach (var shared in ofStack.Where(shared => !IsAllowed(file, document.PlaceOf(shared.Part.Path).File, shared)))
        {
            var path = new SettingsPath(shared.Part.Path);
            if (shared.Part.Apart is { } apart)
                problems.Change(path, shared.Message, apart(SharedEnvironments.FreeName(shared.Stack.Settings, all.Select(stack => stack.Settings))));
            else
                problems.Add(path, $"{shared.Message} {SharedCheck.RuleOf(shared.Part.Kind).Fix}");
        }

        return problems.Errors.Select(document.Placed);
    }

    /// <param name="given">The project's file where it stands there.</param>
    private static bool IsAllowed(StackFile file, string? given, SharedPart shared) => shared.Stack.Settings.Allowed.Any(allow =>
        allow.Rule == SharedCheck.RuleOf(shared.Part.Kind).Id && allow.Path == shared.Part.Path && (allow.File is null || allow.File == (given ?? file.Name)));

    /// <summary>An environment's stack to compare with; null where it cannot be used, or is a cluster's.</summary>
    public static LoadedStack? Load(StackFile file, HeldSecrets held)
    {
        try
        {
            return StackLoader.Load(new StackFileSource(file), held);
        }
        catch (PlaintextException refused)
        {
            return refused.Refused;
        }
        catch (SettingsException)
        {
            // Whoever asks for that stack is told; there is nothing of it to compare.
            return null;
        }
    }
}
