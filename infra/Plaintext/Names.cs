using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>What the name of a field says of its value.</summary>
internal enum NameMeaning
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A secret, or the name of a Secret: the value decides which, as under <c>tlsSecret</c>.</summary>
    SecretOrItsName,

    /// <summary>A count of them or a secret, as under <c>MAX_TOKENS</c>.</summary>
    SecretOrCount,

    /// <summary>A secret, as under <c>SMTP_KEY</c>, or what everybody may know, as under <c>CACHE_KEY</c> and <c>RECAPTCHA_SITE_KEY</c>: a person has to say.</summary>
    PerhapsSecret,

    /// <summary>A secret.</summary>
    Secret,
}

/// <summary>
/// Names that mean a secret, as people write them: <c>DB_PASSWORD</c>, <c>DBPASSWORD</c>, <c>clientsecret</c>,
/// <c>X-API-Key</c>, <c>GITHUB_PAT</c>, <c>existingSecretPassword</c>, <c>TOKEN_VALUE</c>. A name is split into words, and its
/// last words decide.
/// </summary>
internal static partial class Names
{
    /// <summary>Longer texts are no names.</summary>
    private const int LongestName = 256;

    /// <summary>Shorter words are ends of others too.</summary>
    private const int ShortestBeforeKey = 4;

    /// <summary>Words that mean a secret at the end of a name.</summary>
    private static readonly FrozenSet<string> SecretWords = FrozenSet.ToFrozenSet(
    [
        "password", "passwords", "passwd", "pwd", "pass", "passphrase", "passphrases", "passcode", "pw", "pswd", "passw",
        "token", "tokens", "authtoken", "accesstoken", "userpass", "psk", "masterauth",
        "passwort", "kennwort", "wachtwoord", "motdepasse", "contrasena", "senha",
    ]);

    /// <summary>The same, where a name of a Secret stands as often.</summary>
    private static readonly FrozenSet<string> SecretItself = FrozenSet.ToFrozenSet(["secret", "secrets", "credential", "credentials", "creds", "cred"]);

    /// <summary>Words before <c>secret</c> after which it is a value: <c>clientSecret</c>, not <c>tlsSecret</c>.</summary>
    private static readonly FrozenSet<string> BeforeSecretValue = FrozenSet.ToFrozenSet(
    [
        "client", "app", "application", "consumer", "shared", "jwt", "jws", "signing", "webhook", "cookie", "session", "csrf", "hmac", "master", "encryption",
        "oauth", "oauth2", "api", "access", "totp", "otp", "claims", "turn", "registration", "internal", "bot",
    ]);

    /// <summary>Words before <c>secret</c> after which it is the name of one even in a variable: <c>REGISTRY_SECRET</c>.</summary>
    private static readonly FrozenSet<string> BeforeSecretName = FrozenSet.ToFrozenSet(["kube", "kubernetes", "registry", "pull"]);

    /// <summary>Words before <c>key</c> after which it is a secret: <c>signingKey</c>, not <c>publicKey</c> or <c>secretKeyRef</c>.</summary>
    private static readonly FrozenSet<string> BeforeKey = FrozenSet.ToFrozenSet(
    [
        "secret", "private", "api", "access", "signing", "encryption", "session", "master", "shared", "account", "license", "auth", "hmac", "aes", "jwt", "cookie",
        "webhook", "subscription", "client", "consumer", "bot", "storage", "sas", "cipher", "crypto", "fernet", "recovery", "unseal", "bearer", "write", "sign",
        "admin", "pgp", "gpg", "deploy", "ingest", "ingestion", "token", "root", "wrapping", "management", "service", "ssh", "priv", "sa", "gossip",
    ]);

    /// <summary>What may follow: what is behind <c>PASSWORD_VALUE</c> and <c>password2</c> is the password.</summary>
    private static readonly FrozenSet<string> Qualifiers = FrozenSet.ToFrozenSet(
    [
        "value", "values", "text", "string", "str", "raw", "plain", "plaintext", "literal", "b64", "base64", "encoded", "enc", "encrypted", "b", "base", "v", "hex", "data", "content", "txt",
        "new", "old", "current", "prev", "previous", "default", "primary", "secondary", "prod", "production", "dev", "staging", "test", "live", "ro", "rw", "readonly",
    ]);

