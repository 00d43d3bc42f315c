using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Render;

/// <summary>The stacks that are to be rendered, read and checked before anything is written: for the tool, beside each other, and for secrets.</summary>
internal static class RenderedStacks
{
    /// <summary>The stacks' settings; null where something is wrong, all of which is printed.</summary>
    public static IReadOnlyList<StackSettings>? Load(GitOpsTool tool, IReadOnlyList<StackFile> files, Printer printer)
    {
        var stacks = new List<LoadedStack>();
        var wrong = new List<Words>();
        foreach (var file in files)
        {
            try
            {
                stacks.Add(LoadOne(tool, file, printer.Held));
            }
            catch (SettingsException refused)
            {
                wrong.Add(refused.Words);
            }
        }

        var loaded = stacks.ConvertAll(stack => stack.Settings);
        wrong.AddRange(SharedStacks.Problems(files, stacks, printer.Held)
            .Select(shared => new SettingsException(shared.Key, [.. shared], []).Words));
        wrong.AddRange(Renderers.Conflicts(tool, loaded));
        foreach (var message in wrong)
            printer.Error(message);
        if (wrong.Count > 0)
            return null;
        foreach (var warning in loaded.SelectMany(stack => Warnings(tool, stack).Select(warning => Words.Of($"{stack.Stack}: warning: {warning}"))))
            printer.Error(warning);
        return loaded;
    }

    /// <summary>Secrets that would be in plain sight, by the rules that hold for resources.</summary>
    public static IReadOnlyList<Finding> Findings(IEnumerable<StackSettings> stacks, IEnumerable<RenderedFile> files, HeldSecrets held)
    {
        foreach (var value in stacks.SelectMany(stack => stack.SecretValues.Values))
            held.Hold(value.Reveal());
        var guard = new FileGuard(held);
        return [.. files.SelectMany(file => guard.Inspect(file.Path, file.Document))];
    }

    private static LoadedStack LoadOne(GitOpsTool tool, StackFile file, HeldSecrets held)
    {
        var stack = StackLoader.Load(new StackFileSource(file), held);
        var settings = stack.Settings;
        var problems = new Problems(settings.Stack);
        DeliveryRules.CheckTool(settings, tool, isRendered: true, problems);
        return problems.Errors.Count == 0 ? stack : throw new SettingsException(settings.Stack, problems.Errors, settings.Warnings);
    }

    private static IEnumerable<Words> Warnings(GitOpsTool tool, StackSettings stack)
    {
        if (tool == GitOpsTool.Fleet && stack.Migration.Optional)
            yield return $"{SettingsPath.Of("migration").Key("optional")}: Fleet takes an ExternalSecret that nobody has looked at for Ready, so a gateway that starts before its Secrets starts with what its values files or the chart say. Take it out before anything depends on the Secrets.";
        foreach (var warning in stack.Warnings)
            yield return warning.Words;
        if (stack.Rollout.Reloader && tool != GitOpsTool.Flux)
            yield return $"{SettingsPath.Of("rollout").Key("reloader")}: is not rendered, since the chart has no place for the annotation. Run Reloader with --auto-reload-all, which needs none.";
    }
}
