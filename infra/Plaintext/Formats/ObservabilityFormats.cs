using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Metrics, logs, errors, and who is called about them.</summary>
internal static class ObservabilityFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; Grafana's, Sentry's, New Relic's, Datadog's and PagerDuty's documentation",
        [
            Token("grafana-cloud-api-token", "a Grafana Cloud token", "glc_", Base64.Of(32, 400)),
            Token("grafana-service-account-token", "a Grafana token", "glsa_", Alphanumeric.Of(32), "_", Hex.Of(8)),
            Token("sentry-org-token", "a Sentry token", "sntrys_eyJ", Base64.Of(30, 500), "_", Base64.Of(43, 44)),
            Token("sentry-user-token", "a Sentry token", "sntryu_", Hex.Of(64)),
            Token("new-relic-user-api-key", "a New Relic key", "NRAK-", Alphanumeric.Of(27)),
            Token("new-relic-browser-api-token", "a New Relic key", "NRJS-", Hex.Of(19)),
            Token("new-relic-insert-key", "a New Relic key", "NRII-", Word.Of(32)),
            Token("honeycomb-key", "a Honeycomb key", Either("hcaik_", "hcalk_", "hcxik_", "hcxlk_"), Alphanumeric.Of(50, 70)),
            Token("maxmind-license-key", "a MaxMind key", Alphanumeric.Of(6), "_", Alphanumeric.Of(29), "_mmk"),
            Beside(["sentry"], "sentry-access-token", "a Sentry token", Hex.Of(64)),
            Beside(NewRelic, "new-relic-user-api-id", "a New Relic key", Alphanumeric.Of(64)),
            Beside(NewRelic, "new-relic-license-key", "a New Relic license key", Hex.Of(36), "NRAL"),
            Beside(["datadog", "DD_API_KEY", "DD_APP_KEY"], "datadog-access-token", "a Datadog key", Alphanumeric.Of(40)),
            Beside(["datadog", "DD_API_KEY"], "datadog-api-key", "a Datadog key", Hex.Of(32)),
            Beside(["pagerduty", "pager_duty", "pager-duty"], "pagerduty-api-key", "a PagerDuty key", Word.Of(20)),
            Beside(["pagerduty", "pager_duty", "pager-duty"], "pagerduty-integration-key", "a PagerDuty key", Hex.Of(32)),
            Beside(["opsgenie"], "opsgenie-api-key", "an Opsgenie key", Uuid),
            Beside(["sumo"], "sumologic-access-id", "a Sumo Logic access id", "su", Alphanumeric.Of(12)),
            Beside(["sumo"], "sumologic-access-token", "a Sumo Logic key", Alphanumeric.Of(64)),
            Beside(["launchdarkly", "launch_darkly", "launch-darkly"], "launchdarkly-access-token", "a LaunchDarkly token", WordPadded.Of(40)),
            Beside(["looker"], "looker-client-id", "a Looker client id", Alphanumeric.Of(20)),
            Beside(["looker"], "looker-client-secret", "a Looker secret", Alphanumeric.Of(24)),
        ]);

    private static string[] NewRelic => ["newrelic", "new_relic", "new-relic"];
}
