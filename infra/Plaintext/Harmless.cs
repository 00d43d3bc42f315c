using System.Collections.Frozen;
using System.Text.RegularExpressions;
using McpInfra.Plaintext.Formats;

namespace McpInfra.Plaintext;

/// <summary>Texts that stand where a secret might and are none: what only names one, what is to be filled in, and switches.</summary>
internal static partial class Harmless
{
    /// <summary>Longer texts are not looked at as names, placeholders or references.</summary>
    private const int LongestName = 512;

    /// <summary>A longer text says something besides.</summary>
    private const int LongestInstruction = 100;

    /// <summary>A list of keys has short names: <c>secretKeys: [key1, key2]</c>.</summary>
    private const int LongestKeyName = 10;

    /// <summary>Words of settings whose names end in a secret's word, such as <c>REQUIRE_AUTH: optional</c>.</summary>
    private static readonly FrozenSet<string> SwitchWords = FrozenSet.ToFrozenSet(
    [
        "true", "false", "yes", "no", "on", "off", "y", "n", "none", "null", "nil", "~", "undefined", "enabled", "disabled", "enable", "disable", "required", "optional",
        "basic", "bearer", "digest", "jwt", "oauth", "oauth2", "oidc", "saml", "ldap", "mtls", "tls", "anonymous", "always", "on_create", "never", "auto", "automatic", "default", "inherit", "include",
        "omit", "same-origin", "read", "write", "admin:read", "allow", "deny", "prefer", "plain", "login", "md5", "scram-sha-256", "scram-sha-512", "file", "env", "kubernetes",
        "opaque", "static", "dynamic", "internal", "external", "managed", "generate", "generated", "random", "string", "object", "integer", "boolean", "any", "all", "*", "[]", "{}", "secure", "kv", "kv-v2",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a text only says where a secret comes from, or how one looks: a variable, an expression, an address in a store,
    /// a path, a pattern, or what was encrypted or hashed.
    /// </summary>
    /// <param name="mayBePath">Whether a path may stand there; in a URL's password a slash is a character like others.</param>
    public static bool IsReference(string text, bool mayBePath = true)
    {
        var trimmed = text.Trim();
        if (trimmed is ['"', .., '"'] or ['\'', .., '\''])
            trimmed = trimmed[1..^1];
        if (trimmed.StartsWith(@"\$", StringComparison.Ordinal))
            trimmed = trimmed[1..];
        return trimmed.Length == 0
            || (trimmed.Length <= LongestName && ((Variable().IsMatch(trimmed) && !(trimmed[0] == '{' && Randomness.LooksTyped(trimmed))) || IsShellVariable(trimmed) || Store().IsMatch(trimmed) || (mayBePath && IsPath(trimmed)) || CodeReference().IsMatch(trimmed) || ArmExpression().IsMatch(trimmed) || IsMember(trimmed.TrimEnd(',', ';', '{')) || IsPattern(trimmed)))
            || IsProtected(trimmed);
    }

    /// <summary>A member of something that is a secret by its name: <c>request.body.password</c>.</summary>
    private static bool IsMember(string text) => Member().IsMatch(text) && !Randomness.LooksTyped(text) && Names.MeanSecret(text[(text.LastIndexOf('.') + 1)..]);

    private static bool IsPattern(string text) => Pattern().IsMatch(text) && !Randomness.LooksTyped(Pattern().Replace(text, " "));

    /// <summary>What can be shown: ciphertext of SOPS and Pulumi, hashes of passwords, certificates and public keys.</summary>
    public static bool IsProtected(string text) => Encrypted().IsMatch(text) || PulumiCiphertext.Matches(text) || PasswordHash().IsMatch(text) || Public().IsMatch(text);

    /// <summary>Whether a text stands for a value that is to be filled in.</summary>
    public static bool IsPlaceholder(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > LongestName)
            return false;
        if (trimmed.Length <= 128 && (IsOneCharacter(trimmed) || Blank().IsMatch(trimmed) || Bracketed().IsMatch(trimmed)))
            return true;
        if (IsInstruction(trimmed) || Mine().IsMatch(trimmed))
            return true;
        if (Armor().Match(trimmed) is { Success: true } armor)
            return armor.Groups["body"].Value is { Length: < PemBody.Least } body ? !Randomness.LooksTyped(body) || IsPlaceholder(body) : IsPlaceholder(armor.Groups["body"].Value);

        // The name of a secret as its value: "testpassword", "jiraToken", "another_pw", "base64secret".
        if (trimmed.Length <= 40 && Letter().IsMatch(trimmed) && Names.MeanSecret(trimmed))
            return true;

        return trimmed.Length <= 40 && PlaceholderWords.Are(trimmed);
    }

    /// <summary>Words in brackets, which are no list of them: <c>[REDACTED]</c>, <c>{password}</c>, <c>[parameters('x')]</c>.</summary>
    public static bool IsBracketed(string text) => text.Length <= LongestInstruction && (Bracketed().IsMatch(text.Trim()) || ArmExpression().IsMatch(text.Trim()));

    /// <summary>One character again and again. No pattern: the compiler writes none that refers back to what it matched.</summary>
    private static bool IsOneCharacter(string text) => text.All(character => char.ToUpperInvariant(character) == char.ToUpperInvariant(text[0]));

    /// <summary>Whether a text says what to do with it: <c>REPLACE_ME</c>, which looks like a variable too.</summary>
    public static bool IsInstruction(string text) => text.Length <= LongestInstruction && text.AsSpan().IndexOfAny('{', '\n') < 0 && !text.StartsWith("[\"", StringComparison.Ordinal)
        && PlaceholderWords.Instruct(text) && !Store().IsMatch(text);

    /// <summary>A switch that nobody chooses for a password.</summary>
    public static bool IsTruth(string text) => text.Trim().ToLowerInvariant() is "true" or "false";

    /// <summary>
    /// Whether something fills a text in before its reader sees it: a variable of a shell, a template of helmfile's, a mark of
    /// somebody's script, or an address in a store.
    /// </summary>
    public static bool IsFilledIn(string text) => text.Trim() is { Length: > 1 and <= LongestName } trimmed && (Filled().IsMatch(trimmed) || Store().IsMatch(trimmed));

    /// <summary>Switches and small numbers; under a name that may count, any number.</summary>
    public static bool IsSwitch(string text, NameMeaning meaning)
    {
        var trimmed = text.Trim().TrimEnd(',', '.', ';').Trim('"', '\'');
        return SwitchWords.Contains(trimmed)
            || Permission().IsMatch(trimmed)
            || (trimmed.Length > 0 && trimmed.All(char.IsAsciiDigit) && (trimmed.Length <= 2 || meaning == NameMeaning.SecretOrCount))
            || Duration().IsMatch(trimmed)
            || Time().IsMatch(trimmed)
            || Version().IsMatch(trimmed);
    }

    /// <summary>Words for a person, such as a field's description: the first begins with a capital, and no digit is among them.</summary>
    public static bool IsSentence(string text) => (text.Length is > 8 and <= LongestName && Sentence().IsMatch(text)) || IsForeign(text);

    /// <summary>Certificates with words between them, as bundles of authorities have; a key beside them has a form of its own.</summary>
    public static bool HoldsCertificates(string text) =>
        text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) && !Randomness.LooksTyped(Certificate().Replace(text, ""));

