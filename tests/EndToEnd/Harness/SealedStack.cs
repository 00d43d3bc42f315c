using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// An environment whose files the real kubeseal wrote, by the lines that the refusal of the empty project prints, with a certificate in
/// place of a context.
/// </summary>
internal static class SealedStack
{
    /// <summary>With values of its own, sealed for the controller in the cluster unless told otherwise.</summary>
    /// <param name="certificate">A file with another certificate.</param>
    public static async Task<LiveBackend> CreateAsync(StackYaml yaml, string @namespace, SealedProject project, string? certificate = null)
    {
        var live = LiveBackend.Create(yaml, @namespace, project.WithAll(@namespace, yaml != BackendStacks.Sealed).Files);
        await SealAsync(live, yaml, project, certificate);
        return live;
    }

    /// <summary>Writes every file anew, with the values that the environment has.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public static async Task SealAsync(LiveBackend live, StackYaml yaml, SealedProject project, string? certificate = null)
    {
        var placed = yaml.With("mcp-infra:namespace", live.Settings.Namespace);
        project.Clear();
        var refusal = Assert.Single(placed.Problems(files: project.Files), problem => problem.Path == "mcp-infra:sealed.files");
        foreach (var (secret, line) in live.Catalog.Objects.Zip(refusal.Fix!.Split('\n')))
        {
            var values = string.Concat(secret.Fetched.Select(fetched => $"{fetched.Key}={live.Value(secret, fetched)}\n"));
            var run = line.Replace("--context mcp-dev", $"--cert \"{certificate ?? "$SEALED_SECRETS_CERT"}\"", StringComparison.Ordinal)
                .Replace("sealed/dev/", project.Directory + "/", StringComparison.Ordinal);
            var result = await Command.RunAsync("sh", ["-c", run], values);
            Assert.True(result.Code == 0, $"{run}: {result.Error}");
        }

        live.Settings = live.Settings with { Backend = placed.Load(files: project.Files).Backend };
    }

    /// <summary>Writes a certificate whose key no controller has.</summary>
    /// <returns>The file.</returns>
    public static string ForeignCertificate(SealedProject project)
    {
        using var key = RSA.Create(4096);
        var request = new CertificateRequest("CN=another-cluster", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.Combine(project.Directory, "..", "foreign.crt");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return Path.GetFullPath(file);
    }
}
