namespace McpInfra.Tests.Support;

/// <summary>Values files of a running release with inline secrets in every place the chart has for them.</summary>
internal static class ReleaseValues
{
    /// <summary>In every secret of the files, so that it is found wherever it should not be.</summary>
    public const string Canary = "canary";

    public const string Base = """
        # Values of the running release.
        mcpContextForge:
          replicaCount: 2            # two of them
          secret:
            # signs every token
            JWT_SECRET_KEY: "canary-jwt-key-of-more-than-thirty-two-characters"  # see the runbook
            AUTH_ENCRYPTION_SECRET: 'canary ''salt'' '
            PLATFORM_ADMIN_EMAIL: boss@example.com
            SSO_OKTA_CLIENT_SECRET: canary-overridden
            ED25519_PRIVATE_KEY: |
              -----BEGIN PRIVATE KEY-----
              canary0BAQ/+
              -----END PRIVATE KEY-----

          config: {LOG_LEVEL: INFO, RATELIMITER_REDIS_URL: "redis://:canary@limits.example.com:6379/0", SSO_ENABLED: "true"}
          extraEnv:
            # mail
            - name: SMTP_PASSWORD
              value: canary-smtp
            - name: PROXY
              value: http://proxy.example.com:3128
          metrics: {serviceMonitor: {enabled: false}}
        postgres:
          credentials:
            user: gateway
            password: canary-postgres
        redis:
          auth:   # the chart's own
            password: canary-redis
        monitoring:
          enabled: false
          grafana:
            adminPassword: canary-grafana

        """;

    public const string Environment = """
        mcpContextForge:
          secret:
            PLATFORM_ADMIN_PASSWORD: changeme
            SSO_OKTA_CLIENT_SECRET: canary-okta
          ingress:
            host: gateway.example.com

        """;
}
