using System.Globalization;
using FsCheck.Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace McpInfra.Tests.Support;

/// <summary>
/// How often a property is tried: a few times in the unit suite, with other samples in every run, and where
/// <c>MCP_PROPERTY_RUNS</c> is set as often as that says, up to what is a matter of a minute.
/// </summary>
internal static class ManyRuns
{
    /// <summary>The trait by which <c>.ci/run</c> asks for the tests that have more to do.</summary>
    public const string Trait = "Runs", Value = "Many";

    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("MCP_PROPERTY_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : null;

    public static bool AreAsked => Asked is not null;

    public static int Of(int few, int many) => Asked is { } asked ? Math.Min(asked, many) : few;
}

/// <summary>A fact of which the unit suite tries a part, as <see cref="ManyRuns"/> says.</summary>
[TraitDiscoverer("McpInfra.Tests.Support." + nameof(ManyRunsDiscoverer), "McpInfra.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ManyRunsFactAttribute : FactAttribute, ITraitAttribute;

/// <summary>A property of which the unit suite tries a few samples, as <see cref="ManyRuns"/> says.</summary>
[TraitDiscoverer("McpInfra.Tests.Support." + nameof(ManyRunsDiscoverer), "McpInfra.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ManyRunsPropertyAttribute : PropertyAttribute, ITraitAttribute
{
    public ManyRunsPropertyAttribute(int few, int many) => MaxTest = ManyRuns.Of(few, many);
}

/// <summary>Gives the trait; xunit makes one of it by its name.</summary>
public sealed class ManyRunsDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new(ManyRuns.Trait, ManyRuns.Value)];
}
