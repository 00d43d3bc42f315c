using System.Text;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>Formats that give a secret away by its looks alone.</summary>
internal static partial class SecretPatterns
{
    /// <summary>
    /// Each format with texts one of which stands in whatever has it: they are looked for first, since most texts have
    /// none, and a pattern that is never asked costs no start-up time.
    /// </summary>
    private static readonly (string[] Marks, Func<string, bool> Matches, string Name)[] Known =
    [
        (["PRIVATE KEY", "AGE-SECRET-KEY"], text => PrivateKey().IsMatch(text), "a private key"),
        (["AKIA", "ASIA"], text => AwsAccessKeyId().IsMatch(text), "an AWS access key id"),
        (["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], text => GitHubToken().IsMatch(text), "a GitHub token"),
        (["glpat-", "glrt-"], text => GitLabToken().IsMatch(text), "a GitLab token"),
        (["xox", "xapp-"], text => SlackToken().IsMatch(text), "a Slack token"),
        (["hooks.slack.com"], text => SlackWebhook().IsMatch(text), "a Slack webhook"),
        (["GOCSPX-", "AIza"], text => GoogleSecret().IsMatch(text), "a Google credential"),
        (["k_live_"], text => StripeKey().IsMatch(text), "a Stripe key"),
        (["hvs."], text => VaultToken().IsMatch(text), "a Vault token"),
        (["AccountKey="], text => AzureKey().IsMatch(text), "an Azure account key"),
        (["pul-"], text => PulumiToken().IsMatch(text), "a Pulumi token"),
        (["SG."], text => SendGridKey().IsMatch(text), "a SendGrid key"),
        (["hf_", "npm_", "dckr_pat_"], text => RegistryToken().IsMatch(text), "a token of a registry"),
        (["sk-"], text => ApiKey().IsMatch(text), "an API key"),
        (["eyJ"], IsJsonWebToken, "a JSON Web Token"),
        (["://", "password=", "passwd=", "pwd="], text => UrlWithPassword().IsMatch(text), "a URL with a password"),
        (["pass", "secret", "token", "key"], HasAssignment, "a credential inside a text"),
    ];

    /// <summary>What a text looks like, such as <c>an AWS access key id</c>, or null when it looks like no secret.</summary>
    public static string? Describe(string text)
    {
        foreach (var (marks, matches, name) in Known)
        {
            if (marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) && matches(text))
                return name;
        }

        return null;
    }

    /// <summary>Header and payload, or a header alone that says so: base64 of some other JSON is no token.</summary>
    private static bool IsJsonWebToken(string text)
    {
        foreach (Match match in JsonWebToken().Matches(text))
        {
            if (match.Groups["rest"].Success || Header(match.Groups["header"].Value).Contains("\"alg\"", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string Header(string base64Url)
    {
        var aligned = base64Url[..(base64Url.Length / 4 * 4)].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[aligned.Length];
        return Convert.TryFromBase64String(aligned, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    /// <summary>
    /// Something like <c>password=...</c> or <c>"token": "..."</c>. Words, addresses, and names of variables and Secrets are
    /// ordinary behind these words: <c>password: required</c>, <c>secret: team-tls-2</c>.
    /// </summary>
    private static bool HasAssignment(string text)
    {
        foreach (Match match in Assignment().Matches(text))
        {
            var value = match.Groups["value"].Value.TrimEnd(',', ';', '.', ')', ']', '}', '\\');
            var isName = match.Groups["name"].Value.Equals("secret", StringComparison.OrdinalIgnoreCase) && ObjectName().IsMatch(value);
            if (value.Length >= 8 && Unusual().IsMatch(value) && !isName && !OrdinaryValue().IsMatch(value))
                return true;
        }

        return false;
    }

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{20,}")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AwsAccessKeyId();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bgl(pat|rt)-[A-Za-z0-9_-]{16,}")]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\b(xox[a-z]|xapp)-[A-Za-z0-9-]{8,}")]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"hooks\.slack\.com/services/[A-Za-z0-9]+/[A-Za-z0-9]+/[A-Za-z0-9]+")]
    private static partial Regex SlackWebhook();

    [GeneratedRegex(@"\b(GOCSPX-[A-Za-z0-9_-]{10,}|AIza[A-Za-z0-9_-]{35})")]
    private static partial Regex GoogleSecret();

    [GeneratedRegex(@"\b[sr]k_live_[A-Za-z0-9]{10,}")]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\bhvs\.[A-Za-z0-9_-]{16,}")]
    private static partial Regex VaultToken();

    [GeneratedRegex(@"\bAccountKey=[A-Za-z0-9+/]{16,}")]
    private static partial Regex AzureKey();

    [GeneratedRegex(@"\bpul-[0-9a-f]{40}\b")]
    private static partial Regex PulumiToken();

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}")]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"\b(hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|dckr_pat_[A-Za-z0-9_-]{16,})")]
    private static partial Regex RegistryToken();

    // A word such as "task-force" must not match: the prefix begins a word and enough follows it.
    [GeneratedRegex(@"(?<![A-Za-z0-9-])sk-[A-Za-z0-9_-]{16,}")]
    private static partial Regex ApiKey();

    // Base64 of "{" and a quote.
    [GeneratedRegex(@"\b(?<header>eyJ[A-Za-z0-9_-]{8,})(?<rest>\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*)?")]
    private static partial Regex JsonWebToken();

    // A password that is only named, as in $(POSTGRES_PASSWORD), ${VAR} or {{ .password }}, is none. One may hold '/',
    // unless what stands there is a port and a path. No password is longer than this, and a long text that is none takes
    // the square of its length without a limit.
    [GeneratedRegex(@"\b[A-Za-z][A-Za-z0-9+.-]{0,32}://[^\s/?#:@]{0,256}:(?![$\{<])([^\s/?#@""]{1,1024}|(?![0-9]{1,5}[/?#])[^\s@""',;<>]{1,1024})@|[?&](password|passwd|pwd)=(?![$\{<])[^\s&""']", RegexOptions.IgnoreCase)]
    private static partial Regex UrlWithPassword();

    // The word "secret" of an ARN is no name of a field.
    [GeneratedRegex(@"(?<name>password|passwd|passphrase|secret|token|api[_-]?key)(?<!arn:[^\s""',]*)\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[^\s""'$<{]{8,})", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"[0-9!#%&*+=?@^~|]")]
    private static partial Regex Unusual();

    // An address, an ARN, a path or the name of a variable.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://|arn:|/)|^[A-Z]+(_[A-Z0-9]+)+\z")]
    private static partial Regex OrdinaryValue();

    [GeneratedRegex(@"^[a-z0-9.]+([/-][a-z0-9.]+)+\z")]
    private static partial Regex ObjectName();
}
