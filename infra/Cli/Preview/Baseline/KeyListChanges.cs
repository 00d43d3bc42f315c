using System.Text.RegularExpressions;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Kubernetes Secrets whose list of keys changes, and what that does to the gateway (docs/adr/0015).</summary>
internal static partial class KeyListChanges
{
    public static IReadOnlyList<Change> Of(IReadOnlyList<PreviewedSecret> before, IReadOnlyList<PreviewedSecret> after)
    {
        var (old, @new) = (ByBase(before), ByBase(after));
        return [.. @new.Where(secret => old.Contains(secret.Key)).Select(secret => Change(secret.Key, [.. old[secret.Key]], [.. secret])).OfType<Change>()];
    }

    private static ILookup<string, PreviewedSecret> ByBase(IReadOnlyList<PreviewedSecret> secrets) => secrets.ToLookup(secret => Suffix().Replace(secret.KubernetesSecret, ""));

    private static Change? Change(string name, IReadOnlyList<PreviewedSecret> before, IReadOnlyList<PreviewedSecret> after)
    {
        var (was, becomes) = (before[0].KubernetesSecret, after[0].KubernetesSecret);
        Words[] keys =
        [
            .. after.Select(secret => secret.Name).Except(before.Select(secret => secret.Name)).Select(key => Words.Of($"+{key}")),
            .. before.Select(secret => secret.Name).Except(after.Select(secret => secret.Name)).Select(key => Words.Of($"-{key}")),
        ];
        if (was != becomes)
        {
            return new Change("renamed", Words.Of($"Kubernetes Secret {was} → {becomes}"),
                $"{(keys.Length > 0 ? Words.Of($"{Words.Join(" ", keys)}: ") : Words.None)}the gateway rolls once the new one is Ready, then the old one goes; what else names it has to follow");
        }

        return keys.Length == 0 ? null : new Change("keys", Words.Of($"Kubernetes Secret {name}"), $"{Words.Join(" ", keys)}: the gateway rolls");
    }

    /// <summary>What follows an AWS version or a list of keys.</summary>
    [GeneratedRegex("-([0-9a-f]{8}|<version>)$")]
    private static partial Regex Suffix();
}
