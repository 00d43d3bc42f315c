using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Why a text is taken for a secret.</summary>
internal enum Suspicion
{
    /// <summary>By its place, its name or its looks.</summary>
    Certain,

    /// <summary>A secret may have its name, and nothing else speaks for one.</summary>
    Doubtful,

    /// <summary>A person says so.</summary>
    Said,
}

/// <summary>What becomes of a secret that was found, where it cannot go the way of its place.</summary>
internal sealed class FoundTargets(MergedValues values, PodVariables pods)
{
    /// <param name="target">Where its place would send it.</param>
    /// <param name="removed">The map entry's value or the list item that would go.</param>
    /// <param name="shared">The node with an anchor that it stands behind; null for none.</param>
    /// <param name="name">What --plain and --secret call it.</param>
    public Target Of(ScalarNode scalar, Target target, YamlNode removed, YamlNode? shared, Suspicion suspicion, string name)
    {
        if (shared is not null)
            return new Target.ByHand($"it stands behind the YAML anchor of line {shared.Line}, which is used elsewhere too: write the value out where it is wanted, then run this again");
        if (!values.IsInForce(scalar))
            return new Target.Unused("a later file sets another value or deletes it");
        if (target is Target.Gateway(var variable) && pods.Of(variable) is var (path, winner) && winner != MergedValues.Resolve(removed))
            return new Target.Unused($"the pods have the {variable} of {values.PlaceOf(winner, path)}, which wins over this one");
        if (target is Target.ByHand(var what))
            return suspicion == Suspicion.Doubtful ? new Target.ByHand($"it could be a secret by its name: say --plain {name} where it is none; where it is one, {what}") : target;
        if (target is Target.Unused or Target.MadeAnew)
            return target;
        if (suspicion != Suspicion.Said && Harmless.IsFilledIn(scalar.Written))
            return new Target.ByHand($"it looks like something that is filled in before Helm reads the file, so what is in force cannot be seen here: write the value that the pods have; say --secret {name} where this very text is the value{(suspicion == Suspicion.Doubtful ? $", and --plain {name} where it is no secret" : "")}");
        if (target is Target.DatabaseUrl or Target.RedisUrl && ServerUrl.Parse(scalar.Written) is null)
            return new Target.ByHand($"the URL says more than the program can carry, such as options: set mcp-infra:{(target is Target.DatabaseUrl ? "database" : "redis")} so that it means the same, put the password there, and remove this");
        if (MergedValues.Resolve(removed) is MappingNode && IsExpanded(scalar.Written))
            return new Target.ByHand("Kubernetes expands $$ and $(NAME) in an entry of extraEnv, and nothing does in a Secret: write the value that the pods have");
        if (scalar.Tag.EndsWith("binary", StringComparison.Ordinal))
            return new Target.ByHand("it is tagged as binary, so Helm hands over what its base64 stands for: write the value that the pods have");
        return IsTextAsItStands(scalar) ? target
            : new Target.ByHand("it is a number or a switch to Helm, which may make another text of it (12345678 becomes 1.2345678e+07, yes becomes true): see what the pods have, and write that in quotes");
    }

    /// <summary>Whether Kubernetes makes another text of it in a container's env: a doubled dollar, or a variable that the chart sets before.</summary>
    private static bool IsExpanded(string text) =>
        text.Contains("$$", StringComparison.Ordinal) || ChartContract.ServerVariables.Keys.Any(name => text.Contains($"$({name})", StringComparison.Ordinal));

    /// <summary>Whether Helm hands over the very text that is written: a text, or a whole number of a few digits.</summary>
    private static bool IsTextAsItStands(ScalarNode scalar) =>
        !scalar.IsRewritten && scalar.Meaning(YamlVersion.Helm) is not bool && (scalar.Value is string || (scalar.Written.Length <= 6 && scalar.Written.All(char.IsAsciiDigit)));
}
