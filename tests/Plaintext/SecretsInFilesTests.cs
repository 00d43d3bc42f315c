using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Plaintext;

/// <summary>The whole tool on files as people write them: what is a secret there, what only names one, and what is read at all.</summary>
[Collection(PulumiCollection.Name)]
public sealed class SecretsInFilesTests
{
    private const string Typed = "winterHills22Xq";
    private const string Words = "quietmeadowriver";

    // Put together here, so that no scanner takes this file for a leak.
    private static readonly string Token = "ghp_" + "CNRYabcdefghijklmnopqrstuvwx0123";

    [Theory]
    [InlineData($"{{mcpContextForge: {{config: {{APPPASSWORD: {Typed}}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{SSO_CLIENTSECRET: {Words}}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{GEMINI_API_KEYS: {Typed}}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{GITLAB_PAT: {Typed}}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{existingSecretPassword: {Typed}}}}}}}")]
    [InlineData("{mcpContextForge: {config: {HEADERS: 'authorization=Bearer w8nZp4lTqQwE3aB7q9wJd8sK'}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{CONNECTION: 'Server=db;Uid=gw;Pwd={Typed}'}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{CACHE: 'redis://:${Typed}@cache:6379/0'}}}}}}")]
    [InlineData($"{{mcpContextForge: {{config: {{DB: 'postgres://gw:{{{Typed}@db/mcp'}}}}}}")]
    [InlineData($"{{app: {{password: {{value: {Words}}}}}}}")]
    [InlineData($"{{app: {{env: [{{key: DB_PASSWORD, value: {Words}}}]}}}}")]
    [InlineData($"{{app: {{args: ['--password', {Words}]}}}}")]
    [InlineData($"{{app: {{json: '{{\"password\": \"{Words}\"}}'}}}}")]
    [InlineData($"{{app: {{yaml: \"password: {Words}\\nb: c\\n\"}}}}")]
    public async Task Values_SecretInAnyShape_IsRefusedByPreviewAndAnErrorOfAudit(string values)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values", values).Text);
        using var apart = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("values.yaml", values + "\n");

