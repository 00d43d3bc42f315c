using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Chat, mail and social networks.</summary>
internal static class ChatFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; Slack's, Discord's, Microsoft's, Telegram's and Meta's documentation; mail services' API pages",
        [
            Token("slack-app-token", "a Slack token", "xapp-", Digits.Of(1), "-", UpperDigits.Of(1, 32), "-", Digits.Of(1, 32), "-", Alphanumeric.Of(1, 128)),
            Token("slack-bot-token", "a Slack token", "xoxb-", Digits.Of(10, 13), "-", Digits.Of(10, 13), Maybe(Word.Of(0, 100))),
            Token("slack-legacy-bot-token", "a Slack token", "xoxb-", Word.Of(10, 200)),
            Token("slack-config-access-token", "a Slack token", Either("xoxe.xoxb-", "xoxe.xoxp-"), Word.Of(60, 250)),
            Token("slack-config-refresh-token", "a Slack token", "xoxe-", Digits.Of(1), "-", UpperDigits.Of(60, 200)),
            Token("slack-user-token", "a Slack token", Either("xoxp-", "xoxe-"), Word.Of(20, 200)),
            Token("slack-legacy-token", "a Slack token", Either("xoxo-", "xoxs-", "xoxc-"), Digits.Of(1, 32), "-", Digits.Of(1, 32), "-", Digits.Of(1, 32), "-", Hex.Of(1, 80)),
            Token("slack-session-cookie", "a Slack session", "xoxd-", Base64Escaped.Of(40, 400)),
            Token("slack-legacy-workspace-token", "a Slack token", Either("xoxa-", "xoxr-"), Maybe(Digits.Of(1), "-"), Alphanumeric.Of(8, 60)) with { Mixed = true },
            Token("slack-webhook-url", "a Slack webhook", Either("hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/"), Base64.Of(18, 120)),
            Token("microsoft-teams-webhook", "a Teams webhook", ".webhook.office.com/webhookb2/", Alphanumeric.Joined("-", 8, 4, 4, 4, 12), "@", Alphanumeric.Joined("-", 8, 4, 4, 4, 12), "/IncomingWebhook/", Alphanumeric.Of(32), Maybe("/"), Maybe(Alphanumeric.Joined("-", 8, 4, 4, 4, 12))) with { Before = null },
            Token("discord-webhook", "a Discord webhook", Either("discord.com/api/webhooks/", "discordapp.com/api/webhooks/"), Digits.Of(16, 20), "/", Word.Of(40, 90)) with { Before = null },
            Token("discord-bot-token", "a Discord token", Either("MD", "MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT"), Word.Of(21, 26), ".", Word.Of(6), ".", Word.Of(27, 38)) with { Before = Edge.Base64, Check = BeginsWithId },
            Token("telegram-bot-api-token", "a Telegram token", Digits.Of(5, 16), ":A", Word.Of(34)),
            Token("facebook-access-token", "a Facebook token", Digits.Of(15, 16), Either("%7C", "%", "|"), Word.Of(27, 40)),
            Token("facebook-page-access-token", "a Facebook token", Either("EAAM", "EAAC"), Alphanumeric.Of(100, 400)) with { Before = Edge.Base64 },

            Token("sendgrid-api-token", "a SendGrid key", "SG.", WordDotted.Of(40, 80)) with { Before = Edge.Name },
            Token("sendinblue-api-token", "a Brevo key", Either("xkeysib-", "xsmtpsib-"), Hex.Of(64), "-", Alphanumeric.Of(16)),
            Token("mailgun-private-api-token", "a Mailgun key", "key-", Hex.Of(32)) with { Before = Edge.Name },
            Token("mailgun-pub-key", "a Mailgun key", "pubkey-", Hex.Of(32)) with { Before = Edge.Name },
            Beside(["mailgun"], "mailgun-signing-key", "a Mailgun key", Alphanumeric.Joined("-", 32, 8, 8)),
            Token("mailchimp-api-key", "a Mailchimp key", Hex.Of(32), "-us", Digits.Of(1, 2)),
            Token("resend-api-key", "a Resend key", "re_", Alphanumeric.Of(8), "_", Alphanumeric.Of(24)) with { Mixed = true },
            Token("twilio-api-key", "a Twilio key", "SK", Hex.Of(32)) with { Before = Edge.Base64 },
        ]);

    // A bot's token begins with its number in base64.
    private static bool BeginsWithId(ReadOnlySpan<char> token) =>
        Encodings.Decoded(token[..(token.IndexOf('.') / 4 * 4)].ToString())?.All(char.IsAsciiDigit) == true;
}
