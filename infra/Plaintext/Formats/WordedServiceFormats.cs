using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Services whose keys are plain random text, recognized beside a word of their vendor's alone.</summary>
internal static class WordedServiceFormats
{
    public static FormatGroup Group { get; } = new(
        "words and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Beside(["adafruit"], "adafruit-api-key", "an Adafruit key", Word.Of(32)),
            Beside(["adobe"], "adobe-client-id", "an Adobe client id", Hex.Of(32)),
            Beside(["airtable"], "airtable-api-key", "an Airtable key", Alphanumeric.Of(17)),
            Beside(["asana"], "asana-client-id", "an Asana client id", Digits.Of(16)),
            Beside(["asana"], "asana-client-secret", "an Asana secret", Alphanumeric.Of(32)),
            Beside(["beamer"], "beamer-api-token", "a Beamer token", "b_", WordPadded.Of(44)),
            Beside(["contentful"], "contentful-delivery-api-token", "a Contentful token", WordPadded.Of(43)),
            Beside(["discord"], "discord-api-token", "a Discord token", Hex.Of(64)),
            Beside(["discord"], "discord-client-id", "a Discord client id", Digits.Of(18)),
            Beside(["discord"], "discord-client-secret", "a Discord secret", WordPadded.Of(32)),
            Beside(["dropbox"], "dropbox-api-token", "a Dropbox token", Alphanumeric.Of(15)),
            Beside(["dropbox"], "dropbox-long-lived-api-token", "a Dropbox token", Alphanumeric.Of(11), "AAAAAAAAAA", WordPadded.Of(43)),
            Beside(["facebook"], "facebook-secret", "a Facebook secret", Hex.Of(32)),
            Beside(["flickr"], "flickr-access-token", "a Flickr token", Alphanumeric.Of(32)),
            Beside(["hubspot"], "hubspot-api-key", "a HubSpot key", Uuid),
            Beside(["intercom"], "intercom-api-key", "an Intercom key", WordPadded.Of(60)),
            Beside(["linear"], "linear-client-secret", "a Linear secret", Hex.Of(32)),
            Beside(LinkedIn, "linkedin-client-id", "a LinkedIn client id", Alphanumeric.Of(14)),
            Beside(LinkedIn, "linkedin-client-secret", "a LinkedIn secret", Alphanumeric.Of(16)),
            Beside(["mattermost"], "mattermost-access-token", "a Mattermost token", Alphanumeric.Of(26)),
            Beside(MessageBird, "messagebird-api-token", "a MessageBird token", Alphanumeric.Of(25)),
            Beside(MessageBird, "messagebird-client-id", "a MessageBird client id", Uuid),
            Beside(["nytimes", "newyorktimes", "new-york-times", "new_york_times"], "nytimes-access-token", "a New York Times key", WordPadded.Of(32)),
            Beside(["sendbird"], "sendbird-access-id", "a Sendbird id", Uuid),
            Beside(["sendbird"], "sendbird-access-token", "a Sendbird token", Hex.Of(40)),
            Beside(["squarespace"], "squarespace-access-token", "a Squarespace token", Uuid),
            Beside(["twilio"], "twilio-auth-token", "a Twilio token", Hex.Of(32)),
            Beside(["twitch"], "twitch-api-token", "a Twitch token", Alphanumeric.Of(30)),
            Beside(["twitter"], "twitter-access-secret", "a Twitter secret", Alphanumeric.Of(45)),
            Beside(["twitter"], "twitter-access-token", "a Twitter token", Digits.Of(15, 25), "-", Alphanumeric.Of(20, 50)) with { Mixed = true },
            Beside(["twitter"], "twitter-api-key", "a Twitter key", Alphanumeric.Of(25)),
            Beside(["twitter"], "twitter-api-secret", "a Twitter secret", Alphanumeric.Of(50)),
            Beside(["twitter"], "twitter-bearer-token", "a Twitter token", "AAAAAAAAAAAAAAAAAAAAAA", Base64Escaped.Of(80, 100)),
            Beside(["zendesk"], "zendesk-secret-key", "a Zendesk secret", Alphanumeric.Of(40)),
        ]);

    private static string[] LinkedIn => ["linkedin", "linked_in", "linked-in"];

    private static string[] MessageBird => ["messagebird", "message_bird", "message-bird"];
}
