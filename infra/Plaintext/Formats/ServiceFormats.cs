using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Other services whose tokens are recognized by their form alone.</summary>
internal static class ServiceFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Token("adobe-client-secret", "an Adobe client secret", "p8e-", Word.Of(32)),
            Token("airtable-personnal-access-token", "an Airtable token", "pat", Alphanumeric.Of(14), ".", Hex.Of(64)),
            Token("dropbox-short-lived-api-token", "a Dropbox token", "sl.", WordPadded.Of(130, 1400)) with { Before = Edge.Name },
            Token("figma-token", "a Figma token", Either("figd_", "figo_"), Word.Of(36, 64)),
            Token("frameio-api-token", "a Frame.io token", "fio-u-", WordPadded.Of(64)),
            Token("linear-api-key", "a Linear key", Either("lin_api_", "lin_oauth_"), Alphanumeric.Of(32, 72)),
            Token("mapbox-api-token", "a Mapbox token", "pk.", Alphanumeric.Of(60), ".", Alphanumeric.Of(22)) with { Before = Edge.Name },
            Token("mapbox-token", "a Mapbox token", Either("sk.eyJ", "tk.eyJ"), Word.Of(40, 300), ".", Word.Of(20, 50)) with { Before = Edge.Name },
            Token("notion-api-token", "a Notion token", "ntn_", Alphanumeric.Of(40, 60)),
            Token("notion-legacy-api-token", "a Notion token", "secret_", Alphanumeric.Of(43)) with { Mixed = true },
            Token("postman-api-token", "a Postman key", "PMAK-", Hex.Of(24), "-", Hex.Of(34)),
            Token("typeform-api-token", "a Typeform token", "tfp_", WordDotted.Of(40, 80)),
            Token("asana-personal-access-token", "an Asana token", Either("1/", "2/"), Digits.Of(15, 17), Either("/", ":"), Hex.Of(32)) with { Before = Edge.Base64 },
        ]);
}