    /// <summary>Ends of words that were written in one: <c>DBPASSWORD</c>.</summary>
    private static readonly string[] Glued =
        ["password", "passwords", "passwd", "passphrase", "pwd", "secret", "token", "tokens", "credentials", "credential"];

    /// <summary>What stands before <c>pass</c> and <c>pw</c> written in one with it: both are ends of other words.</summary>
    private static readonly FrozenSet<string> BeforePass = FrozenSet.ToFrozenSet(
        ["db", "user", "smtp", "mysql", "admin", "root", "redis", "postgres", "pg", "ldap", "mail", "ftp", "auth", "require", "bind", "key", "store", "sql", "my"]);

    /// <summary>Behind them stands whose secret it is: <c>password_for_admin</c>.</summary>
    private static readonly FrozenSet<string> OfWhom = FrozenSet.ToFrozenSet(["for", "of"]);

    /// <summary>Words that end like one of those, or like <c>pass</c>, and mean something else.</summary>
    private static readonly FrozenSet<string> NotGlued = FrozenSet.ToFrozenSet(["bypass", "compass", "encompass", "overpass", "underpass", "surpass", "trespass", "multipass", "renderpass"]);

    /// <summary>Variables of the gateway that are secrets although their names do not say so.</summary>
    private static readonly FrozenSet<string> ByName = FrozenSet.ToFrozenSet(["LANGFUSE_PUBLIC_KEY"]);

    /// <summary>Where a chart's public key is (Artifact Hub).</summary>
    private const string SignKey = "artifacthub.io/signKey";

    /// <summary>Argo CD's scripts and settings for a kind, whose name stands last.</summary>
    private const string Customization = "resource.customizations.";

    /// <summary>Names are few, and each is asked for at every place where it stands.</summary>
    private const int MostKnown = 4096;

    private const int LongestKnown = 64;

    private static readonly ConcurrentDictionary<string, NameMeaning> Known = new(StringComparer.Ordinal);
    private static int _known;

    /// <summary>What the value of a field of this name is.</summary>
    public static NameMeaning Of(string name)
    {
        if (name.Length is 0 or > LongestName)
            return NameMeaning.None;
        if (Known.TryGetValue(name, out var known))
            return known;
        var meaning = Read(name);
        if (name.Length <= LongestKnown && Volatile.Read(ref _known) < MostKnown && Known.TryAdd(name, meaning))
            Interlocked.Increment(ref _known);
        return meaning;
    }

    private static NameMeaning Read(string name)
    {
        if (ByName.Contains(name))
            return NameMeaning.Secret;
        if (name == SignKey || name.StartsWith(Customization, StringComparison.Ordinal))
            return NameMeaning.None;

        // An annotation's name stands behind its domain: nginx.ingress.kubernetes.io/auth-tls-secret.
        var own = name[(name.LastIndexOf('/') + 1)..];
        var words = Words(own);
        if (words.FindLastIndex(OfWhom.Contains) is > 0 and var preposition)
            words.RemoveRange(preposition, words.Count - preposition);
        while (words.Count > 1 && (Qualifiers.Contains(words[^1]) || char.IsAsciiDigit(words[^1][0])))
            words.RemoveAt(words.Count - 1);
        return words switch
        {
            [] => NameMeaning.None,
            [.., "token" or "tokens"] => words[^1] == "tokens" && words.Count > 1 ? NameMeaning.SecretOrCount : NameMeaning.Secret,
            [.., var last] when SecretWords.Contains(last) => NameMeaning.Secret,
            [.., var before, var last] when SecretWords.Contains(before + last) => NameMeaning.Secret,

            // Which key of a Secret holds it: passwordSecretKey, and Crossplane's fromConnectionSecretKey.
            ["from", "connection", "secret", "key"] or ["connection", "secret", "keys"] => NameMeaning.None,
            [.., var before, "secret", "key"] when SecretWords.Contains(before) => NameMeaning.SecretOrItsName,
            [.., var before, var last] when SecretItself.Contains(last) => OfSecret(name, own, before, last),
            [var only] when SecretItself.Contains(only) => own.All(character => !char.IsAsciiLetterLower(character)) ? NameMeaning.Secret : NameMeaning.SecretOrItsName,
            [.., var before, "key" or "keys"] => OfKey(own, before),
            ["appkey"] => OfKey(own, "app"),

            // Erlang's cookie, and the name of a browser's.
            [.., "cookie" or "seed" or "bearer"] => NameMeaning.SecretOrItsName,

            // What is sent to a service, as Istio's headersToExtAuth is.
            [.., "to", _, "auth"] => NameMeaning.None,

            // REDIS_AUTH, and not the chart's redis.auth, which is a map of settings.
            [.., _, "auth"] => own.Any(char.IsAsciiLetterLower) ? NameMeaning.SecretOrItsName : NameMeaning.Secret,
            [_, .., "pat"] => NameMeaning.Secret,
            [_, .., "salt" or "pin" or "otp"] when !own.Any(char.IsAsciiLetterLower) => NameMeaning.PerhapsSecret,
            [.., var last] => OfGlued(own, last),
        };
    }