    /// <summary>Words in another language than English: <c>Contraseña</c>, <c>Пароль</c>.</summary>
    private static bool IsForeign(string text) => text.Any(character => character > '\u007f' && char.IsLetter(character)) && !text.Any(char.IsDigit) && text.All(character => char.IsLetter(character) || character is ' ' or '-' or '.' or '?' or '!' or ',' or ':' or '\'' or '\u30fc');

    /// <summary>
    /// Whether a text names a secret and is none: the name of a Secret where one may stand, or of a key that holds what the
    /// field is named for, as in <c>accessKey: access-key</c>, <c>password: db-password</c>, <c>authKey: auth</c> and <c>secrets: [db_user]</c>.
    /// </summary>
    public static bool IsNameUnder(string name, NameMeaning meaning, string text) =>
        (meaning == NameMeaning.SecretOrItsName && Snake().IsMatch(text) && (Names.MeanSecret(text) || name.EndsWith("secrets", StringComparison.OrdinalIgnoreCase)))
        || (IsObjectName(text) && (meaning == NameMeaning.SecretOrItsName || IsNameOfSecret(text) || (text.Length <= LongestKeyName && name.EndsWith("keys", StringComparison.OrdinalIgnoreCase))))
        || (IdentityKey().IsMatch(name) && KeyName().IsMatch(text))
        || (name.EndsWith("key", StringComparison.OrdinalIgnoreCase) && text.AsSpan().Equals(name.AsSpan(0, name.Length - 3).TrimEnd("-_"), StringComparison.OrdinalIgnoreCase));

