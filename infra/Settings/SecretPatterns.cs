using System.Text.RegularExpressions;

namespace McpInfra.Settings;

/// <summary>Formats that give a secret away by its looks alone.</summary>
internal static partial class SecretPatterns
{
    private static readonly (Func<Regex> Pattern, string Name)[] Known =
    [
        (PrivateKey, "a private key"),
        (AwsAccessKeyId, "an AWS access key id"),
        (GitHubToken, "a GitHub token"),
        (GitLabToken, "a GitLab token"),
        (SlackToken, "a Slack token"),
        (ApiKey, "an API key"),
        (JsonWebToken, "a JSON Web Token"),
        (UrlWithPassword, "a URL with a password"),
    ];

    /// <summary>What a text looks like, such as <c>an AWS access key id</c>, or null when it looks like no secret.</summary>
    public static string? Describe(string text)
    {
        foreach (var (pattern, name) in Known)
        {
            if (pattern().IsMatch(text))
                return name;
        }

        return null;
    }

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AwsAccessKeyId();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{16,}")]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bxox[a-z]-[A-Za-z0-9-]{8,}")]
    private static partial Regex SlackToken();

    // A word such as "task-force" must not match: the prefix begins a word and enough follows it.
    [GeneratedRegex(@"(?<![A-Za-z0-9-])sk-[A-Za-z0-9_-]{16,}")]
    private static partial Regex ApiKey();

    // Base64 of "{" and a quote, with or without the parts behind it.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}")]
    private static partial Regex JsonWebToken();

    // A password that is only named, as in $(POSTGRES_PASSWORD), ${VAR} or {{ .password }}, is none.
    [GeneratedRegex(@"\b[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#:@]*:(?![$\{<])[^\s/?#@]+@")]
    private static partial Regex UrlWithPassword();
}