    public static bool MeanSecret(string name) => Of(name) is not (NameMeaning.None or NameMeaning.PerhapsSecret);

    /// <summary>
    /// In capitals a name is a variable and holds a value; an annotation names its Secret; elsewhere the word before
    /// decides whether a value or a name is usual.
    /// </summary>
    private static NameMeaning OfSecret(string name, string own, string before, string last)
    {
        var isVariable = !own.Any(char.IsAsciiLetterLower);
        if (BeforeSecretName.Contains(before) || (name.Contains('/', StringComparison.Ordinal) && before is "tls" or "auth" or "pull"))
            return NameMeaning.SecretOrItsName;
        return isVariable || (BeforeSecretValue.Contains(before) && last == "secret") ? NameMeaning.Secret : NameMeaning.SecretOrItsName;
    }

    /// <summary>Of an application or a server a variable holds the key; elsewhere it is often a name, as Google's <c>crypto_key</c> is.</summary>
    private static NameMeaning OfKey(string own, string before) =>
        before is "app" or "server" or "crypto" ? own.Any(char.IsAsciiLetterLower) ? NameMeaning.SecretOrItsName : NameMeaning.Secret
        : BeforeKey.Contains(before) ? NameMeaning.Secret
        : own.Any(char.IsAsciiLetterLower) || before is "public" or "pub" ? NameMeaning.None
        : NameMeaning.PerhapsSecret;

    private static NameMeaning OfGlued(string own, string last)
    {
        if (NotGlued.Contains(last))
            return NameMeaning.None;
        foreach (var end in Glued)
        {
            // Broken is no token: something must be left that is a word.
            if (last.Length >= end.Length + 2 && last.EndsWith(end, StringComparison.Ordinal))
            {
                return end is "secret" && own.Any(char.IsAsciiLetterLower) && !BeforeSecretValue.Contains(last[..^end.Length])
                    ? NameMeaning.SecretOrItsName
                    : NameMeaning.Secret;
            }
        }

        return IsGluedKey(last) || IsGluedPass(last, "pass") || IsGluedPass(last, "pw") ? NameMeaning.Secret
            : last.Length >= "key".Length + 2 && last.EndsWith("key", StringComparison.Ordinal) && !own.Any(char.IsAsciiLetterLower) ? NameMeaning.PerhapsSecret
            : NameMeaning.None;
    }

    private static bool IsGluedPass(string word, string end) => word.EndsWith(end, StringComparison.Ordinal) && BeforePass.Contains(word[..^end.Length]);

    /// <summary><c>LICENSEKEY</c> and <c>azurestorageaccountkey</c>, and not <c>monkey</c>: what is before the key ends in a word that makes it a secret.</summary>
    private static bool IsGluedKey(string word)
    {
        var before = word.EndsWith("keys", StringComparison.Ordinal) ? word[..^4] : word.EndsWith("key", StringComparison.Ordinal) ? word[..^3] : "";
        if (BeforeKey.Contains(before) || before.EndsWith("api", StringComparison.Ordinal))
            return true;
        for (var start = 1; before.Length - start >= ShortestBeforeKey; start++)
        {
            if (BeforeKey.Contains(before[start..]))
                return true;
        }

        return false;
    }

    /// <summary>In lower case: <c>OIDCClientSecret2</c> is <c>oidc client secret 2</c>.</summary>
    private static List<string> Words(string name) => [.. Word().EnumerateMatches(name).ToList(name)];

    private static List<string> ToList(this Regex.ValueMatchEnumerator matches, string text)
    {
        var words = new List<string>();
        foreach (var match in matches)
            words.Add(text.Substring(match.Index, match.Length).ToLowerInvariant());
        return words;
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
