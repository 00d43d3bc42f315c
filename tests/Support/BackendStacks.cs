using System.Security.Cryptography;
using System.Text;
using McpInfra.Contract;
using McpInfra.Settings;

namespace McpInfra.Tests.Support;

/// <summary>Valid stacks of every backend but AWS: the least that each must say.</summary>
internal static class BackendStacks
{
    private static readonly StackYaml OutsideAws = StackYaml.Baseline
        .Without("aws:region").Without("mcp-infra:aws").Without("mcp-infra:identity").Without("mcp-infra:secrets");

    public static StackYaml Vault { get; } = OutsideAws
        .With("mcp-infra:backend", "vault")
        .With("mcp-infra:vault.address", "https://vault.example.com:8200");

    public static StackYaml Vso { get; } = Vault.With("mcp-infra:vault.operator", "vso");

    public static StackYaml Azure { get; } = OutsideAws
        .With("mcp-infra:backend", "azure")
        .With("mcp-infra:azure.vaultUrl", "https://mcp-dev.vault.azure.net")
        .With("mcp-infra:azure.tenantId", "11112222-3333-4444-5555-666677778888")
        .With("mcp-infra:azure.clientId", "aaaabbbb-cccc-dddd-eeee-ffff00001111");

    public static StackYaml Gcpsm { get; } = OutsideAws
        .With("mcp-infra:backend", "gcpsm")
        .With("mcp-infra:gcpsm.projectID", "mcp-gateway-dev");

    public static StackYaml Sealed { get; } = OutsideAws
        .With("mcp-infra:backend", "sealed")
        .With("mcp-infra:sealed.files", "[sealed/dev/*.yaml]");

    public static StackYaml Existing { get; } = OutsideAws.With("mcp-infra:backend", "existing");

    public static IReadOnlyDictionary<string, StackYaml> All { get; } = new Dictionary<string, StackYaml>
    {
        ["vault"] = Vault,
        ["vso"] = Vso,
        ["azure"] = Azure,
        ["gcpsm"] = Gcpsm,
        ["sealed"] = Sealed,
        ["existing"] = Existing,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The same with servers that somebody else runs, in the words that the backend has for them.</summary>
    public static StackYaml WithExternalServers(StackYaml yaml) => yaml.Text.Contains("backend: sealed", StringComparison.Ordinal) || yaml.Text.Contains("backend: existing", StringComparison.Ordinal)
        ? yaml.With("mcp-infra:database", "{mode: external, name: mcp}").With("mcp-infra:redis.mode", "external")
        : yaml.With("mcp-infra:database", "{mode: external, host: db.example.com, name: mcp, user: gateway}").With("mcp-infra:redis", "{mode: external, host: redis.example.com}");

    /// <summary>Settings of a stack; with sealed files, those that its servers need are there.</summary>
    public static StackSettings Load(string name, bool externalServers = false)
    {
        var yaml = externalServers ? WithExternalServers(All[name]) : All[name];
        if (name != "sealed")
            return yaml.Load();
        using var project = SealedProject.Complete(externalServers);
        return yaml.Load(files: project.Files);
    }
}

/// <summary>A project with SealedSecret files, as kubeseal would write them for namespace <c>mcp-dev</c>.</summary>
internal sealed class SealedProject : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("mcp-infra-sealed-").FullName;

    /// <summary>The chart's credentials that the gateway's Secret has, in order.</summary>
    public static string[] GatewayKeys { get; } = [.. ChartCredentials.GatewayVariables.Except([ChartCredentials.AuthEncryptionSecret]).Order(StringComparer.Ordinal)];

    public SealedProject() => System.IO.Directory.CreateDirectory(Directory);

    public ProjectFiles Files => new(_directory);

    /// <summary>Where the files are.</summary>
    public string Directory => Path.Combine(_directory, "sealed", "dev");

    /// <summary>One file for each Kubernetes Secret that a stack with no secrets of its own needs.</summary>
    public static SealedProject Complete(bool externalServers = false) => new SealedProject().WithAll("mcp-dev", externalServers);

    /// <inheritdoc cref="Complete"/>
    public SealedProject WithAll(string @namespace, bool externalServers) => this
        .With("gateway", File("mcp-gateway-external-secret", GatewayKeys), @namespace)
        .With("encryption", File("mcp-gateway-encryption", ChartCredentials.AuthEncryptionSecret), @namespace)
        .With("postgres", externalServers ? File("mcp-postgres", "host", "port", "dbname", "user", "password") : File("mcp-postgres", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"), @namespace)
        .With("redis", externalServers ? File("mcp-redis", "REDIS_URL") : File("mcp-redis", "REDIS_PASSWORD"), @namespace);

    public SealedProject With(string file, string text, string @namespace = "mcp-dev")
    {
        System.IO.File.WriteAllText(Path.Combine(Directory, file + ".yaml"), text.Replace("namespace: mcp-dev", "namespace: " + @namespace, StringComparison.Ordinal));
        return this;
    }

    public SealedProject Remove(string file)
    {
        System.IO.File.Delete(Path.Combine(Directory, file + ".yaml"));
        return this;
    }

    /// <summary>Removes every file.</summary>
    public void Clear()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory))
            System.IO.File.Delete(file);
    }

    public static string File(string name, params string[] keys)
    {
        var text = new StringBuilder($"apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: {name}\n  namespace: mcp-dev\nspec:\n  encryptedData:\n");
        foreach (var key in keys)
            text.Append("    ").Append(key).Append(": ").Append(Ciphertext(name + key)).Append('\n');
        return text.Append($"  template:\n    metadata:\n      creationTimestamp: null\n      name: {name}\n      namespace: mcp-dev\n").ToString();
    }

    /// <summary>Of the shape that kubeseal writes for a key of 4096 bits; nothing can decrypt it.</summary>
    /// <param name="of">What it stands for: the same text gives the same ciphertext, so that snapshots hold still.</param>
    public static string Ciphertext(string of = "") =>
        Convert.ToBase64String([2, 0, .. Rfc2898DeriveBytes.Pbkdf2(of, Encoding.UTF8.GetBytes("test"), 1, HashAlgorithmName.SHA256, 512 + 16 + 40)]);

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);
}
