using McpInfra.Migration;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>Whose file holds the chart's values: they are read where they are, and the references go where they are read.</summary>
public sealed class ValuesPlaceTests : IDisposable
{
    private const string Chart = """
        mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key-of-more-than-thirty-two-characters}}
        postgres: {credentials: {password: canary-postgres}}
        redis: {auth: {password: canary-redis}}

        """;

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("mcp-stack:\n", "mcp-stack.postgres.credentials.password")]
    [InlineData("gateway:\n", "gateway.postgres.credentials.password")]
    [InlineData("postgres: {auth: {database: other}}\nmcp-stack:\n", "mcp-stack.postgres.credentials.password")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: flux}\nspec:\n  releaseName: mcp\n  targetNamespace: mcp-dev\n  values:\n", "spec.values.postgres.credentials.password")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp, namespace: argocd}\nspec:\n  source:\n    helm:\n      valuesObject:\n", "spec.source.helm.valuesObject.postgres.credentials.password")]
    public async Task Migrate_ValuesOfAnother_AreReadAndWrittenWhereTheyStand(string above, string path)
    {
        var indent = above.TrimEnd('\n').Split('\n')[^1].TakeWhile(sign => sign == ' ').Count() + 2;
        _project.WithFile("values.yaml", above + string.Concat(Chart.TrimEnd('\n').Split('\n').Select(line => new string(' ', indent) + line + "\n")));

        var plan = await _project.RunAsync("migrate", "values.yaml");
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Matches($@"values\.yaml:\d+ +{path.Replace(".", @"\.", StringComparison.Ordinal)} +15 characters  ->  mcp/dev/postgres · password", plan.Output);
        Assert.DoesNotContain("the chart's default of postgres", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("pulumi import", plan.Output, StringComparison.Ordinal);

        await WriteAsync("values.yaml");
        Assert.Equal("""{"password":"canary-postgres"}""", (await _project.RunAsync("migrate", "export", "--group", "postgres")).Output);
        await _project.CompareAsync();
        await WriteAsync("--ready");
        await WriteAsync();

        var written = string.Concat(Directory.EnumerateFiles(_project.PathOf(".")).Select(File.ReadAllText));
        Assert.DoesNotContain(ReleaseValues.Canary, written, StringComparison.Ordinal);
        Assert.DoesNotContain("optional: true", written, StringComparison.Ordinal);
        Assert.Contains("adopting: true", _project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Equal("mcp-postgres", Merged(path[..^".postgres.credentials.password".Length].Split('.')).Text("postgres.existingSecret"));
    }

    /// <summary>What Argo CD does not take away keeps the old values, and a check that waits for Synced would wait for ever.</summary>
    [Theory]
    [InlineData("{}", true)]
    [InlineData("{automated: {selfHeal: true}}", true)]
    [InlineData("{automated: {prune: true}}", false)]
    public async Task Plan_ApplicationThatTakesNothingAway_IsTold(string policy, bool isTold)
    {
        _project.WithFile("values.yaml", $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: mcp, namespace: argocd}}\nspec: {{syncPolicy: {policy}, source: {{helm: {{valuesObject: {{postgres: {{credentials: {{password: canary-postgres}}}}}}}}}}}}\n");

        var plan = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal((0, isTold), (plan.ExitCode, plan.Output.Contains("without spec.syncPolicy.automated.prune: true Argo CD leaves", StringComparison.Ordinal)));
        Assert.Contains("kubectl wait applications.argoproj.io/mcp '--for=jsonpath={.status.sync.comparedTo.source.helm.valuesObject.mcpContextForge.extraEnvFrom[1].secretRef.name}=mcp-gateway-encryption'", plan.Output, StringComparison.Ordinal);
        Assert.Contains("kubectl patch applications.argoproj.io mcp --type merge --patch '{\"status\":{\"history\":null}}'", plan.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: Deployment\napiVersion: apps/v1\n", "values.yaml is a Deployment: name a values file")]
    [InlineData("helmCharts: [{name: mcp-stack, valuesInline: {postgres: {credentials: {password: canary}}}}]\n", "values.yaml is a kustomization: put what stands under its helmCharts[0].valuesInline")]
    [InlineData("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nhelmCharts: [{name: redis, valuesFile: no.yaml}, {name: mcp-stack, valuesFile: gw.yaml}]\n", "name the values files of its helmCharts[1] in its place, gw.yaml")]
    [InlineData("releases: [{name: mcp, chart: oci://r/mcp-stack, values: [a.yaml, b.yaml]}]\n", "name the values files of its releases[0] in its place, a.yaml b.yaml")]
    [InlineData("releases: [{name: mcp, chart: mcp-stack, values: [a.yaml], set: [{name: x, value: canary}]}]\n", "(a.yaml besides)")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: gw, namespace: flux}\nspec: {values: {}}\n", "values.yaml makes the release gw, and the stack speaks of mcp: pulumi config set --stack dev --path 'mcp-infra:release.name' gw")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: flux}\nspec: {targetNamespace: mcp-dev, values: {}}\n", "makes the release mcp-dev-mcp")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: flux}\nspec: {values: {}}\n", "runs its pods in the namespace flux, and the stack makes the Secrets in mcp-dev: pulumi config set --stack dev mcp-infra:namespace flux")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {destination: {namespace: other}, source: {helm: {releaseName: b, valuesObject: {}}}}\n", "makes the release b")]
    [InlineData("a: 1\n---\nb: 2\n", "Helm reads the first alone")]
    [InlineData("releases: [{name: mcp, chart: mcp-stack, values: [{postgres: {credentials: {password: canary}}}]}]\n", "values.yaml is a helmfile")]
    [InlineData("a: {mcpContextForge: {replicaCount: 1}}\nb: {mcpContextForge: {replicaCount: 2}}\n", "several releases of the chart, below a and b")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp}\nspec: {source: {helm: {values: \"postgres: {credentials: {password: canary}}\"}}}\n", "spec.source.helm.values is a text")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp}\nspec: {sources: []}\n", "has no spec.source.helm.valuesObject")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {values: {}}\n", "metadata.name is missing")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp}\nspec: {valuesFrom: [{kind: Secret, name: real}], values: {}}\n", "spec.valuesFrom brings values")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp}\nspec: {chart: {spec: {valuesFiles: [a.yaml]}}, values: {}}\n", "spec.chart.spec.valuesFiles brings values")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp}\nspec: {source: {helm: {parameters: [{name: postgres.credentials.password, value: canary}], valuesObject: {}}}}\n", "spec.source.helm.parameters brings values")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mcp}\nspec: {source: {helm: {valueFiles: [a.yaml], valuesObject: {}}}}\n", "spec.source.helm.valueFiles brings values")]
    [InlineData("postgres: {credentials: {password: \"ENC[AES256_GCM,data:abc,type:str]\"}}\nsops: {version: 3.9.0}\n", "values.yaml is encrypted by SOPS")]
    public async Task Migrate_FileThatCannotBeEditedThere_SaysWhereTheValuesBelong(string text, string expected)
    {
        _project.WithFile("values.yaml", text);

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_AliasWithoutTheGateway_IsReadBelowIt()
    {
        _project.WithFile("values.yaml", "gw: {postgres: {credentials: {password: canary-postgres}}}\n");

        var plan = await _project.RunAsync("migrate", "values.yaml");

        Assert.Contains("gw.postgres.credentials.password  15 characters  ->  mcp/dev/postgres", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_FilesOfTwoCharts_AreRefused()
    {
        _project.WithFile("values.yaml", Chart).WithFile("other.yaml", "mcp-stack: {postgres: {enabled: true}}\n");

        var run = await _project.RunAsync("migrate", "values.yaml", "other.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("other.yaml holds the chart's values below mcp-stack, and values.yaml at its top", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A file of a wrapper that says nothing of the chart, or nothing yet, is one of its files.</summary>
    [Theory]
    [InlineData("global: {imageRegistry: registry.example.com}\n")]
    [InlineData("mcp-stack:\n")]
    [InlineData("mcp-stack: {}\n")]
    [InlineData("grafana: {replicas: 1}\npostgres: {auth: {database: other}}\n")]
    [InlineData("# nothing\n")]
    public async Task Migrate_WrapperWithAFileThatSaysNothingOfTheChart_IsReadBelowItsKey(string silent)
    {
        _project.WithFile("values.yaml", silent).WithFile("more.yaml", "mcp-stack: {postgres: {credentials: {password: canary-postgres}}}\n");

        await WriteAsync("values.yaml", "more.yaml");
        Assert.Equal("""{"password":"canary-postgres"}""", (await _project.RunAsync("migrate", "export", "--group", "postgres")).Output);
        await _project.CompareAsync();
        await WriteAsync("--ready");

        Assert.Equal(silent, _project.Read("values.yaml"));
        Assert.Equal("mcp-stack: {postgres: {credentials: {}}}\n", _project.Read("more.yaml"));
        Assert.StartsWith("mcp-stack:\n", string.Join('\n', _project.Read("references.dev.yaml").Split('\n').Where(line => !line.StartsWith('#'))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("platform: {mcp-stack: {postgres: {credentials: {password: canary-postgres}}}}\n", "platform.mcp-stack.postgres.credentials.password  15 characters  ->  mcp/dev/postgres")]
    [InlineData("platform: {gw: {mcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}}}}\n", "platform.gw.mcpContextForge.secret.SMTP_PASSWORD  11 characters  ->  mcp/dev/external")]
    [InlineData("x: &x {postgres: {credentials: {password: canary-postgres}}}\nmcp-stack: *x\n", "mcp-stack.postgres.credentials.password  15 characters  ->  by hand: it stands behind the YAML anchor of line 1")]
    public async Task Migrate_ChartFurtherDownOrBehindAnAlias_IsFound(string values, string expected)
    {
        _project.WithFile("values.yaml", values);

        Assert.Contains(expected, (await _project.RunAsync("migrate", "values.yaml")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_SecretOfAnotherChartInTheFile_IsToldAndStays()
    {
        _project.WithFile("values.yaml", "grafana: {adminPassword: canary-grafana-1x}\nmcp-stack: {postgres: {credentials: {password: canary-postgres}}}\n");

        await _project.RunAsync("migrate", "values.yaml", "--write");
        await _project.CompareAsync();
        var run = await _project.RunAsync("migrate", "--write", "--ready");
        var plan = await _project.RunAsync("migrate");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("values.yaml:1: grafana.adminPassword holds", plan.Output, StringComparison.Ordinal);
        Assert.Equal("grafana: {adminPassword: canary-grafana-1x}\nmcp-stack: {postgres: {credentials: {}}}\n", _project.Read("values.yaml"));
    }

    /// <summary>The values of a chart around this one are given to the chart around it.</summary>
    [Fact]
    public async Task Upgrade_OfAWrapper_NamesItsFolder()
    {
        _project.WithFile("deploy/Chart.yaml", "name: ours\n").WithFile("deploy/values.yaml", "mcp-stack: {postgres: {credentials: {password: canary-postgres}}}\n");

        var plan = await _project.RunAsync("migrate", "deploy/values.yaml");

        Assert.Contains("helm upgrade mcp deploy --kube-context", plan.Output, StringComparison.Ordinal);
        Assert.Contains("--values deploy/values.yaml --values deploy/references.dev.yaml", plan.Output, StringComparison.Ordinal);
    }

    private MergedValues Merged(string[] keys)
    {
        var files = new List<ValuesFile>();
        foreach (var name in (string[])["values.yaml", "references.dev.yaml"])
        {
            if (!File.Exists(_project.PathOf(name)))
                continue;
            var file = ValuesFile.Read(_project.PathOf("."), name);
            Assert.Equal(keys, PlaceReader.Of(file.Root, name).Keys);
            files.Add(file.At(PlaceReader.Of(file.Root, name)));
        }

        return new MergedValues(files);
    }

    private async Task WriteAsync(params string[] arguments)
    {
        var run = await _project.RunAsync(["migrate", .. arguments, "--write"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
