using System.Text.Json.Nodes;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>A position: the file, and its whole text with a planted one.</summary>
internal sealed record CanaryPosition(string Title, string File, Func<string, string> Text, bool OneWord = false);

/// <summary>All positions of a project in which something can be planted.</summary>
internal static class CanaryPositions
{
    public const string Stack = "Pulumi.dev.yaml";
    public const string Values = "values.yaml";
    public const string Manifest = "k8s/object.yaml";
    public const string Baseline = "before.json";

    /// <summary>What a preview of the stack says, for a baseline.</summary>
    public static readonly Lazy<string> Before = new(() =>
    {
        using var project = new TemporaryProject().With("dev", RenderProject.Renderable.With("mcp-infra:values.app", "{was: old}").Text);
        return project.RunAsync("preview", "--format", "json").GetAwaiter().GetResult().Output;
    });

    private static readonly Lazy<int> TextsOfBefore = new(() => Replaced("x", -1).Count);

    /// <summary>Positions in which a token must not be, plain or encoded.</summary>
    public static readonly CanaryPosition[] ForTokens =
    [
        .. OfStack("values", "mcp-infra:values", text => $"{{app: {{note: {text}}}}}"),
        .. OfStack("a key of values", "mcp-infra:values", text => $"{{app: {{{text}: 1}}}}"),
        .. OfStack("a list of values", "mcp-infra:values", text => $"{{app: [1, {text}]}}"),
        .. OfStack("an entry of values", "mcp-infra:values", text => $"{{mcpContextForge: {{extraEnv: [{{name: NOTE, value: {text}}}]}}}}"),
        .. OfStack("a label in values", "mcp-infra:values", text => $"{{mcpContextForge: {{podLabels: {{note: {text}}}}}}}"),
        .. OfStack("a text inside of values", "mcp-infra:values", text => $"{{app: {{file: {YamlText.Quoted($"a: {text}\nb: [1]\n")}}}}}"),
        .. OfStack("a whole text", "mcp-infra:values", text => text),
        .. OfStack("the context", "mcp-infra:kubernetes.context", text => text),
        .. OfStack("the chart's source", "mcp-infra:chart.source", text => text),
        .. OfStack("the chart's folder", "mcp-infra:chart", text => $"{{source: {text.Insert(1, "./charts/")}}}"),
        .. OfStack("the chart's version", "mcp-infra:chart.version", text => text),
        .. OfStack("the chart's address", "mcp-infra:chart.source", text => text.Insert(1, "oci://user:").Insert(text.Length + "oci://user:".Length - 1, "@registry.example.com/x")),
        .. OfStack("the namespace", "mcp-infra:namespace", text => text),
        .. OfStack("the environment", "mcp-infra:environment", text => text),
        .. OfStack("the release", "mcp-infra:release.name", text => text),
        .. OfStack("the prefix", "mcp-infra:aws.prefix", text => text),
        .. OfStack("the account", "mcp-infra:aws.accountId", text => text),
        .. OfStack("the region", "aws:region", text => text),
        .. OfStack("a tag of AWS", "mcp-infra:aws.tags", text => $"{{note: {text}}}"),
        .. OfStack("a name of a tag of AWS", "mcp-infra:aws.tags", text => $"{{{text}: x}}"),
        .. OfStack("an ARN", "mcp-infra:identity.oidcProviderArn", text => text.Insert(1, "arn:aws:iam::123456789012:oidc-provider/")),
        .. OfStack("the ARN of a key", "mcp-infra:aws.kms", text => text.Insert(1, "arn:aws:kms:eu-west-1:123456789012:key/")),
        .. OfStack("a role", "mcp-infra:aws.permissionsBoundary", text => text.Insert(1, "arn:aws:iam::123456789012:policy/")),
        .. OfStack("a name of a secret", "mcp-infra:secrets", text => $"{{PLATFORM_ADMIN_PASSWORD: {{from: generate}}, {text}: {{from: generate}}}}"),
        .. OfStack("a group", "mcp-infra:secrets.SMTP_PASSWORD", text => $"{{from: external, group: {text}}}"),
        .. OfStack("a property", "mcp-infra:secrets.SMTP_PASSWORD", text => $"{{from: existing, arn: {StackYaml.ExistingArn}, property: {text}}}"),
        .. OfStack("the ARN of a secret", "mcp-infra:secrets.SMTP_PASSWORD", text => $"{{from: existing, arn: {text.Insert(1, "arn:aws:secretsmanager:eu-west-1:123456789012:secret:")}}}"),
        .. OfStack("a source", "mcp-infra:secrets.SMTP_PASSWORD", text => $"{{from: {text}}}"),
        .. OfStack("an encrypted value", "mcp-infra:secretValues.SMTP_PASSWORD", text => $"{{secure: {text}}}"),
        .. OfStack("a value in place of an encrypted one", "mcp-infra:secretValues.SMTP_PASSWORD", text => text),
        .. OfStack("a name of an encrypted value", "mcp-infra:secretValues", text => $"{{{text}: {StackYaml.Ciphertext}}}"),
        .. OfStack("the host of a database", "mcp-infra:database", text => $"{{mode: external, host: {text}, name: mcp, user: gateway, password: {{from: external}}}}"),
        .. OfStack("the user of a database", "mcp-infra:database", text => $"{{mode: external, host: db.example.com, name: mcp, user: {text}, password: {{from: external}}}}"),
        .. OfStack("the gateway's host", "mcp-infra:gateway.host", text => text),
        .. OfStack("a Secret's name", "mcp-infra:extraEnvVarsSecret", text => $"[{{secretRef: {{name: {text}}}}}]"),
        .. OfStack("the backend", "mcp-infra:backend", text => text),
        .. OfStack("the delivery", "mcp-infra:delivery", text => text),
        .. OfStack("a store", "mcp-infra:store.name", text => text),
        .. OfStack("an interval", "mcp-infra:store.refreshInterval", text => text),
        .. OfStack("a repository", "mcp-infra:argocd.repoUrl", text => text.Insert(1, "https://git.example.com/")),
        .. OfStack("a repository with a password", "mcp-infra:argocd.repoUrl", text => text.Insert(1, "https://git:").Insert(text.Length + "https://git:".Length - 1, "@git.example.com/a.git")),
        .. OfStack("a branch", "mcp-infra:fleet.branch", text => text),
        .. OfStack("a label of clusters", "mcp-infra:fleet.clusterLabels", text => $"{{note: {text}}}"),
        .. OfStack("a revision", "mcp-infra:argocd.revision", text => text),
        .. OfStack("a server", "mcp-infra:argocd.server", text => text.Insert(1, "https://")),
        .. OfStack("a path", "mcp-infra:flux.path", text => text),
        .. OfStack("an unknown key", "mcp-infra:unknown", text => $"{{note: {text}}}"),
        .. OfStack("a key of somebody else", "other:note", text => text),
        .. OfStack("sealed files", "mcp-infra:sealed.files", text => $"[{text}]"),
        .. OfStack("the stack of a cluster", "mcp-infra:clusterStack", text => text),
        .. OfStack("the stack of a cluster elsewhere", "mcp-infra:clusterStack", text => text.Insert(1, "acme/clusters/")),
        .. OfStack("an output of a cluster", "mcp-infra:clusterOutputs", text => $"{{region: {text}}}"),
        .. OfStack("a cluster beside an environment", "mcp-infra:cluster", text => $"{{name: {text}}}"),
        .. OfCluster("its name", "mcp-infra:cluster.name", text => text),
        .. OfCluster("its context", "mcp-infra:kubernetes.context", text => text),
        .. OfCluster("a tag", "mcp-infra:aws.tags", text => $"{{note: {text}}}"),
        .. OfCluster("a role", "mcp-infra:cluster.identity", text => $"{{roleName: {text}}}"),
        .. OfCluster("an environment", "mcp-infra:cluster.identity", text => $"{{environments: [{text}]}}"),
        .. OfCluster("an issuer", "mcp-infra:cluster.identity", text => $"{{mode: irsa, issuer: {text.Insert(1, "https://oidc.eks.eu-west-1.amazonaws.com/id/")}}}"),
        .. OfCluster("a repository", "mcp-infra:cluster.operator", text => $"{{source: {text.Insert(1, "https://charts.example.com/")}}}"),
        .. OfCluster("a namespace", "mcp-infra:cluster.operator", text => $"{{namespace: {text}}}"),
        .. OfCluster("a kind", "mcp-infra:cluster.operator", text => $"{{kinds: [{text}]}}"),
        .. OfCluster("a setting of an environment", "mcp-infra:namespace", text => text),
        new("a name of a setting", Stack, text => Renderable($"  {YamlText.Quoted("mcp-infra:" + text)}: 1\n")),
        new("a name twice", Stack, text => Renderable($"  {YamlText.Quoted("mcp-infra:" + text)}: 1\n  {YamlText.Quoted("mcp-infra:" + text)}: 2\n")),
        new("beside the configuration", Stack, text => $"{YamlText.Quoted(text)}: 1\nencryptionsalt: {YamlText.Quoted(text)}\n" + Renderable("")),
        new("a value of an environment", Stack, text => $"environment: {{values: {{note: {YamlText.Quoted(text)}}}}}\n" + Renderable("")),
        new("a comment of a stack", Stack, text => $"# {text}\n" + Renderable($"  # was: {text}\n"), OneWord: true),
        new("a tag of YAML", Stack, text => Renderable($"  mcp-infra:values: {{app: {{note: !{text} x}}}}\n"), OneWord: true),
        new("an anchor", Stack, text => Renderable($"  mcp-infra:values: {{app: {{a: &{text} x, b: *{text}}}}}\n"), OneWord: true),
        new("an alias to nothing", Stack, text => Renderable($"  mcp-infra:values: {{app: {{b: *{text}}}}}\n"), OneWord: true),
        new("no YAML", Stack, text => $"config: [{text}\n", OneWord: true),
        new("the project's file", "Pulumi.yaml", text => $"name: mcp-infra\nruntime: dotnet\nmain: infra\ndescription: {YamlText.Quoted(text)}\nconfig: {{{YamlText.Quoted(text)}: {{value: 1}}}}\n"),

        .. OfValues("a variable of the gateway", text => $"mcpContextForge: {{secret: {{NOTE: {text}}}}}\n"),
        .. OfValues("a setting of the gateway", text => $"mcpContextForge: {{config: {{NOTE: {text}}}}}\n"),
        .. OfValues("an entry", text => $"mcpContextForge:\n  extraEnv:\n    - name: NOTE\n      value: {text}\n"),
        .. OfValues("a name of an entry", text => $"mcpContextForge: {{extraEnv: [{{name: {text}, value: x}}]}}\n"),
        .. OfValues("a key", text => $"app: {{{text}: x}}\n"),
        .. OfValues("a top-level key", text => $"{text}: x\n"),
        .. OfValues("a list", text => $"app: [a, {text}, {{b: {text}}}]\n"),
        .. OfValues("a text inside", text => $"app: {{file: {YamlText.Quoted($"{{\"a\": {text}}}")}}}\n"),
        .. OfValues("a key of a text inside", text => $"app: {{file: {YamlText.Quoted($"{{{text}: 1}}")}}}\n"),
        .. OfValues("an anchored value", text => $"common: &c {text}\nmcpContextForge: {{secret: {{NOTE: *c}}}}\n"),
        .. OfValues("an address", text => $"postgres: {{external: {{enabled: true, host: {text}, user: u, database: d}}}}\n"),
        .. OfValues("a name of the chart", text => $"global: {{nameOverride: {text}}}\n"),
        .. OfValues("an ingress", text => $"mcpContextForge: {{ingress: {{enabled: true, host: {text}, className: {text}, annotations: {{note: {text}}}}}}}\n"),
        .. OfValues("a reference", text => $"mcpContextForge: {{extraEnvFrom: [{{secretRef: {{name: {text}}}}}]}}\n"),
        new("values: a comment", Values, text => $"# was: {text}\nmcpContextForge: {{replicaCount: 2}} # {text}\n", OneWord: true),
        new("values: a tag", Values, text => $"app: {{note: !{text} x}}\n", OneWord: true),
        new("values: no YAML", Values, text => $"app: [{text}\n", OneWord: true),
        new("values: a block", Values, text => $"app:\n  file: |\n    # {text}\n    a: {text}\n", OneWord: true),

        .. OfManifest("data", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, namespace: n}}\ndata: {{note: {text}}}\n"),
        .. OfManifest("a key of data", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, namespace: n}}\ndata: {{{text}: x}}\n"),
        .. OfManifest("a Secret", text => $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a, namespace: n}}\nstringData: {{note: {text}}}\n"),
        .. OfManifest("a key of a Secret", text => $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a, namespace: n}}\ndata: {{{text}: {text}}}\n"),
        .. OfManifest("a name", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {text}, namespace: {text}}}\ndata: {{password: winterHills22}}\n"),
        .. OfManifest("a label", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, labels: {{note: {text}}}, annotations: {{{text}: x}}}}\n"),
        .. OfManifest("a kind", text => $"apiVersion: {text}\nkind: {text}\nmetadata: {{name: a}}\nspec: {{password: winterHills22}}\n"),
        .. OfManifest("an argument", text => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: c, image: {text}, args: [--note, {text}, {text}], env: [{{name: {text}, value: {text}}}]}}]}}\n"),
        .. OfManifest("a reference", text => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: n}}\nspec: {{containers: [{{name: c, envFrom: [{{secretRef: {{name: {text}}}}}]}}]}}\n"),
        .. OfManifest("a policy", text => $"apiVersion: example.com/v1\nkind: Policy\nmetadata: {{name: a}}\nspec: {{Version: '2012-10-17', Statement: [{{Effect: Allow, Action: 'secretsmanager:*', Resource: {text}, Sid: {text}}}]}}\n"),
        .. OfManifest("a store", text => $"apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {{name: a, namespace: n}}\nspec: {{secretStoreRef: {{name: {text}}}, refreshInterval: {text}, data: [{{secretKey: {text}, remoteRef: {{key: {text}}}}}]}}\n"),
        .. OfManifest("a sealed value", text => $"apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {{name: a, namespace: n}}\nspec: {{encryptedData: {{note: {text}}}}}\n"),
        .. OfManifest("a text inside", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{f: {YamlText.Quoted($"a: {{{text}: {text}}}\nb: c\n")}}}\n"),
        new("manifest: a comment", Manifest, text => $"# {text}\napiVersion: v1\nkind: Namespace\nmetadata: {{name: a}} # {text}\n", OneWord: true),
        new("manifest: no YAML", Manifest, text => $"a: {text}\nb: [{text}\n", OneWord: true),
        new("manifest: JSON", "k8s/object.json", text => $"{{\"note\": {YamlText.Quoted(text)}, // {text}\n {YamlText.Quoted(text)}: 1}}\n", OneWord: true),
        new("manifest: no JSON", "k8s/object.json", text => $"{{\"note\": {YamlText.Quoted(text)}, {YamlText.Quoted(text)}\n", OneWord: true),
    ];

    /// <summary>Positions whose names tell that a plain word is a secret.</summary>
    public static readonly CanaryPosition[] ForWords =
    [
        .. OfStack("a password in values", "mcp-infra:values", text => $"{{app: {{DB_PASSWORD: {text}}}}}"),
        .. OfStack("a token in a list", "mcp-infra:values", text => $"{{app: {{apiKeys: [{text}]}}}}"),
        .. OfStack("an entry of an environment", "mcp-infra:values", text => $"{{mcpContextForge: {{extraEnv: [{{name: SMTP_PASSWORD, value: {text}}}]}}}}"),
        .. OfStack("an argument", "mcp-infra:values", text => $"{{app: {{args: [--password, {text}]}}}}"),
        .. OfStack("a text inside", "mcp-infra:values", text => $"{{app: {{file: {YamlText.Quoted($"password: {text}\nb: c\n")}}}}}"),
        .. OfStack("a credential of the chart", "mcp-infra:values", text => $"{{mcpContextForge: {{secret: {{JWT_SECRET_KEY: {text}}}}}}}"),
        .. OfStack("a tag", "mcp-infra:aws.tags", text => $"{{deploy-token: {text}}}"),
        .. OfStack("a secret's value in place of its source", "mcp-infra:secrets.SMTP_PASSWORD", text => text),
        .. OfStack("an encrypted value that is none", "mcp-infra:secretValues.SMTP_PASSWORD", text => text),
        .. OfStack("a list of encrypted values", "mcp-infra:secretValues.SMTP_PASSWORD", text => $"[{text}]"),
        .. OfStack("a secure value that is none", "mcp-infra:secretValues.SMTP_PASSWORD", text => $"{{secure: {text}}}"),
        .. OfStack("the database's password", "mcp-infra:database", text => $"{{mode: external, host: h, name: n, user: u, password: {text}}}"),
        .. OfStack("Redis' password", "mcp-infra:redis.password", text => text),
        .. OfStack("the token of somebody else", "other:token", text => text),
        .. OfStack("a password in the context", "mcp-infra:kubernetes.context", text => text.Insert(1, "https://u:").Insert(text.Length + "https://u:".Length - 1, "@h:6443")),
        .. OfStack("a password in a repository", "mcp-infra:argocd.repoUrl", text => text.Insert(1, "https://u:").Insert(text.Length + "https://u:".Length - 1, "@h/a.git")),
        .. OfStack("a password in the chart's source", "mcp-infra:chart.source", text => text.Insert(1, "oci://u:").Insert(text.Length + "oci://u:".Length - 1, "@h/a")),
        .. OfValues("a variable", text => $"mcpContextForge: {{secret: {{SMTPPASSWORD: {text}}}}}\n"),
        .. OfValues("a setting", text => $"mcpContextForge: {{config: {{DB_PASSWORD: {text}}}}}\n"),
        .. OfValues("an entry of the environment", text => $"mcpContextForge: {{extraEnv: [{{name: GITHUB_PAT, value: {text}}}]}}\n"),
        .. OfValues("the password of Postgres", text => $"postgres: {{credentials: {{user: u, password: {text}}}}}\n"),
        .. OfValues("a URL", text => $"mcpContextForge: {{extraEnv: [{{name: DATABASE_URL, value: {text.Insert(1, "postgresql://u:").Insert(text.Length + "postgresql://u:".Length - 1, "@h:5432/d")}}}]}}\n"),
        .. OfValues("somebody's password", text => $"app: {{nested: [{{password: {{value: {text}}}}}]}}\n"),
        .. OfValues("a password in a text", text => $"app: {{file: {YamlText.Quoted($"[db]\npassword = {text[1..^1]}\n")}}}\n"),
        .. OfManifest("a password", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{password: {text}}}\n"),
        .. OfManifest("a Secret", text => $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nstringData: {{x: {text}}}\n"),
        .. OfManifest("a patch", text => $"- {{op: replace, path: /data/DB_PASSWORD, value: {text}}}\n"),
        .. OfManifest("a variable", text => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: c, env: [{{name: DB_PASSWORD, value: {text}}}], args: [--password={text[1..^1]}]}}]}}\n"),
        new("baseline: an old value", Baseline, text => Before.Value.Replace("\"values.app.was\": \"old\"", $"\"values.app.DB_PASSWORD\": {YamlText.Quoted(text)}", StringComparison.Ordinal)),
    ];

    public static string Renderable(string more) => RenderProject.Renderable.Text + more;

    private static IEnumerable<CanaryPosition> OfStack(string title, string path, Func<string, string> value) =>
        [new(title, Stack, text => RenderProject.Renderable.With(path, value(YamlText.Quoted(text))).Text)];

    private static IEnumerable<CanaryPosition> OfCluster(string title, string path, Func<string, string> value) =>
        [new("cluster: " + title, Stack, text => StackYaml.Cluster.With(path, value(YamlText.Quoted(text))).Text)];

    private static IEnumerable<CanaryPosition> OfValues(string title, Func<string, string> text) => [new("values: " + title, Values, planted => text(YamlText.Quoted(planted)))];

    private static IEnumerable<CanaryPosition> OfManifest(string title, Func<string, string> text) => [new("manifest: " + title, Manifest, planted => text(YamlText.Quoted(planted)))];

    /// <param name="at">Which text or name of the baseline; counted round.</param>
    public static CanaryPosition OfBaseline(int at) => new("baseline: any text", Baseline, text => Replaced(text, at % TextsOfBefore.Value).Text);

    /// <summary>The baseline with one of its texts or names replaced, and how many it has.</summary>
    private static (string Text, int Count) Replaced(string planted, int at)
    {
        var root = JsonNode.Parse(Before.Value)!;
        var count = 0;
        Visit(root);
        return (root.ToJsonString(), count);

        void Visit(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    foreach (var (key, value) in map.ToList())
                    {
                        if (count++ == at)
                        {
                            map.Remove(key);
                            map[planted] = value;
                        }
                        else if (value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String && count++ == at)
                        {
                            map[key] = planted;
                        }
                        else
                        {
                            Visit(value);
                        }
                    }

                    break;
                case JsonArray list:
                    for (var index = 0; index < list.Count; index++)
                    {
                        if (list[index] is JsonValue && count++ == at)
                            list[index] = planted;
                        else
                            Visit(list[index]);
                    }

                    break;
            }
        }
    }
}
