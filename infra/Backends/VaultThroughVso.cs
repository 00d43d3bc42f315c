using System.Globalization;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>
/// Vault, read through Vault Secrets Operator: the connection, who reads, and one VaultStaticSecret
/// for each Kubernetes Secret. No field only repeats a default of the CRD.
/// </summary>
internal sealed class VaultThroughVso(LoadedStack stack, BackendSettings.Vault vault) : VaultBackend(stack, vault)
{
    private const string ApiVersion = SupportedApis.VaultSecrets;
    private const string ConnectionId = "connection";
    private const string AuthId = "auth";

    /// <summary>
    /// The operator writes it once the Secret is there, in every version; condition Ready came with 1.3. It stays when the
    /// object is changed, so that an update is not waited for.
    /// </summary>
    private const string Synced = "jsonpath={.status.secretMAC}";

    protected override Words Operator => Words.Own("Vault Secrets Operator");

    public override OperatorRead? Read { get; } = new("vaultstaticsecret", "secretMAC", IsTold: false, HasReady: false);

    public override Words Way => $"VaultAuth {Vault.Word}\n{Role}";

    /// <summary>It knows no "made once".</summary>
    public override Words Refresh(SecretObject secret) => EveryInterval;

    protected override IEnumerable<KubernetesManifest> Objects
    {
        get
        {
            var reader = EnvironmentObjects.ServiceAccount(Settings, Vault.ServiceAccount);
            return [reader, Connection(), Auth(reader), .. Catalog.Objects.Select(StaticSecret)];
        }
    }

    private KubernetesManifest Connection()
    {
        // The CRD asks for the second, default or not: whoever checks without filling in would refuse an object without it.
        var spec = Map(("address", Vault.Address), ("skipTLSVerify", false));
        if (Vault.Ca is { } ca)
            spec["caCertSecretRef"] = ca.Name;
        return Manifest("VaultConnection", Vault.Word, spec) with { Id = ConnectionId };
    }

    private KubernetesManifest Auth(KubernetesManifest reader)
    {
        var kubernetes = Map(("role", Vault.Role), ("serviceAccount", Vault.ServiceAccount));
        if (Vault.Audience is { } audience)
            kubernetes["audiences"] = new List<object?> { audience };
        var spec = Map(("kubernetes", kubernetes), ("method", "kubernetes"), ("mount", Vault.AuthMount), ("vaultConnectionRef", Vault.Word));
        if (Vault.Namespace is { } @namespace)
            spec["namespace"] = @namespace;
        return Manifest("VaultAuth", Vault.Word, spec) with { Id = AuthId, After = [reader.Id, ConnectionId] };
    }

    private KubernetesManifest StaticSecret(SecretObject secret)
    {
        var spec = Map(
            ("destination", Map(
                ("create", true),
                ("name", secret.Name),
                ("transformation", Map(
                    ("excludeRaw", true),
                    ("excludes", new List<object?> { ".*" }),
                    ("templates", Templates(secret).ToDictionary(entry => entry.Key, object? (entry) => Map(("text", entry.Text)))))))),
            ("mount", Vault.Mount),
            ("path", secret.Fetched[0].Remote.Holder),
            ("refreshAfter", RefreshAfter),
            ("type", "kv-v2"),
            ("vaultAuthRef", Vault.Word));
        if (Vault.Namespace is { } @namespace)
            spec["namespace"] = @namespace;
        if (!secret.IsFixed)
            spec["rolloutRestartTargets"] = new List<object?> { Map(("kind", "Deployment"), ("name", ChartNames.GatewayDeployment(Settings.Release.Name))) };
        return Manifest("VaultStaticSecret", secret.Name, spec) with
        {
            Id = secret.Id,
            After = [AuthId],
            ReadyWhen = EnvironmentObjects.IsAwaited(Settings, secret) ? Synced : null,
        };
    }

    /// <summary>
    /// Every key by a template, and nothing of what Vault holds besides: a key that Vault lacks fails, where the operator
    /// would write a Secret without it, and a stray one does not become a variable.
    /// </summary>
    private static IEnumerable<(string Key, string Text)> Templates(SecretObject secret) => secret.Template.Count > 0
        ? secret.Template.Select(entry => (entry.Key, Template(entry.Value)))
        : secret.Fetched.Select(fetched => (fetched.Key, Value(fetched.Remote.Item!, "")));

    private static string Template(ComposedText text) => string.Concat(text.Parts.Select(part => part switch
    {
        TextPart.Plain plain => plain.Text,

        // Go's urlquery writes a blank as +, which a URL's user part does not read back as a blank.
        TextPart.Fetched { UrlEncoded: true } fetched => Value(fetched.Key, " | urlquery | replace \"+\" \"%20\""),
        TextPart.Fetched fetched => Value(fetched.Key, ""),
        _ => throw new InvalidOperationException("A part without a notation."),
    }));

    private static string Value(string key, string pipe) =>
        $"{{{{ if hasKey .Secrets \"{key}\" }}}}{{{{ get .Secrets \"{key}\"{pipe} }}}}{{{{ else }}}}{{{{ fail \"{key} is not in Vault\" }}}}{{{{ end }}}}";

    /// <summary>The operator takes one number and one unit, such as <c>3600s</c>.</summary>
    private string RefreshAfter =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)GoDuration.Parse(Settings.Store.RefreshInterval)!.Value.TotalSeconds}s");

    private KubernetesManifest Manifest(string kind, object name, Dictionary<string, object?> spec) => new(ApiVersion, kind, name)
    {
        Namespace = Settings.Namespace,
        Labels = EnvironmentObjects.Labels(Settings),
        Body = Map(("spec", spec)),
    };
}