    /// <summary>Several words, the last of which means a secret: <c>db-password</c>, <c>tls.key</c>.</summary>
    private static bool IsNameOfSecret(string text) => text.AsSpan().IndexOfAny('-', '.', '_') > 0 && (Names.MeanSecret(text) || text.EndsWith(".key", StringComparison.Ordinal));

    /// <summary>Whether a text is what Kubernetes takes for a name, of a Secret with its namespace or key, or several, each on a line and with what it is called there: <c>TOKEN=app:token</c>. A UUID is a value that a program made up.</summary>
    public static bool IsObjectName(string text) => text.Length <= LongestName && ObjectName().IsMatch(text) && !Randomness.LooksTyped(text) && !Guid.TryParse(text, out _);

    /// <summary>
    /// <c>$DB_PASSWORD</c> and <c>$password</c> name a variable; <c>$hunter2RealPw9x</c> is a password that begins with a
    /// dollar, since nobody mixes capitals and digits so in a variable's name.
    /// </summary>
    public static bool IsShellVariable(string text)
    {
        // Compose and Make want the dollar twice.
        var start = text.StartsWith("$$", StringComparison.Ordinal) ? 2 : 1;
        if (text.Length <= start || text[0] != '$' || !Identifier().IsMatch(text.AsSpan(start)))
            return false;
        var name = text[start..];
        return name.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_')
            || name.All(character => char.IsAsciiLetterLower(character) || character == '_')
            || (Names.MeanSecret(name) && !name.Any(char.IsAsciiDigit));
    }

    /// <summary>An absolute or relative path whose parts are names; a password may begin with a slash too.</summary>
    private static bool IsPath(string text) => Path().IsMatch(text) && !text.Split('/').Any(Randomness.LooksTyped);

    // ${VAR}, $(VAR), $ENV{VAR}, $name.of:secret, $__file{path}, %VAR%, @VAR@, __VAR__, #{VAR}#, [[ VAR ]], {.data.key}, VARIABLE_NAME, and what a loop counts: wrong$i.
    [GeneratedRegex(@"^([A-Za-z_-]*\$(\{[ijkn]\}|[ijkn])|\$ENV\{[^{}]*\}|\$[A-Za-z_][A-Za-z_]*([.:-][A-Za-z_]+)+|\$[A-Za-z_-]+:[a-z0-9._/-]+(:[a-z0-9._-]+)?|\(\([^()]*\)\)|\$__[a-z]+\{[^{}]*\}|\$+\{\{?[^{}]*\}?\}|\$+\([^()]*\)|%\{?[A-Za-z_][A-Za-z0-9_]*\}?%|%\([A-Za-z0-9_]+\)s|@@?[A-Za-z_][A-Za-z0-9_.]*@@?|__[A-Za-z][A-Za-z0-9_]*__|#\{[^{}]*\}#?|\[\[ *[A-Za-z_][A-Za-z0-9_. -]* *\]\]|\{[A-Za-z_][A-Za-z0-9_.]*\}|\{\.[A-Za-z_][A-Za-z0-9_.\['""\]-]*\}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\z")]
    private static partial Regex Variable();

    // ${VAR} and {{ ... }} anywhere; $VAR, $(VAR), Tekton's $(params.x), %VAR%, @VAR@, __VAR__, #{VAR}# and [[ VAR ]] as the whole text.
    [GeneratedRegex(@"\$\{[A-Za-z_][A-Za-z0-9_.]*(:?[-=?+][^{}]*)?\}|\{\{[^{}]*\}\}|^(\$[A-Z_][A-Z0-9_]*|\$\([A-Za-z_][A-Za-z0-9_.-]*\)|%[A-Za-z_][A-Za-z0-9_]*%|@@?[A-Za-z_][A-Za-z0-9_.]*@@?|__[A-Za-z][A-Za-z0-9_]*__|#\{[^{}]*\}#?|\[\[ *[A-Za-z_][A-Za-z0-9_. -]* *\]\])\z")]
    private static partial Regex Filled();

