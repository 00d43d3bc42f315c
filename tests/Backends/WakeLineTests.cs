using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>The line that wakes External Secrets Operator when a value was put later than it was waited for.</summary>
public sealed class WakeLineTests
{
    private const string External = "mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET.from";

    private static readonly StackYaml OneIsPut = StackYaml.Baseline.With(External, "external");

    [Fact]
    public void WakeLine_ValueThatSomebodyPuts_IsWholeAndOfThatObjectAlone() => Assert.Equal(
        "then, where pulumi up has already waited for it, wake the operator\nkubectl annotate externalsecret mcp-gateway-external-5dbf238f --namespace mcp-dev --context mcp-dev force-sync=$(date +%s) --overwrite",
        WakeLine(OneIsPut.Load()));

    [Fact]
    public void WakeLine_NothingThatSomebodyPuts_IsNone() => Assert.Null(WakeLine(StackYaml.Baseline.Load()));

    [Fact]
    public void WakeLine_ObjectThatIsNotWaitedFor_IsNotNamed() => Assert.Null(WakeLine(OneIsPut.With("mcp-infra:migration.optional", "true").Load()));

    [Fact]
    public void WakeLine_DeliveryThatPulumiDoesNotWaitFor_IsNone() => Assert.Null(WakeLine(OneIsPut.With("mcp-infra:delivery", "git").Load()));

    [Fact]
    public void WakeLine_NameWithABlank_IsOneWord() => Assert.Contains(
        " --context 'a cluster' force-sync=", WakeLine(OneIsPut.With("mcp-infra:kubernetes.context", "a cluster").Load()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(BackendStacks.Names), MemberType = typeof(BackendStacks))]
    public void WakeLine_EveryBackend_IsThereWhereExternalSecretsReads(string name)
    {
        var settings = BackendStacks.Load(name);

        Assert.Equal(settings.Backend.HasStore, WakeLine(settings) is not null);
    }

    private static string? WakeLine(StackSettings settings) => Backend.Of(LoadedStack.Of(settings)).WakeLine?.ToString();
}
