using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Payments, shops and shipping.</summary>
internal static class PaymentFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Token("stripe-access-token", "a Stripe key", Either("sk_test_", "sk_live_", "sk_prod_", "rk_test_", "rk_live_", "rk_prod_"), Alphanumeric.Of(10, 255)),
            Token("stripe-webhook-secret", "a Stripe webhook secret", "whsec_", Base64.Of(24, 64)),
            Token("shopify-access-token", "a Shopify token", "shpat_", Hex.Of(32)),
            Token("shopify-custom-access-token", "a Shopify token", "shpca_", Hex.Of(32)),
            Token("shopify-private-app-access-token", "a Shopify token", "shppa_", Hex.Of(32)),
            Token("shopify-shared-secret", "a Shopify secret", "shpss_", Hex.Of(32)),
            Token("square-access-token", "a Square token", Either("sq0atp-", "sq0csp-"), Word.Of(22, 60)),
            Token("square-production-token", "a Square token", "EAAA", Word.Of(22, 60)) with { Before = Edge.Base64 },
            Token("flutterwave-secret-key", "a Flutterwave key", Either("FLWSECK_TEST-", "FLWSECK-"), Alphanumeric.Of(32), "-X"),
            Token("flutterwave-encryption-key", "a Flutterwave key", "FLWSECK_TEST", Maybe("-"), Alphanumeric.Of(12)),
            Token("flutterwave-public-key", "a Flutterwave key", Either("FLWPUBK_TEST-", "FLWPUBK-"), Alphanumeric.Of(32), "-X"),
            Token("duffel-api-token", "a Duffel token", Either("duffel_test_", "duffel_live_"), WordPadded.Of(43)),
            Token("easypost-api-token", "an EasyPost key", "EZAK", Alphanumeric.Of(54)) with { Before = Edge.Base64 },
            Token("easypost-test-api-token", "an EasyPost key", "EZTK", Alphanumeric.Of(54)) with { Before = Edge.Base64 },
            Token("shippo-api-token", "a Shippo token", Either("shippo_live_", "shippo_test_"), Hex.Of(40)),
            Token("lob-api-key", "a Lob key", Either("live_", "test_"), Hex.Of(35)),
            Token("lob-pub-api-key", "a Lob key", Either("live_pub_", "test_pub_"), Hex.Of(31)),
            Beside(["gocardless"], "gocardless-api-token", "a GoCardless token", "live_", WordPadded.Of(40)),
            Token("plaid-api-token", "a Plaid token", Either("access-sandbox-", "access-development-", "access-production-"), Uuid),
            Beside(["plaid"], "plaid-client-id", "a Plaid client id", Alphanumeric.Of(24)),
            Beside(["plaid"], "plaid-secret-key", "a Plaid secret", Alphanumeric.Of(30)),
            Beside(["bittrex"], "bittrex-access-key", "a Bittrex key", Alphanumeric.Of(32)),
            Beside(["bittrex"], "bittrex-secret-key", "a Bittrex key", Alphanumeric.Of(32)),
            Beside(["coinbase"], "coinbase-access-token", "a Coinbase token", Word.Of(64)),
            Beside(["etsy"], "etsy-access-token", "an Etsy token", Alphanumeric.Of(24)),
            Beside(["finicity"], "finicity-api-token", "a Finicity token", Hex.Of(32)),
            Beside(["finicity"], "finicity-client-secret", "a Finicity secret", Alphanumeric.Of(20)),
            Beside(["finnhub"], "finnhub-access-token", "a Finnhub token", Alphanumeric.Of(20)),
            Beside(["freshbooks"], "freshbooks-access-token", "a FreshBooks token", Alphanumeric.Of(64)),
            Beside(["kraken"], "kraken-access-token", "a Kraken key", Base64Any.Of(80, 90)),
            Beside(["kucoin"], "kucoin-access-token", "a KuCoin key", Hex.Of(24)),
            Beside(["kucoin"], "kucoin-secret-key", "a KuCoin secret", Uuid),
        ]);
}
