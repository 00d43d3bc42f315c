using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>Writes the next stage into the files: the stack file, the values files, and the file of references.</summary>
/// <param name="directory">Where the names of values files start from.</param>
internal sealed class MigrationWriter(MigrationPlan plan, string directory)
{
    /// <param name="isReady">Whether the person says that every ExternalSecret is Ready.</param>
    /// <returns>What was written, a line for each file.</returns>
    /// <exception cref="MigrationException">The stage cannot be written; the files are as they were, or the message says which are not.</exception>
    public IReadOnlyList<string> Write(bool isReady) => plan.Position switch
    {
        MigrationPosition.NotBegun => Begin(),
        MigrationPosition.References => Strip(isReady),
        MigrationPosition.InlineRemoved => Finish(),
        _ => [],
    };

    private List<string> Begin()
    {
        CheckReferences();
        WriteReferences(References.BesideInline(plan));
        WriteStack(plan.StackText);
        return
        [
            $"{StackName}: sources of {plan.Carried.Count} values, the chart settings of the release, and mcp-infra:migration",
            $"{plan.ReferencesName}: references, optional",
        ];
    }

    private List<string> Strip(bool isReady)
    {
        if (plan.ByHand.Any())
            throw new MigrationException($"{plan.ByHand.Count()} of these secrets must be dealt with by hand first; nothing was written.");
        if (!isReady)
        {
            throw new MigrationException("The next stage takes the inline values out of the files, which is safe once every ExternalSecret is Ready (stages 2 and 3). "
                + "Say so with --ready; nothing was written.");
        }

        CheckReferences();
        var written = new List<string>();
        foreach (var stripped in plan.Stripped.Where(file => file.Removed > 0))
        {
            stripped.File.Write(stripped.Text!);
            written.Add($"{stripped.File.Name}: {Words.Plural(stripped.Removed, "secret")} removed");
        }

        WriteReferences(References.InPlaceOfInline(plan));
        return [.. written, $"{plan.ReferencesName}: the Secrets of Postgres and Redis, and the chart's own credentials empty"];
    }

    private List<string> Finish()
    {
        var stack = new StackText(StackName, plan.StackText);
        foreach (var key in new[] { "optional", "adopting", "allowOptionalInProd" })
            stack.Remove(StackText.Key("migration"), key);
        WriteStack(stack.Text);
        return [$"{StackName}: references are no longer optional, and the release is the program's"];
    }

    private string StackName => Path.GetFileName(plan.Stack.Path);

    private void WriteStack(string text) => ValuesFile.Read(Path.GetDirectoryName(plan.Stack.Path)!, StackName).Write(text);

    private void WriteReferences(string text) => ValuesFile.Write(plan.ReferencesName, ReferencesPath, text);

    private string ReferencesPath => Path.GetFullPath(plan.ReferencesName, directory);

    /// <summary>A file of that name that somebody else wrote is not replaced.</summary>
    private void CheckReferences()
    {
        if (File.Exists(ReferencesPath) && !ValuesFile.Read(directory, plan.ReferencesName).Text.StartsWith(References.Header, StringComparison.Ordinal))
            throw new MigrationException($"{plan.ReferencesName} is there and was not written by this command; move it away. Nothing was written.");
    }
}