        AssertFound(await project.RunAsync("preview"), 2);
        AssertFound(await project.RunAsync("audit"), 1);
        AssertFound(await apart.RunAsync("audit", "--values", "values.yaml"), 1);
    }

    /// <summary>In a stack file too a text has lines of its own.</summary>
    [Theory]
    [InlineData("mcp-infra:values", "{app: {note: TEXT}}", "mcp-infra:values.app.note")]
    [InlineData("other:setting", "TEXT", "other:setting")]
    public async Task StackFile_TokenInATextOfSeveralLines_IsToldWithItsOwnLine(string key, string value, string path)
    {
        var stack = StackYaml.Baseline.With(key, value.Replace("TEXT", $"\"one\n      two\n      token {Token}\n      three\"", StringComparison.Ordinal)).Text;
        using var project = new TemporaryProject().With("dev", stack);
        var line = 1 + stack.Split('\n').ToList().FindIndex(text => text.Contains(Token, StringComparison.Ordinal));

        Assert.Contains($"{path} (line {line})", (await project.RunAsync("preview")).Output, StringComparison.Ordinal);
        Assert.Contains($"{line}  error    MCP001  {path}", (await project.RunAsync("audit")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Values_PasswordInTextsInTexts_IsAnErrorOfAudit(int depth)
    {
        var text = Enumerable.Range(0, depth).Aggregate($"{{\"password\":\"{Words}\"}}", (inner, _) => $"{{\"a\":{System.Text.Json.JsonSerializer.Serialize(inner)}}}");
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("values.yaml", $"app: {text}\n");

        AssertFound(await project.RunAsync("audit", "--values", "values.yaml"), 1);
    }

    [Theory]
    [InlineData("kind: Pod\nspec: {containers: [{livenessProbe: {httpGet: {httpHeaders: [{name: Authorization, value: 'Basic Z3c6cXVpZXRtZWFkb3dyaXZlcg=='}]}}}]}")]
    [InlineData("kind: Pod\nspec: {containers: [{readinessProbe: {httpGet: {httpHeaders: [{name: Authorization, value: 'Bearer winterHills22Xq'}]}}}]}")]
    [InlineData("kind: Pod\nspec: {containers: [{livenessProbe: {httpGet: {httpHeaders: [{name: X-API-Key, value: quietmeadowriver22}]}}}]}")]
    [InlineData($"kind: Pod\nspec: {{containers: [{{command: [sh, -c, 'curl -u gw:{Typed} https://x.example.com']}}]}}")]
    [InlineData($"kind: Pod\nspec: {{containers: [{{args: ['-u', 'gw:{Typed}']}}]}}")]
    [InlineData("kind: ConfigMap\ndata: {config.json: '{\"auths\":{\"ghcr.io\":{\"auth\":\"Z3c6cXVpZXRtZWFkb3dyaXZlcg==\"}}}'}")]
    [InlineData($"kind: ConfigMap\ndata: {{netrc: 'machine x.example.com login gw password {Typed}'}}")]
    [InlineData($"kind: ConfigMap\ndata: {{app.env: \"DB_PASSWORD={Words}\\nB=2\\n\"}}")]
    [InlineData($"kind: ConfigMap\ndata: {{app.ini: \"[security]\\nadmin_password = {Words}\\n\"}}")]
    [InlineData($"kind: ConfigMap\ndata: {{DB_PASSWORD: '{{{{ .Values.pw | default \"{Words}\" }}}}'}}")]
    [InlineData($"kind: ConfigMap\ndata: {{DB_PASSWORD: '{{{{ \"{Words}\" }}}}'}}")]
    [InlineData("kind: ConfigMap\ndata: {DB_PASSWORD: /w9Kd4Lk5jh3kj4h5a8==}")]
    [InlineData("kind: Secret\nstringData: {file: '[\"change-me-redis\"]'}")]
    [InlineData("kind: ConfigMap\ndata: {DB_PASSWORD: K7xfake9Qm2Zt4Wb8Lp}")]
    [InlineData("kind: SecretList\nitems: [{metadata: {name: x}, data: {p: cXVpZXRtZWFkb3dyaXZlcg==}}]")]
    [InlineData($"kind: SecretStore\nspec: {{provider: {{fake: {{data: [{{key: /a, value: {Typed}}}]}}}}}}", "external-secrets.io/v1")]
    [InlineData("kind: SealedSecret\nspec: {encryptedData: {PW: cXVpZXRtZWFkb3dyaXZlcg==}}", "bitnami.com/v1alpha1")]
    public async Task Manifest_SecretInAnyShape_IsAnError(string text, string apiVersion = "v1")
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("k8s/a.yaml", $"apiVersion: {apiVersion}\nmetadata: {{name: a, namespace: n}}\n{text}\n");

        AssertFound(await project.RunAsync("audit", "--manifests", "k8s"), 1);
    }

    [Theory]
    [InlineData("- {op: add, path: /data/DB_PASSWORD, value: " + Words + "}\n", "k8s/patch.yaml")]
    [InlineData("users: {password: {value: " + Words + "}}\n", "k8s/a.yaml")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  note: >-\n    TOKEN\n", "k8s/a.yaml")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {conf: \"# TOKEN\\na: b\\n\"}\n", "k8s/a.yaml")]
    [InlineData("{\"kind\": \"ConfigMap\", \"data\": {\"conf\": \"# token: TOKEN\\na: b\\n\"}}", "k8s/a.json")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {\"TOKEN\": x}\n", "k8s/a.yaml")]
    public async Task File_SecretInAnyShape_IsAnError(string text, string file)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile(file, text.Replace("TOKEN", Token, StringComparison.Ordinal));

        AssertFound(await project.RunAsync("audit", "--manifests", "k8s"), 1);
    }

    [Theory]
    [InlineData("data: {password: '${DB_PASSWORD}', token: $(TOKEN), secret: <your-secret>, apiKey: '{{ .Values.k }}', clientSecret: changeme, pw: CHANGE_ME}")]
    [InlineData("data: {password: REPLACE_ME, token: '***', secret: xxxxx, apiKey: your-api-key-here, clientSecret: TODO, adminPassword: '%DB_PASSWORD%'}")]
    [InlineData("data: {password: $DB_PASSWORD, token: 'env:TOKEN', secret: 'file:///run/secrets/x', apiKey: !ref x}")]
    [InlineData("spec: {token: '${{ secrets.X }}', id: '${{ steps.a.outputs.b }}', permissions: {id-token: write}}")]
    [InlineData("spec: {api_key: !env_var NAME, password: !secret name, token: !vault x}")]
    [InlineData("spec: {token: 'op://vault/item/field', password: 'ref+awssecrets://path/to#/x', apiKey: '<path:secret/data/x#key>', secret: '{{resolve:secretsmanager:x:SecretString:y}}'}")]
    [InlineData("spec: {githubConfigSecret: arc-github-app, secrets: [regcred], tokenSecret: doppler-token, existingSecret: test-secret, credentialsSecretName: aws}")]
    [InlineData("spec: {imagePullSecrets: [{name: my-secret}], envFrom: [{secretRef: {name: my-secret}}]}")]
    [InlineData("spec: {template: {data: {password: '{{ `{{ .pw }}` }}', token: '{{ printf \"{{ .pw | toString }}\" }}', apiKey: '{{ \"{{ .pw }}\" }}'}}}")]
    [InlineData("sops: {mac: 'ENC[AES256_GCM,data:abcd,iv:aa,tag:bb,type:str]', age: [{recipient: age1x0xqzq3r0q8m4m4w0sl0y2xk5c3w7n4v7u0j8x8y3h4l9z6s3yqsq2m5g0}], azure_kv: [{enc: TmV2ZXJHb25uYUdpdmVZb3VVcE5ldmVyR29ubmFMZXRZb3VEb3du}]}")]
    public async Task Manifest_ReferencePlaceholderOrPublicText_IsNoError(string text)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("k8s/a.yaml", $"apiVersion: example.com/v1\nkind: Thing\nmetadata: {{name: my-secret, namespace: n}}\n{text}\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        // A Secret that nobody makes is another matter.
        Assert.False(System.Text.RegularExpressions.Regex.IsMatch(run.Output, "error +MCP00"), run.Output);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("Pulumi.dev.yaml", "environment: {values: {pulumiConfig: {'other:note': TOKEN}}}\n")]
    [InlineData("Pulumi.dev.yaml", "encryptionsalt: TOKEN\n")]
    [InlineData("Pulumi.dev.yaml", "secretsprovider: awskms://TOKEN\n")]
    [InlineData("Pulumi.yaml", "config: {'other:note': {value: TOKEN}}\n")]
    [InlineData("Pulumi.yaml", "backend: {url: 'postgres://pulumi:CNRYhunter2pw9@db.example.com/state'}\n")]
    [InlineData("Pulumi.yaml", "description: TOKEN\n")]
    public async Task File_SecretBesideTheConfiguration_IsAnError(string file, string text)
    {
        var rest = file == "Pulumi.yaml" ? "name: mcp-infra\nruntime: dotnet\n" : StackYaml.Baseline.Text;
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile(file, text.Replace("TOKEN", Token, StringComparison.Ordinal) + rest);

        var run = await project.RunAsync("audit");

        AssertFound(run, 1);
        Assert.Contains(file, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Context_TokenInBase64_IsShownByNoPartOfThePreview(string format)
    {
        var context = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Token));
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:kubernetes.context", context).Text);

        var run = await project.RunAsync("preview", "--format", format);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(context, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_JsonWithHalfACharacter_IsAProblemWithItsPath()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:values", "'{\"a\": \"\\ud800\"}'").Text);

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:values", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a fault of mcp-infra itself", run.Output + run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> Trees => ["spec: {note: FORM}", "spec: {? FORM : x}", "spec: {note: !FORM x}", "metadata: {annotations: {note: FORM}}", "metadata: {name: FORM}", "spec: {list: [a, [FORM]]}", "spec: {text: '{\"a\": \"b\"} FORM'}"];

    [Theory]
    [MemberData(nameof(Trees))]
    public void Guard_HeldSecretInAnyForm_IsRefusedAndNotQuoted(string tree)
    {
        const string secret = "a tall <heron> & 7 reeds";
        foreach (var form in JudgeTests.Forms(secret))
        {
            var held = new HeldSecrets();
            held.Hold(secret);
            var isTag = tree.Contains('!', StringComparison.Ordinal);
            if (isTag && !form.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '%'))
                continue;
            var text = tree.Contains('\'', StringComparison.Ordinal) ? tree.Replace("'{\"a\": \"b\"} FORM'", YamlText.Quoted("see " + form + " there"), StringComparison.Ordinal)
                : tree.Replace("FORM", isTag ? form : YamlText.Quoted(form), StringComparison.Ordinal);

            var found = new PlaintextRules(held).Check("kubernetes:core/v1:ConfigMap", (MappingNode)YamlReader.ReadWhole(text, YamlRules.Manifests)!).ToList();

            Assert.True(found.Count > 0, $"{tree}: {form}");
            Assert.All(found, one => Assert.DoesNotContain(form, one.Path + one.Problem + one.Fix, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Migrate_SecretInACommentAndUnderUnknownNames_IsToldAndStandsInNoOtherFile()
    {
        const string values = $"""
            # was: JWT_SECRET_KEY: CNRYoldRealKey0123456789
            mcpContextForge:
              secret:
                APPPASSWORD: CNRY{Typed}
                GITLAB_PAT: CNRY{Typed}2
                JWT_SECRET_KEY: CNRYabcdefghijklmnopqrst

            """;
        using var project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", values);

        var begun = await project.RunAsync("migrate", "values.yaml", "--write");
        var plan = await project.RunAsync("migrate", "values.yaml");
        await project.CompareAsync();
        var stripped = await project.RunAsync("migrate", "values.yaml", "--write", "--ready");
        var done = await project.RunAsync("migrate", "values.yaml");

        Assert.Equal((0, 0, 0), (begun.ExitCode, stripped.ExitCode, done.ExitCode));
        Assert.All((ToolRun[])[plan, done], run => Assert.Contains("values.yaml:1: a comment holds a string as random as a key", run.Output, StringComparison.Ordinal));
        Assert.All((ToolRun[])[begun, plan, stripped, done], run => Assert.DoesNotContain("CNRY", run.Output + run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("CNRY", project.Read("Pulumi.dev.yaml") + project.Read("references.dev.yaml"), StringComparison.Ordinal);
        Assert.Single(project.Read("values.yaml").Split('\n'), line => line.Contains("CNRY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app: {file: '{\"TOKEN\": 1}'}\n")]
    [InlineData("app: {'TOKEN': 1}\n")]
    [InlineData("app: {list: [{nested: ['TOKEN']}]}\n")]
    public async Task Migrate_SecretThatNothingTakes_IsCopiedIntoNoFile(string values)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", values.Replace("TOKEN", Token, StringComparison.Ordinal));

        var run = await project.RunAsync("migrate", "values.yaml", "--write");

        AssertFound(run, 1);
        Assert.DoesNotContain("CNRY", project.Read("Pulumi.dev.yaml") + project.Read("references.dev.yaml"), StringComparison.Ordinal);
    }

    private static void AssertFound(ToolRun run, int code)
    {
        var shown = run.Output + run.Error;
        Assert.True(run.ExitCode == code, shown);
        Assert.All((string[])[Typed, Words, "CNRY"], secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
    }
}
