using System.Text.Json;
using McpInfra.Audit;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Rules;

/// <summary>What each rule takes for a finding, and what it leaves alone.</summary>
public sealed class AuditRulesTests
{
    private const string Trust = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRoleWithWebIdentity\", \"Principal\": {\"Federated\": \"arn:aws:iam::123456789012:oidc-provider/o\"}, \"Condition\": CONDITION}]}";

    private static async Task<string[]> RulesIn(string file, string text, params string[] more)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile(file, text);
        var run = await project.RunAsync(["audit", "--fail-on", "warning", file.StartsWith("values", StringComparison.Ordinal) ? "--values" : "--manifests", file, .. more]);
        Assert.NotEqual(2, run.ExitCode);
        return [.. System.Text.RegularExpressions.Regex.Matches(run.Output, "(error|warning)  *(?<rule>MCP[0-9]{3})").Select(match => match.Groups["rule"].Value).Distinct()];
    }

    [Theory]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: abc}}", "MCP003")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: my-test-key}}", "MCP004")]
    [InlineData("monitoring: {grafana: {adminPassword: abc}}", "MCP003")]
    [InlineData("redis: {external: {url: 'redis://h:6379'}}", "MCP003")]
    [InlineData("a: {apiKey: abc-def}", "MCP002")]
    [InlineData("env: [{name: SMTP_PASSWORD, value: abc-def}]", "MCP002")]
    [InlineData("args: ['--client-secret=abc-def']", "MCP002")]
    [InlineData("literals: ['JWT_SECRET_KEY=abc-def']", "MCP002")]
    [InlineData("literals: ['JWT_SECRET_KEY=changeme']", "MCP004")]
    [InlineData("a: {password: REPLACE_ME}", "MCP008")]
    [InlineData("a: {apiKey: <yours>}", "MCP008")]
    [InlineData("a: Q7xk2VmP9rTz4LwY8nBs6HdC", "MCP005")]
    [InlineData("a: SQPHONtWsmnbIxMUxwOYXMmwhmkVAPZXqlmynAxh", "MCP005")]
    [InlineData("a: 'prefix Q7xk2VmP9rTz4LwY8nBs6HdC suffix'", "MCP005")]
    [InlineData("args: ['--host', h, '--password', abc-def]", "MCP002")]
    [InlineData("# JWT_SECRET_KEY: Q7xk2VmP9rTz4LwY8nBs6HdC\na: 1", "MCP005")]
    [InlineData("extraObjects: [{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: hello}}]", "MCP006")]
    [InlineData("a: '{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"data\": {\"a\": \"aGVsbG8=\"}}'", "MCP006")]
    public async Task Values_Secret_IsFoundByItsRule(string yaml, string rule) => Assert.Equal([rule], await RulesIn("values.yaml", yaml));

    /// <summary>Applied as it is, it is a Secret that everybody can guess; what is no placeholder makes it an error.</summary>
    [Theory]
    [InlineData("data: {password: cGFzc3dvcmQ=}", "MCP008")]
    [InlineData("stringData: {password: REPLACE_ME, API_TOKEN: <yours>}", "MCP008")]
    [InlineData("stringData: {password: REPLACE_ME, API_TOKEN: abc-def}", "MCP006")]
    [InlineData("stringData: {password: '${PASSWORD}'}")]
    [InlineData("data: {password: ''}")]
    public async Task Secret_OfPlaceholders_IsAWarning(string values, params string[] rules) =>
        Assert.Equal(rules, await RulesIn("secret.yaml", $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n{values}\n"));

    /// <summary>A thing that many have in common is one finding that names them, at the last; who allows it for itself has one of its own.</summary>
    [Theory]
    [InlineData("", "d MCP304 as the stacks a, b, c do.")]
    [InlineData("d", "c MCP304 as the stacks a, b do.", "d allowed as the stacks a, b, c do.")]
    [InlineData("b", "b allowed as the stack a does.", "d MCP304 as the stacks a, b, c do.")]
    [InlineData("bcd", "b allowed as the stack a does.", "c allowed as the stacks a, b do.", "d allowed as the stacks a, b, c do.")]
    public async Task Stacks_OfOneNamespace_AreOneFinding(string allowing, params string[] found)
    {
        using var project = new TemporaryProject();
        foreach (var stack in (string[])["a", "b", "c", "d"])
        {
            var text = StackYaml.Baseline.With("mcp-infra:environment", stack).With("mcp-infra:namespace", "mcp").With("mcp-infra:identity.serviceAccount", "reader-" + stack).Text;
            project.With(stack, allowing.Contains(stack, StringComparison.Ordinal) ? text.TrimEnd() + "\n  mcp-infra:audit: {allow: [{rule: MCP304, path: 'mcp-infra:namespace', reason: one team}]}\n" : text);
        }

        var findings = JsonDocument.Parse((await project.RunAsync("audit", "--format", "json")).Output).RootElement.GetProperty("findings");

        Assert.Equal(found, findings.EnumerateArray().Select(finding => string.Join(' ',
            finding.GetProperty("file").GetString()!.Split('.')[1],
            finding.TryGetProperty("allowedBecause", out var reason) && reason.ValueKind == JsonValueKind.String ? "allowed" : finding.GetProperty("rule").GetString(),
            finding.GetProperty("message").GetString()!.Split(", ", 2)[1])));
    }

    /// <summary>A date is another text to YAML; the length that is told is that of what stands in the file.</summary>
    [Fact]
    public async Task Values_DateUnderTheNameOfASecret_IsToldAsItIsWritten()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("values.yaml", "apiKey: 2024-01-01\n");

        var run = await project.RunAsync("audit", "--values", "values.yaml");

        Assert.Contains("(10 characters)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vault", "mcp-infra:vault.path", "mcp/shared", "MCP301", "mcp-infra:vault.path")]
    [InlineData("vault", "mcp-infra:vault.role", "shared", "MCP302", "mcp-infra:vault.role")]
    [InlineData("azure", "mcp-infra:azure.prefix", "mcp", null, null)]
    [InlineData("gcpsm", "mcp-infra:gcpsm.prefix", "mcp", null, null)]
    [InlineData("gcpsm", "mcp-infra:environment", "shared", "MCP301", "mcp-infra:gcpsm.prefix")]
    [InlineData("gcpsm", "mcp-infra:gcpsm.googleServiceAccount", "reader@mcp-gateway-dev.iam.gserviceaccount.com", "MCP302", "mcp-infra:gcpsm.googleServiceAccount")]
    [InlineData("gcpsm", "mcp-infra:namespace", "mcp", "MCP303", "mcp-infra:gcpsm.serviceAccount")]
    public async Task Stacks_OfOneVault_AreApartUnlessOnePlaceOrRoleServesBoth(string backend, string setting, string value, string? rule, string? path)
    {
        var stack = BackendStacks.All[backend].With(setting, value);
        var apart = stack.With("mcp-infra:azure.clientId", "bbbbcccc-dddd-eeee-ffff-000011112222");
        using var project = new TemporaryProject().With("one", stack.Text).With("two", backend == "azure" ? apart.Text : stack.Text);

        var run = await project.RunAsync("audit");

        Assert.Equal(rule is null ? 0 : 1, run.ExitCode);
        if (rule is not null)
            Assert.Matches($"error +{rule} +{path}", run.Output);
        Assert.DoesNotContain("MCP5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stacks_OfOneAzureIdentity_AreNotApart()
    {
        using var project = new TemporaryProject().With("one", BackendStacks.Azure.Text).With("two", BackendStacks.Azure.Text);

        Assert.Matches("error +MCP302 +mcp-infra:azure.clientId", (await project.RunAsync("audit")).Output);
    }

    [Fact]
    public async Task Comment_WithAToken_IsFoundInEveryFileAndExamplesAreNot()
    {
        var token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text + "  # was: " + token + "\n")
            .WithFile("values.yaml", $"# DATABASE_URL: postgres://user:password@host/db\na: 1 # {token}\nb: 'x # y'\n");

        var run = await project.RunAsync("audit", "--values", "values.yaml");

        Assert.Contains("2 errors", run.Output, StringComparison.Ordinal);
        Assert.Contains("values.yaml\n  2  error    MCP001  comment", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceAccount_WithTheRoleOfAStack_IsFoundInAnotherNamespace()
    {
        const string account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: other, annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::123456789012:role/mcp-dev-reader'}}\n";

        Assert.Equal(["MCP403"], await RulesIn("account.yaml", account));
        Assert.Empty(await RulesIn("account.yaml", account.Replace("namespace: other", "namespace: mcp-dev", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: ''}}")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: ~, BASIC_AUTH_USER: admin, TOKEN_EXPIRY: '1440'}}")]
    [InlineData("postgres: {credentials: {user: mcp}}")]
    [InlineData("a: {password: $(POSTGRES_PASSWORD), token: '{{ .Values.token }}', secret: '${SECRET}'}")]
    [InlineData("a: {password: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf', token: 'vault:secret/data/a#b'}")]
    [InlineData("a: {password: 'ENC[AES256_GCM,data:Q7xk2VmP9rTz4LwY8nBs6HdC,iv:a,tag:b,type:str]'}")]
    [InlineData("a: {image: 'ghcr.io/ibm/mcp@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0'}")]
    [InlineData("a: {checksum: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0}")]
    [InlineData("a: 9c8b7a60-5d4e-4f3a-8b2c-1d0e9f8a7b6c")]
    [InlineData("a: mcp-prod.cluster-c9akciq32.eu-west-1.rds.amazonaws.com")]
    [InlineData("a: arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")]
    [InlineData("a: {REQUIRE_AUTH: optional, MAX_TOKENS: 4096, automountServiceAccountToken: true}")]
    [InlineData("a: https://hub.example.com/path/to/SomeLongResourceName/AnotherVeryLongResourceName")]
    [InlineData("a: RollingUpdateDeploymentStrategyWithVeryLongNamesOfThings")]
    [InlineData("a: {virtualServerId: 9d73e4a1b5c84f0e8a6b2c1d7f3e5a90, SERVER_ID: 9d73e4a1b5c84f0e8a6b2c1d7f3e5a90}")]
    [InlineData("# see the commit Q7xk2VmP9rTz4LwY8nBs6HdC\n# JWT_SECRET_KEY: a-long-random-string-of-your-own\na: 1")]
    [InlineData("args: ['--password-file', /run/password, '--token', $(TOKEN)]")]
    [InlineData("extraObjects: [{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: '{{ .Values.b }}', c: '${C}'}}]")]
    public async Task Values_OrdinaryText_IsLeftAlone(string yaml) => Assert.Empty(await RulesIn("values.yaml", yaml));

    [Theory]
    [InlineData("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::a\"}}", "MCP401")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"secretsmanager:Get*\", \"Resource\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf\"}]}", "MCP401")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"secretsmanager:GetSecretValue\", \"Resource\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:mcp/*\"}]}", "MCP401")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"NotAction\": \"iam:*\", \"Resource\": \"arn:aws:s3:::a\"}]}", "MCP401")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": \"*\"}]}", "MCP402")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:root\"}}]}", "MCP402")]
    public async Task Policy_TooWide_IsFound(string json, string rule)
    {
        Assert.Equal([rule], await RulesIn("policy.json", json));
        var inObject = $"apiVersion: iam.services.k8s.aws/v1alpha1\nkind: Policy\nmetadata: {{name: a}}\nspec:\n  policyDocument: '{json}'\n";
        Assert.Equal([rule], await RulesIn("policy.yaml", inObject));
    }

    [Theory]
    [InlineData("{\"StringEquals\": {\"o:sub\": \"system:serviceaccount:a:b\"}}")]
    [InlineData("{\"StringLike\": {\"o:sub\": \"system:serviceaccount:a:b\", \"o:aud\": \"sts.amazonaws.com\"}}")]
    [InlineData("{\"StringEquals\": {\"o:sub\": \"system:serviceaccount:*:b\", \"o:aud\": \"sts.amazonaws.com\"}}")]
    public async Task Trust_NotExact_IsFound(string condition) =>
        Assert.Equal(["MCP402"], await RulesIn("trust.json", Trust.Replace("CONDITION", condition, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}]}")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"secretsmanager:GetSecretValue\"], \"Resource\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:mcp/dev/gateway-??????\"}]}")]
    [InlineData("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"kms:*\"], \"Resource\": [\"*\"], \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:root\"}}]}")]
    public async Task Policy_ExactOrNotOurs_IsLeftAlone(string json) => Assert.Empty(await RulesIn("policy.json", json));

    [Fact]
    public async Task Policy_TheProgramsOwn_IsLeftAlone()
    {
        var settings = Stacks.Shipped("prod");
        var irsa = Stacks.Shipped("dev");
        string[] policies =
        [
            ReaderPolicies.Access(settings.Aws, ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:mcp/prod/gateway-AbCdEf"], ["arn:aws:kms:eu-west-1:123456789012:key/a"]).ToJson(),
            ReaderPolicies.Trust(settings.Identity, settings.Namespace).ToJson(), ReaderPolicies.Trust(irsa.Identity, irsa.Namespace).ToJson(), ReaderPolicies.OfKey(settings.Aws).ToJson(),
            ReaderPolicies.OfSecret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf", "arn:aws:iam::123456789012:role/r").ToJson(),
        ];
        foreach (var policy in policies)
            Assert.Empty(await RulesIn("policy.json", policy));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Manifests_OfTheProgramItself_AreLeftAlone(string stack)
    {
        var settings = Stacks.Shipped(stack);
        var catalog = CatalogBuilder.Build(settings);
        var role = $"arn:aws:iam::{settings.Aws.AccountId}:role/{ReaderPolicies.RoleName(settings.Aws, settings.Environment)}";
        var manifests = string.Concat(Backend.Of(new LoadedStack(settings, catalog)).Manifests.Select(manifest => ManifestYaml.Of(manifest, role)));
        var values = ManifestYaml.Tree(ChartValues.For(new LoadedStack(settings, catalog)).ToTree(), role);

        var run = await ToolRun.InAsync(Repository.Root, "audit", "--fail-on", "warning",
            "--manifests", WriteTemporary(manifests), "--values", WriteTemporary(values));

        Assert.Contains("5 stacks, 7 files audited: 0 errors, 0 warnings, 0 allowed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_ToStacksVersionedSecrets_AreMade() => Assert.Empty(await RulesIn(
        "values.yaml", "mcpContextForge: {extraEnvFrom: [{secretRef: {name: mcp-gateway-external-secret-1a2b3c4d}}]}\npostgres: {existingSecret: mcp-postgres}\n"));

    [Fact]
    public async Task References_WithoutAMaker_AreFoundInEveryForm()
    {
        const string pod = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              initContainers: [{name: i, envFrom: [{secretRef: {name: one}}]}]
              containers: [{name: c, env: [{name: A, valueFrom: {secretKeyRef: {name: two, key: k}}}]}]
              volumes: [{name: v, secret: {secretName: three}}, {name: p, projected: {sources: [{secret: {name: four}}]}}]
            """;
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: five}}]").Text).WithFile("pod.yaml", pod);

        var run = await project.RunAsync("audit", "--manifests", "pod.yaml");

        foreach (var name in (string[])["one", "two", "three", "four", "five"])
            Assert.Contains($"names the Secret {name}, which neither", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allow_EveryFieldOfAFinding_MustFit()
    {
        var stack = StackYaml.Baseline.With("mcp-infra:values.note", "Q7xk2VmP9rTz4LwY8nBs6HdC");
        string Allow(string rule, string path) => stack.With("mcp-infra:audit.allow", $"[{{rule: {rule}, path: '{path}', reason: it is a build number}}]").Text;
        using var fits = new TemporaryProject().With("dev", Allow("MCP005", "mcp-infra:values.note"));
        using var otherRule = new TemporaryProject().With("dev", Allow("MCP001", "mcp-infra:values.note"));
        using var otherPath = new TemporaryProject().With("dev", Allow("MCP005", "mcp-infra:values"));

        Assert.Equal(0, (await fits.RunAsync("audit", "--fail-on", "warning")).ExitCode);
        Assert.Contains("because it is a build number", (await fits.RunAsync("audit")).Output, StringComparison.Ordinal);
        Assert.Contains("MCP103", (await otherRule.RunAsync("audit")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await otherPath.RunAsync("audit", "--fail-on", "warning")).ExitCode);
    }

    private static string WriteTemporary(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mcp-infra-").FullName, "file.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
