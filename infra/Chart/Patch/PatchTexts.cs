namespace McpInfra.Chart.Patch;

/// <summary>Everything that the patch writes into a chart.</summary>
internal static class PatchTexts
{
    /// <summary>The field, under <c>mcpContextForge</c>.</summary>
    public const string Field = "extraEnvVarsSecret";

    /// <summary>Lines of <c>values.yaml</c>, without the indent of the block that they go into.</summary>
    public static IReadOnlyList<string> Values(bool hasExtraEnvFrom) => Lines($$"""
        # Secrets and ConfigMaps that are made outside this chart, for example by External Secrets
        # Operator, Sealed Secrets or Vault Secrets Operator. Each of their keys becomes a variable
        # of the gateway and of the migration Job.
        # They are read after the chart's own Secret and ConfigMap{{(hasExtraEnvFrom ? " and after extraEnvFrom" : "")}}. Where
        # several set a variable, the last one wins, so that a chart default never overrides yours.
        # What the templates write under env: cannot be set here (database and Redis addresses).
        # Each entry has exactly one of secretRef and configMapRef, with a name; optional: true lets
        # pods start without it, and prefix is put before each key.
        #
        # extraEnvVarsSecret:
        #   - secretRef:
        #       name: mcp-gateway-external-secret
        #   - configMapRef:
        #       name: mcp-gateway-settings
        #       optional: true
        extraEnvVarsSecret: []
        """);

    /// <summary>The value of the field's entry in the JSON schema, two spaces a level.</summary>
    public static string Schema(bool hasExtraEnvFrom) => $$"""
        {
          "type": "array",
          "description": "Secrets and ConfigMaps made outside this chart, read after its own{{(hasExtraEnvFrom ? " and after extraEnvFrom" : "")}}; the last one wins",
          "default": [],
          "items": {
            "type": "object",
            "properties": {
              "secretRef": {
                "type": "object",
                "properties": {
                  "name": {
                    "type": "string",
                    "description": "Name of a Secret in the release's namespace",
                    "minLength": 1
                  },
                  "optional": {
                    "type": "boolean",
                    "description": "Whether pods start without it"
                  }
                },
                "required": ["name"],
                "additionalProperties": false
              },
              "configMapRef": {
                "type": "object",
                "properties": {
                  "name": {
                    "type": "string",
                    "description": "Name of a ConfigMap in the release's namespace",
                    "minLength": 1
                  },
                  "optional": {
                    "type": "boolean",
                    "description": "Whether pods start without it"
                  }
                },
                "required": ["name"],
                "additionalProperties": false
              },
              "prefix": {
                "type": "string",
                "description": "Put before each key"
              }
            },
            "oneOf": [
              { "required": ["secretRef"] },
              { "required": ["configMapRef"] }
            ],
            "additionalProperties": false
          }
        }
        """.ReplaceLineEndings("\n");

    /// <summary>Lines that end a template's <c>envFrom</c> list, whose dashes are indented so far. They render nothing without the field.</summary>
    public static IReadOnlyList<string> EnvFromEntries(int indent) => Indented(indent, $$$"""
        {{- with .Values.mcpContextForge.extraEnvVarsSecret }}
        {{- toYaml . | nindent {{{indent}}} }}
        {{- end }}
        """);

    /// <summary>
    /// Lines of an <c>envFrom</c> list for a container that has none, its key indented so far: the chart's own first, as
    /// the gateway has them, and nothing at all without the field.
    /// </summary>
    public static IReadOnlyList<string> EnvFromList(int indent) => Indented(indent, $$$"""
        {{- if .Values.mcpContextForge.extraEnvVarsSecret }}
        envFrom:
          - secretRef:
              name: {{ include "mcp-stack.fullname" . }}-gateway-secret
              optional: true
          - configMapRef:
              name: {{ include "mcp-stack.fullname" . }}-gateway-config
              optional: true
          {{- toYaml .Values.mcpContextForge.extraEnvVarsSecret | nindent {{{indent + 2}}} }}
        {{- end }}
        """);

    public const string ReadmeRow = "| mcpContextForge.extraEnvVarsSecret | list | `[]` |  |";

    public const string ChangelogEntry =
        "**External secrets** - `mcpContextForge.extraEnvVarsSecret` lists Secrets and ConfigMaps made outside the chart, which the gateway and the migration Job read after the chart's own";

    public static IReadOnlyList<string> Readme(bool hasExtraEnvFrom) => Lines($$"""
        ## External Secrets and ConfigMaps

        `mcpContextForge.extraEnvVarsSecret` names Secrets and ConfigMaps that something else makes, so that no secret has to stand in a values file or in Git:

        ```yaml
        mcpContextForge:
          extraEnvVarsSecret:
            - secretRef:
                name: mcp-gateway-external-secret
            - configMapRef:
                name: mcp-gateway-settings
                optional: true
        ```

        Each key becomes a variable of the gateway and of the migration Job. The entries are read in their order, after the chart's own Secret and ConfigMap{{(hasExtraEnvFrom ? " and after `extraEnvFrom`" : "")}}; where several set a variable, the last one wins. Variables that the templates write under `env:` (`DATABASE_URL`, `REDIS_URL` and what these are made of) cannot be set this way.

        | Field of an entry | Meaning |
        |---|---|
        | `secretRef.name` or `configMapRef.name` | what to read, in the release's namespace; exactly one of the two |
        | `optional` beside `name` | `true` lets pods start without it, on the chart's own values |
        | `prefix` beside the reference | put before each key |

        With [External Secrets Operator](https://external-secrets.io/), for example, the Secret is made from a store such as AWS Secrets Manager or Vault:

        ```yaml
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: mcp-gateway-external-secret
        spec:
          refreshInterval: 1h
          secretStoreRef:
            kind: SecretStore
            name: aws-secrets-manager
          target:
            name: mcp-gateway-external-secret
          data:
            - secretKey: JWT_SECRET_KEY
              remoteRef:
                key: prod/mcp-gateway
                property: JWT_SECRET_KEY
        ```

        Pods do not notice a changed Secret by themselves: restart the Deployment, or let a controller such as [Reloader](https://github.com/stakater/Reloader) do it.

        ### With Argo CD

        The Application carries the reference and no secret. Its Secret must be there before the chart needs it, and a migration Job that is a `pre-install` or `pre-upgrade` hook needs it first of all: Argo CD runs such a Job as PreSync, before every sync wave of its own Application. So keep the store and the ExternalSecret (or SealedSecret) in an Application of their own. Two Applications are not ordered by themselves: either sync that one first, or make both children of one parent with sync waves, and give the parent a [health check](https://argo-cd.readthedocs.io/en/stable/operator-manual/health/) of kind Application, so that it waits until the first is Healthy. For an ExternalSecret, Healthy means Ready.

        ### Moving from secrets in values

        1. Copy the present values into the store. Do not make new ones: `AUTH_ENCRYPTION_SECRET` must stay the same, or what is stored with it cannot be read any more.
        2. Add the reference with `optional: true`. Nothing changes until the Secret is there; from then on new pods take its values.
        3. When the Secret is there, restart the pods and look at them; then take the values out of `mcpContextForge.secret` (set those with a chart default to `""`).
        4. Take `optional` away, so that a missing Secret stops a rollout and never falls back to a default.

        Old values stay in Git's history and in Helm's earlier revisions: change what has been there, and prune the revisions.
        """);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static IReadOnlyList<string> Indented(int indent, string text) => [.. Lines(text).Select(line => new string(' ', indent) + line)];
}
