using System.Text;
using McpInfra.Plaintext;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Plaintext;

/// <summary>One text at one path that gives itself away by the signs named and by no other.</summary>
internal sealed record SignSample(string Title, string Path, string Text, params SignKind[] Kinds)
{
    /// <summary>What a run holds, where the sample is one that it holds.</summary>
    public string? Held { get; init; }

    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public HeldSecrets Holder()
    {
        var held = new HeldSecrets();
        if (Held is not null)
            held.Hold(Held);
        return held;
    }

    public bool CountsFor(params Caller[] callers) => callers.SelectMany(Callers.Counts).Intersect(Kinds).Any();

    /// <summary>A map for each key of the path, and the text as data.</summary>
    public Dictionary<string, object?> Tree() => (Dictionary<string, object?>)Path.Split('.').Reverse()
        .Aggregate((object?)Text, (inner, key) => new Dictionary<string, object?> { [key] = inner })!;

    /// <summary>The same as a value in YAML, on one line.</summary>
    public string Yaml() => Path.Split('.').Reverse().Aggregate(YamlText.Quoted(Text), (inner, key) => $"{{{YamlText.Quoted(key)}: {inner}}}");
}

/// <summary>Samples of every sign. Put together here, so that no scanner takes this file for a leak.</summary>
internal static class SignSamples
{
    /// <summary>Words, so that nothing but a run that holds it knows it.</summary>
    private const string HeldText = "quiet rivers & <blue> hills";

    private static readonly string Token = "ghp_" + "CNRYabcdefghijklmnopqrstuvwx0123";

    public static IReadOnlyList<SignSample> All { get; } =
    [
        Held("as it is", HeldText),
        Held("in a longer text", $"see {HeldText} there"),
        Held("escaped for a URL", Uri.EscapeDataString(HeldText)),
        Held("escaped for HTML", System.Net.WebUtility.HtmlEncode(HeldText)),
        Held("as JSON", "\"" + string.Concat(HeldText.Select(one => $"\\u{(int)one:x4}")) + "\""),
        Held("in hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(HeldText))),
        Held("in base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(HeldText)), SignKind.Opaque),

        new("a GitHub token", "app.note", Token, SignKind.Format, SignKind.Opaque),
        new("a GitHub token in base64", "app.note", Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)), SignKind.Format, SignKind.Opaque),
        new("an AWS access key", "app.note", "AKIA" + "Q7R2MVZ9KC4LWB5N", SignKind.Format),
        new("a token in a sentence", "app.note", $"ask for {Token} at the desk", SignKind.Format, SignKind.Opaque),
        new("a private key", "app.note", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n-----END RSA PRIVATE KEY-----", SignKind.Format, SignKind.Opaque),

        new("a URL with a password", "app.note", "postgres://u:winterHills22@h/db", SignKind.Credential),
        new("a header", "app.note", "X-API-Key: winterHills22", SignKind.Credential),
        new("an assignment", "app.note", "export DB_PASSWORD='correct horse battery'", SignKind.Credential),
        new("a connection string", "app.note", "Server=h;Uid=sa;Pwd=winterHills22", SignKind.Credential),
        new("an argument", "app.note", "mysql --password winterHills22 -h db", SignKind.Credential),

        new("the name of a password", "app.DB_PASSWORD", "correcthorsebattery", SignKind.Name),
        new("the name of a token in small letters", "app.authToken", "winterHills22", SignKind.Name),
        new("the name of a secret of a client", "app.clientsecret", "correct horse battery", SignKind.Name),

        new("the key of the chart's Route", "route.tls.key", "some words of a key", SignKind.ChartPlace),
        new("the secret of the chart's tests", "testing.registration.jwt.secret", "signing-phrase", SignKind.ChartPlace),

        new("a shipped signing key", "app.note", "my-test-key-but-now-longer-than-32-bytes", SignKind.Shipped),
        new("a shipped password", "app.note", "minioadminchangeme", SignKind.Shipped),

        new("random letters and digits", "app.note", "Kd82mZq0Xv5Lw9Bt3Rn7Yc1Hs6Pf4Gj2Ua8Te0Wb", SignKind.Opaque),
        new("random hex", "app.note", "8f3a61c07be94d52a0c7e19bd46f83250e7cb19ad6524f03", SignKind.Opaque),

        new("a placeholder in capitals", "app.DB_PASSWORD", "REPLACE_ME", SignKind.Placeholder),
        new("words under the name of a key", "app.SMTP_KEY", "quiet rivers", SignKind.Doubtful),
        new("a switch under the name of a secret", "app.DB_PASSWORD", "required", SignKind.Doubtful),
        new("the name of a secret under the name of one", "app.OKTA_SECRET", "plain-conf-pw-77", SignKind.Doubtful),
        new("a variable under the name of a secret", "app.DB_PASSWORD", "${DB_PASSWORD}", SignKind.Doubtful),
        new("a typed password under the name of a key", "app.SMTP_KEY", "winterHills22Rx9", SignKind.Doubtful),

        new("a placeholder in brackets", "app.DB_PASSWORD", "<your-password>", SignKind.Placeholder),
    ];

    public static SignSample Called(string title) => All.Single(sample => sample.Title == title);

    private static SignSample Held(string form, string text, params SignKind[] more) =>
        new($"a held secret {form}", "app.note", text, [SignKind.Held, .. more]) { Held = HeldText };
}
