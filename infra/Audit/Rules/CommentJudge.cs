using System.Text.RegularExpressions;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>
/// What in a comment is a secret. Comments describe settings with made-up passwords; a token in one is a real one, and so
/// is a random string that is commented out under the name of a secret.
/// </summary>
internal static partial class CommentJudge
{
    public static IEnumerable<(AuditRule Rule, string Message)> Judge(string comment)
    {
        if (SecretPatterns.Describe(comment) is { } found && !found.Contains("password", StringComparison.Ordinal) && !found.Contains("inside", StringComparison.Ordinal))
            yield return (PlaintextCheck.Format, $"holds what looks like {found}.");
        else if (Setting().Match(comment) is { Success: true } setting && SecretFields.HoldsSecret(setting.Groups["name"].Value, setting.Groups["value"].Value)
            && Randomness.Find(Place.Nowhere, setting.Groups["value"].Value) is var (_, length))
            yield return (PlaintextCheck.Opaque, $"holds a string as random as a key under the name of a secret ({length} characters).");
    }

    // NAME: value, - NAME=value and the like; whatever follows a blank is a comment in the comment.
    [GeneratedRegex(@"^[\s#-]*(export\s+)?[""']?(?<name>[A-Za-z][A-Za-z0-9_.-]*)[""']?\s*[:=]\s*[""']?(?<value>[^\s""']+)")]
    private static partial Regex Setting();
}
