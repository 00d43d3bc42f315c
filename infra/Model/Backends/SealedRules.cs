using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model.Backends;

/// <summary>Whether the SealedSecret files of a stack bring what it needs, and nothing in plain text.</summary>
internal static class SealedRules
{
    public static void Check(LoadedStack stack, BackendSettings.Sealed files, Problems problems)
    {
        var (settings, catalog) = stack;
        var needed = catalog.Objects.ToDictionary(secret => secret.Name.Base);
        var seen = new Dictionary<string, SealedDocument>();
        foreach (var document in files.Documents)
        {
            new SealedFileRules(settings, document, problems).Check(needed);
            if (document.Name is not { } name)
                continue;
            if (!seen.TryAdd(name, document))
                problems.AddFile(document.File, document.Root.Line, $"brings {Quote(name)} a second time; {seen[name].File} has it too. Keep one of them.");
            else if (!needed.ContainsKey(name) && !IsListed(settings, name))
                problems.AddFile(document.File, document.Root.Line, $"brings {Quote(name)}, which nothing here needs. Needed: {Words.Join(", ", needed.Keys)}.");
        }

        var missing = catalog.Objects.Where(secret => !seen.ContainsKey(secret.Name.Base)).ToList();
        if (missing.Count > 0)
        {
            problems.Add(SealedReader.Files,
                $"bring no {Words.Join(", and no ", missing.Select(secret => Words.Of($"SealedSecret {secret.Name} with {Words.Join(", ", secret.Keys)}")))}"
                + $". Seal what is missing and name its file here, in a folder that is there ({ShellLine.Of($"mkdir -p {Folder(settings)}")}); each line below reads one KEY=VALUE a line, then Ctrl-D.",
                Words.Lines(missing.Select(secret => (Words)SealCommand(settings, secret))));
        }
    }

    /// <summary>Values are read from standard input, so that they stand on no command line and in no file.</summary>
    private static ShellLine SealCommand(StackSettings settings, SecretObject secret) =>
        $"kubectl create secret generic {secret.Name.ToString()} --namespace {settings.Namespace} --from-env-file=/dev/stdin --dry-run=client --output yaml "
        + $"| kubeseal --context {settings.Kubernetes.Context} --format yaml > {Folder(settings) + "/" + secret.Name + ".yaml"}";

    private static string Folder(StackSettings settings) => $"sealed/{settings.Environment}";

    /// <summary>A Secret of the stack's own <c>extraEnvVarsSecret</c> may come sealed too.</summary>
    private static bool IsListed(StackSettings settings, string name) =>
        settings.ExtraEnvVarsSecret.Any(entry => entry.Kind == EnvFromKind.SecretRef && entry.Name == name);

    private static Words Quote(string name) => $"SealedSecret {Problems.Quote(SealedReader.Files, name)}";
}