    // A place in somebody's store, as its tools write it: scheme first.
    [GeneratedRegex(@"^(ref\+[a-z0-9+]+:|secretref\+[a-z]+:|op://|bws:|>{0,2}vault:|awssm:|awsps:|ssm:|ssm-secure:|asm:|gcpsm:|gsm:|akv:|azurekv:|azurekeyvault:|keyvault:|doppler:|infisical:|sops:|kms:|sm://|secrets?://|keyring:|keychain:|env:|env\.|file:|fd:|secretref:|secret-ref:|k8s:|kubernetes:|pass:|lastpass:|bitwarden:|conjur:|secrets\.[A-Za-z]|@Microsoft\.KeyVault\(|arn:aws[a-z-]*:|projects/[^/]+/secrets/|\{\{resolve:|!|avp:|<[a-z]+:)|^(https?|oci|git|ssh|s3|[a-z0-9+-]*(kv|ssm|kms|vault|secrets?)[a-z0-9+-]*)://[^\s@?]*\z|^_?file:|^[a-z0-9-]*(secret|vault|ssm|kms)[a-z-]*:[^\s@]*[/#]", RegexOptions.IgnoreCase)]
    private static partial Regex Store();

    // A member of something: process.env.X, var.x, module.x.y, .Values.x, sys.argv[1], and what Terraform made.
    [GeneratedRegex(@"^(\.|process\.env\.|os\.environ|var\.|local\.|module\.|data\.|config\.|context\.|self\.|this\.|(random|aws|google|azurerm|azuread|vault|kubernetes|helm|tls|digitalocean|linode|civo|vultr|hcloud|oci|alicloud|github|gitlab|cloudflare|rancher2|onepassword)_[a-z0-9_]+\.)[A-Za-z_][A-Za-z0-9_.\[\]'""-]*\z|^[A-Za-z_]+(\.[A-Za-z_]+)+\[[0-9]{1,3}\]\z")]
    private static partial Regex CodeReference();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\[[0-9]+\])?(\.[A-Za-z_][A-Za-z0-9_]*(\[[0-9]+\])?)+\z")]
    private static partial Regex Member();

    [GeneratedRegex(@"^(~|@|\.{1,2})?(/[A-Za-z0-9._@-]+)+/?\z|^[A-Za-z]:\\[^\s]*\z|^\.?[a-z0-9._-]+(/[a-z0-9._-]+)+/?\z|^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+\.[a-z]{1,6}\z|^[A-Za-z0-9._-]+\.(ya?ml|json|txt|md|adoc|rst|html?|pem|crt|conf|cnf|ini|toml|properties|env)\z")]
    private static partial Regex Path();

    // What SOPS, git-crypt, Ansible and Pulumi encrypted, and age's and PGP's armour.
    [GeneratedRegex(@"^(ENC\[[A-Z0-9_]+,.*\]|ENC\([A-Za-z0-9+/=]{16,}\)\z|\{cipher\}|\$ANSIBLE_VAULT;|v[0-9]+:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{16,}={0,2}\z|vault:v[0-9]+:|-----BEGIN (AGE ENCRYPTED FILE|PGP MESSAGE))", RegexOptions.Singleline)]
    private static partial Regex Encrypted();

    [GeneratedRegex("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", RegexOptions.Singleline)]
    private static partial Regex Certificate();

    // A regular expression: (?i), (?:x), [A-Z0-9]{20}, \b(x).
    [GeneratedRegex(@"\(\?([a-z]+\)|[:=!<])|\[[^\[\]\s]{0,64}[A-Za-z0-9]-[A-Za-z0-9][^\[\]\s]{0,64}\][{+*?]|\\[bdswBDSW][({\[+*]")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\$(2[abxy]?|argon2(id|i|d)|[156y]|apr1|pbkdf2[a-z0-9-]*|scrypt|7)\$|^\{(SSHA|SHA|SMD5|MD5|CRYPT|PBKDF2|ARGON2)[0-9]*\}|^(pbkdf2|scrypt|argon2)[:_]|^[^\s:$]{1,64}:(\$(2[abxy]?|apr1|[156])\$|\{(SSHA|SHA)[0-9]*\})|^(sha(1|224|256|384|512)|md5)[:-]", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordHash();

    // Certificates, keys of the public half, and what Stripe and PostHog have everybody's browser send.
    [GeneratedRegex(@"^\s*(-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|X509 CRL|PGP PUBLIC KEY BLOCK|PKCS7|TRUSTED CERTIFICATE|CERTIFICATE REQUEST|NEW CERTIFICATE REQUEST|DH PARAMETERS|EC PARAMETERS)|LS0tLS1CRUdJTi(BDRVJU|BQVUJM|BSU0EgUFVC)|(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp[0-9]+|sk-ssh-ed25519@openssh\.com) AAAA|age1[a-z0-9]{50,}|(pk_(live|test)|phc)_[A-Za-z0-9]{16,}\z)")]
    private static partial Regex Public();

    [GeneratedRegex(@"^[xX*.#?_-]+\z|^[xX]{3,}[A-Za-z0-9_-]*\z|^\.{3}|\*{3,}|\.{3}\z|^(1234567890?|0123456789|abc123|abcdefg?h?|qwerty|asdf|n/?a)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(<[^<>]*>|\[[A-Za-z _-]+\]|\{[A-Za-z _.-]+\}|\(+[A-Za-z _-]+\)+)\z")]
    private static partial Regex Bracketed();

    // Of Azure's templates.
    [GeneratedRegex(@"^\[[a-z][A-Za-z]*\([^\[\]]*\)\]\z")]
    private static partial Regex ArmExpression();

    [GeneratedRegex(@"\bmy[-_ ]?(secret|password|token|key|pass)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Mine();

    // Somebody put another text in the place of a key: its lines may be written as \n.
    [GeneratedRegex(@"^-----BEGIN [A-Z0-9 ]{1,64}-----(\s|\\n)*(?<body>.*?)(\s|\\n)*-----END [A-Z0-9 ]{1,64}-----(\\n)?\z", RegexOptions.Singleline)]
    private static partial Regex Armor();

    [GeneratedRegex("^([A-Za-z_ -]|s3|oauth2|base64)+\\z")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Identifier();

    // What a token may do: id-token: write, contents: read.
    [GeneratedRegex(@"^(read|write|admin|none|[a-z]+:(read|write|\*))([, ]+[a-z:*]+)*\z")]
    private static partial Regex Permission();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h|d|w|y|[KMGT]i?B?|m?%)\z")]
    private static partial Regex Duration();

    // A day alone may be somebody's password.
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{4,20}(Z|[+-][0-9:]{2,5})?\z")]
    private static partial Regex Time();

    // What a package is asked for, under its own name: js-tokens: ^4.0.0, auth-token: ^3.0.0 || ^4.0.0, pgpass: 1.x
    [GeneratedRegex(@"^[\^~<>=v]{0,3}[0-9]{1,4}(\.[0-9]{1,5}\.[0-9]{1,5}|(\.[0-9]{1,5})?\.[x*])( \|\| [\^~<>=v]{0,3}[0-9]{1,4}(\.[0-9]{1,5}\.[0-9]{1,5}|(\.[0-9]{1,5})?\.[x*]))*\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[A-Z][a-z']+,?( [a-z(][A-Za-z',().-]*){2,}[.!?:]?\z|^[A-Z][^0-9]*( [^0-9 ]+){4,}\z")]
    private static partial Regex Sentence();

    // Of an S3 identity, whose access key is often a name; a variable in capitals holds a value.
    [GeneratedRegex(@"^[0-9]?[a-z]+(_[a-z]+)*_[a-z]+[0-9]{0,2}\z")]
    private static partial Regex Snake();

    [GeneratedRegex(@"(access|secret)[-_]?[Kk]ey\z")]
    private static partial Regex IdentityKey();

    [GeneratedRegex(@"^([a-z]{1,10}|[a-z]+([-._][a-z]+)+)\z")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"\A(([A-Za-z][A-Za-z0-9_-]*=)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?([/:#][A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)*[ \t]*(\r?\n[ \t]*(?=\S)|\z))+\z")]
    private static partial Regex ObjectName();
}
