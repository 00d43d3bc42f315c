using System.Collections.Immutable;
using System.Globalization;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Helm refused something.</summary>
internal sealed class HelmException(string message) : Exception(message);

/// <summary>The Release, with the real <c>helm</c>, as Pulumi's provider uses Helm: awaited, a failed one left as it is.</summary>
internal sealed class HelmReleases(string kubeconfig) : ILiveProvider
{
    public const string Release = "kubernetes:helm.sh/v3:Release";

    public bool Handles(string type) => type == Release;

    public bool MustReplace(
        string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) =>
        changedInputs.Contains("name") || changedInputs.Contains("namespace");

    public Task<LiveResource> CreateAsync(LiveResource wanted) => InstallAsync(wanted, "install");

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before) => InstallAsync(wanted, "upgrade");

    public Task DeleteAsync(LiveResource resource) =>
        HelmAsync(["uninstall", resource.Inputs.Text("name")!, "--namespace", resource.Inputs.Text("namespace")!, "--wait", "--timeout", "60s"]);

    public async Task<string> HelmAsync(IEnumerable<string> arguments, string? input = null)
    {
        var result = await Command.RunAsync("helm", arguments, input, new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig });
        return result.Code == 0 ? result.Output : throw new HelmException(result.Error.Trim());
    }

    private async Task<LiveResource> InstallAsync(LiveResource wanted, string verb)
    {
        var inputs = wanted.Inputs;
        var chart = inputs.Text("chart")!;
        var made = wanted with { Id = $"{inputs.Text("namespace")}/{inputs.Text("name")}", State = wanted.Inputs };
        try
        {
            await HelmAsync(
            [
                verb, inputs.Text("name")!, chart, "--namespace", inputs.Text("namespace")!, "--values", "-",
                "--timeout", inputs.Integer("timeout", 300).ToString(CultureInfo.InvariantCulture) + "s",
                .. inputs.GetValueOrDefault("skipAwait") is true ? Array.Empty<string>() : ["--wait"],
                .. verb == "upgrade" ? ["--history-max", inputs.Integer("maxHistory").ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
                .. chart.StartsWith("oci://", StringComparison.Ordinal) ? ["--version", inputs.Text("version")!] : Array.Empty<string>(),

                // Only loopback registries, which have no certificate.
                .. chart.StartsWith("oci://127.", StringComparison.Ordinal) ? ["--plain-http"] : Array.Empty<string>(),
            ], inputs.Json()["values"]!.ToJsonString());
        }
        catch (HelmException failed)
        {
            if (verb == "install" && !await IsThereAsync(inputs))
                throw;
            throw new NotReadyException(made, failed.Message);
        }

        return made;
    }

    private async Task<bool> IsThereAsync(ImmutableDictionary<string, object> inputs) =>
        (await HelmAsync(["list", "--all", "--short", "--namespace", inputs.Text("namespace")!])).Split('\n').Contains(inputs.Text("name"));
}
