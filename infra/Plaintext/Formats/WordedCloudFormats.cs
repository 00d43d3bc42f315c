using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Clouds and networks whose keys are plain random text, recognized beside a word of their vendor's alone.</summary>
internal static class WordedCloudFormats
{
    public static FormatGroup Group { get; } = new(
        "words and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Beside(["alibaba", "aliyun"], "alibaba-secret-key", "an Alibaba secret key", Alphanumeric.Of(30)),
            Beside(["meraki"], "cisco-meraki-api-key", "a Cisco Meraki key", Hex.Of(40)),
            Beside(["cloudflare"], "cloudflare-api-key", "a Cloudflare token", Word.Of(40)),
            Beside(["cloudflare"], "cloudflare-global-api-key", "a Cloudflare key", Hex.Of(37)),
            Beside(["confluent"], "confluent-access-token", "a Confluent key", UpperDigits.Of(16)),
            Beside(["confluent"], "confluent-secret-key", "a Confluent secret", Alphanumeric.Of(64)),
            Beside(["fastly"], "fastly-api-token", "a Fastly token", WordPadded.Of(32)),
            Beside(["heroku"], "heroku-api-key", "a Heroku key", Uuid),
            Beside(["netlify"], "netlify-access-token", "a Netlify token", WordPadded.Of(40, 46)),
            Beside(["okta"], "okta-access-token", "an Okta token", "00", WordPadded.Of(40)),
            Beside(["yandex"], "yandex-aws-access-token", "a Yandex key", "YC", Word.Of(38)),
            Beside(["vercel"], "vercel-legacy-token", "a Vercel token", Alphanumeric.Of(24)),
            Beside(["hetzner", "hcloud"], "hetzner-token", "a Hetzner token", Alphanumeric.Of(64)),
            Beside(["linode"], "linode-token", "a Linode token", Hex.Of(64)),
            Beside(["vultr"], "vultr-api-key", "a Vultr key", UpperDigits.Of(36)),
            Beside(["SCW_SECRET", "scaleway_secret"], "scaleway-secret-key", "a Scaleway key", Uuid),
        ]);
}
