using McpInfra.Components;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>
/// The lines that give a running namespace and release to Pulumi, and that make it forget them. A release's import id is
/// <c>namespace/name</c> (Helm release provider of pulumi-kubernetes); parents and provider are named by their URNs.
/// </summary>
internal sealed class ReleaseUrns(string stack)
{
    private const string Root = McpProgram.TypeToken;
    private const string Holder = McpStackRelease.TypeToken;

    private readonly string _prefix = $"urn:pulumi:{stack}::{SettingsPath.Project}::";

    public string Environment => $"{_prefix}{Root}::mcp";

    public string Provider => $"{_prefix}{Root}$pulumi:providers:kubernetes::kubernetes";

    public string ReleaseHolder => $"{_prefix}{Root}${Holder}::mcp-stack";

    public string Namespace => $"{_prefix}{Root}$kubernetes:core/v1:Namespace::namespace";

    public string Release => $"{_prefix}{Root}${Holder}$kubernetes:helm.sh/v3:Release::mcp-stack";

    public IReadOnlyList<Words> Imports(StackSettings settings) =>
    [
        Import($"kubernetes:core/v1:Namespace namespace {settings.Namespace}", $"mcp={Environment}", settings),
        Import($"kubernetes:helm.sh/v3:Release mcp-stack {settings.Namespace}/{settings.Release.Name}", $"release={ReleaseHolder}", settings),
    ];

    public IReadOnlyList<Words> Forget(string stack) =>
    [
        .. new[] { Release, Namespace }.Select(urn => (Words)ShellLine.Of($"pulumi state delete --stack {stack} {new Quoted(urn)}")),
    ];

    private ShellLine Import(ShellLine what, string parent, StackSettings settings) =>
        $"pulumi import --stack {settings.Stack} {what} --parent {new Quoted(parent)} --provider {new Quoted($"kubernetes={Provider}")} --protect=false --generate-code=false --yes";
}
