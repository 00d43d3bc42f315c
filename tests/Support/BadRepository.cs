using McpInfra.Tests.Support;

namespace McpInfra.Tests.Support;

/// <summary>A repository with one of everything that the audit finds. Nothing in it is anybody's secret.</summary>
internal static class BadRepository
{
    /// <summary>Put together here, so that no scanner takes this file for a leak.</summary>
    public static readonly string GitHubToken = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    public const string Opaque = "tXq7R2mVz9Kc4LwB8nYs3HdFj6PgA5eU";

    public const string Password = "correct-horse-7";

    private const string Prod = """
        config:
          aws:region: eu-west-1
          mcp-infra:aws:
            accountId: "123456789012"
          mcp-infra:namespace: mcp-dev
          mcp-infra:chart:
            version: 1.9.0
          mcp-infra:kubernetes:
            context: shared
          mcp-infra:identity:
            oidcProviderArn: arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789
          mcp-infra:store:
            kind: ClusterSecretStore
            name: aws
            refreshInterval: 15s
          mcp-infra:secrets:
            PLATFORM_ADMIN_PASSWORD:
              from: generate
            CSRF_SECRET_KEY:
              from: existing
              arn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shared-AbCdEf
          mcp-infra:migration:
            allowOptionalInProd: true
          mcp-infra:extraEnvVarsSecret:
            - secretRef:
                name: team-settings
                optional: true
          mcp-infra:values:
            mcpContextForge:
              config:
                NOTE: OPAQUE
                BUILD: 3q8ZkT5vXw2LmN9pRb7cYd4F
          mcp-infra:audit:
            allow:
              - rule: MCP005
                path: mcp-infra:values.mcpContextForge.config.BUILD
                reason: the build's number, which the about page shows
              - rule: MCP401
                file: k8s/policy.json
                path: Statement[0]
                reason: the platform's own, under review
              - rule: MCP005
                path: mcp-infra:values.mcpContextForge.config.GONE
                reason: was needed once
        """;

    private const string Dev = """
        config:
          aws:region: eu-west-1
          mcp-infra:aws:
            accountId: "123456789012"
          mcp-infra:environment: prod
          mcp-infra:namespace: mcp-dev
          mcp-infra:kubernetes:
            context: shared
          mcp-infra:identity:
            oidcProviderArn: arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789
          mcp-infra:store:
            kind: ClusterSecretStore
            name: aws
          mcp-infra:secrets:
            PLATFORM_ADMIN_PASSWORD:
              from: generate
            CSRF_SECRET_KEY:
              from: existing
              arn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shared-AbCdEf
        """;

    private const string Broken = """
        config:
          aws:region: nowhere
          mcp-infra:aws:
            accountId: "123456789012"
            tags:
              deploy-token: TOKEN
          mcp-infra:kubernetes:
            context: mcp-broken
          mcp-infra:secrets:
            PLATFORM_ADMIN_PASSWORD:
              from: generated
            DATABASE_URL:
              from: external
        """;

    private const string Values = """
        mcpContextForge:
          secret:
            JWT_SECRET_KEY: my-test-key-but-now-longer-than-32-bytes
            BASIC_AUTH_PASSWORD: PASSWORD
          extraEnvVarsSecret:
            - secretRef:
                name: nobody-makes-this
          extraEnvFrom:
            - secretRef:
                name: gateway
          extraEnv:
            - name: SMTP_PASSWORD
              value: PASSWORD
        postgres:
          existingSecret: mcp-postgres
        grafana:
          adminPassword: REPLACE_ME
        """;

    private const string Manifests = """
        # Two objects in one file, the second a List.
        apiVersion: v1
        kind: Secret
        metadata: {name: gateway, namespace: mcp-prod}
        data:
          GITHUB_TOKEN: ENCODED
          ADMIN: Y2hhbmdlbWU=
        ---
        apiVersion: v1
        kind: List
        items:
          - apiVersion: bitnami.com/v1alpha1
            kind: SealedSecret
            metadata: {name: gateway, namespace: mcp-prod}
            spec:
              encryptedData: {GITHUB_TOKEN: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEqAgBy3i4OJSWK}
              template: {data: {extra: "literal"}}
          - apiVersion: external-secrets.io/v1beta1
            kind: ExternalSecret
            metadata: {name: unused, namespace: mcp-prod}
            spec:
              refreshInterval: 1s
              secretStoreRef: {name: everyone, kind: ClusterSecretStore}
              dataFrom: [{extract: {key: mcp/prod/all}}]
          - apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: settings, namespace: mcp-prod}
            spec:
              secretStoreRef: {name: everyone, kind: ClusterSecretStore}
              data: [{secretKey: LOG_LEVEL, remoteRef: {key: mcp/prod/settings, property: level}}]
          - apiVersion: external-secrets.io/v1
            kind: ClusterSecretStore
            metadata: {name: everyone}
            spec: {provider: {aws: {service: SecretsManager, region: eu-west-1}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: gateway, namespace: mcp-prod}
        spec:
          template:
            spec:
              containers:
                - name: gateway
                  env:
                    - {name: LOG_LEVEL, value: INFO}
                    - name: API_KEY
                      valueFrom: {secretKeyRef: {name: gateway, key: NOT_THERE, optional: true}}
                  envFrom:
                    - secretRef: {name: settings}
        """;

    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {"Effect": "Allow", "Action": ["secretsmanager:*"], "Resource": "*"},
            {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
             "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/oidc.example.com"},
             "Condition": {"StringLike": {"oidc.example.com:sub": "system:serviceaccount:*:reader"}}}
          ]
        }
        """;

    private const string Accounts = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: reader, namespace: mcp-dev, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/mcp-reader"}}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: reader, namespace: mcp-prod, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/mcp-reader"}}
        """;

    /// <summary>The values of an Argo CD Application are YAML in a text.</summary>
    private const string Application = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: gateway, namespace: argocd}
        spec:
          source:
            helm:
              values: |
                mcpContextForge:
                  secret:
                    # below the comment
                    PLATFORM_ADMIN_PASSWORD: PASSWORD
              parameters:
                - name: redis.auth.password
                  value: change-me-redis
        """;

    public static TemporaryProject Write() => new TemporaryProject()
        .With("prod", Filled(Prod)).With("dev", Filled(Dev)).With("broken", Filled(Broken))
        .WithFile("values.yaml", Filled(Values))
        .WithFile("k8s/all.yaml", Filled(Manifests))
        .WithFile("k8s/policy.json", Policy)
        .WithFile("k8s/accounts.yaml", Accounts)
        .WithFile("k8s/argocd/application.yaml", Filled(Application));

    public static string[] Command(params string[] more) => ["audit", "--values", "values.yaml", "--manifests", "k8s", .. more];

    private static string Filled(string text) => text
        .Replace("ENCODED", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(GitHubToken)), StringComparison.Ordinal)
        .Replace("TOKEN\n", GitHubToken + "\n", StringComparison.Ordinal)
        .Replace("OPAQUE", Opaque, StringComparison.Ordinal)
        .Replace(": PASSWORD", ": " + Password, StringComparison.Ordinal);
}
