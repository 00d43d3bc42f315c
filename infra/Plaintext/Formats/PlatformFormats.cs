using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Hosting, networks and databases as a service.</summary>
internal static class PlatformFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Token("digitalocean-access-token", "a DigitalOcean token", "doo_v1_", Hex.Of(64)),
            Token("digitalocean-pat", "a DigitalOcean token", "dop_v1_", Hex.Of(64)),
            Token("digitalocean-refresh-token", "a DigitalOcean token", "dor_v1_", Hex.Of(64)),
            Token("cloudflare-origin-ca-key", "a Cloudflare key", "v1.0-", Hex.Of(24), "-", Hex.Of(146)) with { Before = Edge.Name },
            Token("heroku-api-key-v2", "a Heroku key", "HRKU-AA", Word.Of(58)),
            Token("flyio-access-token", "a Fly.io token", Either("fm1a_", "fm1r_", "fm2_"), Base64.Of(100, 2000)),
            Token("flyio-legacy-access-token", "a Fly.io token", "fo1_", Word.Of(43)),
            Token("vercel-token", "a Vercel token", Either("vcp_", "vci_", "vca_", "vcr_", "vck_"), Alphanumeric.Of(24, 64)) with { Mixed = true },
            Token("supabase-token", "a Supabase token", Either("sbp_oauth_", "sbp_v0_", "sbp_"), Hex.Of(40)),
            Token("supabase-secret-key", "a Supabase key", "sb_secret_", Word.Of(24, 64)),
            Token("neon-api-key", "a Neon key", "napi_", Alphanumeric.Of(40, 80)),
            Token("neon-password", "a Neon password", "npg_", Alphanumeric.Of(12, 32)) with { Mixed = true },
            Token("planetscale-api-token", "a PlanetScale token", "pscale_tkn_", WordDotted.Of(32, 64)),
            Token("planetscale-oauth-token", "a PlanetScale token", "pscale_oauth_", WordDotted.Of(32, 64)),
            Token("planetscale-password", "a PlanetScale password", "pscale_pw_", WordDotted.Of(32, 64)),
            Token("tailscale-key", "a Tailscale key", Either("tskey-auth-", "tskey-api-", "tskey-client-", "tskey-scim-", "tskey-webhook-", "tskey-"), Word.Of(16, 80)),
            Beside(["zerotier"], "zerotier-token", "a ZeroTier token", Alphanumeric.Of(32)),
            Beside(["ngrok"], "ngrok-token", "an ngrok token", Word.Of(49)),
            Token("defined-networking-api-token", "a Defined Networking token", "dnkey-", WordPadded.Of(60, 100)),
            Token("scalingo-api-token", "a Scalingo token", "tk-us-", Word.Of(48)) with { Before = Edge.Name },
            Token("netlify-token", "a Netlify token", "nfp_", Alphanumeric.Of(36)),
            Token("render-api-key", "a Render key", "rnd_", Alphanumeric.Of(28, 40)) with { Mixed = true },
            Token("harness-api-key", "a Harness key", Either("pat.", "sat."), Word.Of(22), ".", Alphanumeric.Of(24), ".", Alphanumeric.Of(20)) with { Before = Edge.Name },
            Token("octopus-deploy-api-key", "an Octopus Deploy key", "API-", UpperDigits.Of(26)) with { Before = Edge.Name, Mixed = true },
            Token("authress-service-client-access-key", "an Authress key", Either("authress_", "scauth_", "ext_", "sc_"), Alphanumeric.Of(5, 30), ".", Alphanumeric.Of(4, 6), Either(".acc_", ".acc-"), Word.Of(10, 32), ".", Base64Any.Of(30, 120)),
            Token("dynatrace-api-token", "a Dynatrace token", Either("dt0c01.", "dt0s01."), Alphanumeric.Of(24), ".", Alphanumeric.Of(64)),
            Token("settlemint-application-access-token", "a SettleMint token", "sm_aat_", Alphanumeric.Of(16)),
            Token("settlemint-personal-access-token", "a SettleMint token", "sm_pat_", Alphanumeric.Of(16)),
            Token("settlemint-service-access-token", "a SettleMint token", "sm_sat_", Alphanumeric.Of(16)),
            Token("intra42-client-secret", "a 42 client secret", Either("s-s4t2ud-", "s-s4t2af-"), Hex.Of(64)),
            Token("readme-api-token", "a ReadMe token", "rdme_", Alphanumeric.Of(70)),
            Beside(["algolia"], "algolia-api-key", "an Algolia key", Alphanumeric.Of(32)),
        ]);
}
