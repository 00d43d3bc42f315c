using System.Text.RegularExpressions;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Kubernetes Secrets whose list of keys changes, and what that does to the gateway (docs/adr/0015).</summary>
internal static partial class KeyListChanges
{
    private const string InGit = "git";

    public static IReadOnlyList<Change> Of(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var (old, @new) = (ByBase(before.Secrets ?? []), ByBase(after.Secrets ?? []));
        var roll = before.Delivery != after.Delivery ? Words.None
            : after.Delivery == InGit ? Words.Own("the gateway rolls when what is rendered anew is synced")
            : Words.Own("the gateway rolls");
        return [.. @new.Where(secret => old.Contains(secret.Key)).Select(secret => Change(secret.Key, [.. old[secret.Key]], [.. secret], roll)).OfType<Change>()];
    }

    private static ILookup<string, PreviewedSecret> ByBase(IReadOnlyList<PreviewedSecret> secrets) => secrets.ToLookup(secret => Suffix().Replace(secret.KubernetesSecret, ""));

    private static Change? Change(string name, IReadOnlyList<PreviewedSecret> before, IReadOnlyList<PreviewedSecret> after, Words roll)
    {
        var (was, becomes) = (before[0].KubernetesSecret, after[0].KubernetesSecret);
        Words[] keys =
        [
            .. after.Select(secret => secret.Name).Except(before.Select(secret => secret.Name)).Select(key => Words.Of($"+{key}")),
            .. before.Select(secret => secret.Name).Except(after.Select(secret => secret.Name)).Select(key => Words.Of($"-{key}")),
        ];
        if (was == becomes)
            return keys.Length == 0 ? null : new Change("keys", Words.Of($"Kubernetes Secret {name}"), After(keys, roll));

        // Who installs the chart changes as well: what that does is warned of, and is more than a new name does.
        var move = roll == Words.None ? Words.Own("what else names it has to follow")
            : roll + " once the new one is Ready, then the old one goes; what else names it has to follow";
        return new Change("renamed", Words.Of($"Kubernetes Secret {was} → {becomes}"), After(keys, move));
    }

    private static Words After(Words[] keys, Words what) =>
        keys.Length == 0 ? what : what == Words.None ? Words.Join(" ", keys) : Words.Of($"{Words.Join(" ", keys)}: {what}");

    /// <summary>What follows an AWS version or a list of keys.</summary>
    [GeneratedRegex("-([0-9a-f]{8}|<version>)$")]
    private static partial Regex Suffix();
}
