using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace McpInfra.Tests.Support;

/// <summary>
/// How often a property is tried: a few times in the unit suite, with other samples in every run, and where
/// <c>MCP_PROPERTY_RUNS</c> is set as often as that says, up to what is a matter of a minute. Where <c>MCP_PROPERTY_SEED</c>
/// says what is tested, as in <c>.ci/run</c>, the samples follow from that: a run that failed can be had again, and one
/// that passed does not fail with the same content.
/// </summary>
internal static class ManyRuns
{
    /// <summary>The trait by which <c>.ci/run</c> asks for the tests that have more to do.</summary>
    public const string Trait = "Runs", Value = "Many";

    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("MCP_PROPERTY_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : null;

    private static readonly Rnd Seed = SeedOf(Environment.GetEnvironmentVariable("MCP_PROPERTY_SEED") is { Length: > 0 } tested ? tested : Guid.NewGuid().ToString());

    public static bool AreAsked => Asked is not null;

    /// <summary>The seed as FsCheck's attribute takes it.</summary>
    public static string Replay => string.Create(CultureInfo.InvariantCulture, $"{Seed.Seed},{Seed.Gamma}");

    public static int Of(int few, int many) => Asked is { } asked ? Math.Min(asked, many) : few;

    /// <summary>For a property in a fact: a counterexample is thrown.</summary>
    public static Config Config(int few, int many) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Of(few, many)).WithReplay(new Replay(Seed, FSharpOption<int>.None));

    /// <param name="size">How large a sample may be; of a list, how long.</param>
    public static T[] Sample<T>(Gen<T> samples, int count, int size) => Gen.Sample(samples, count, Seed, size);

    private static Rnd SeedOf(string tested)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(tested));

        // The second number has to be odd.
        return new Rnd(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8) | 1);
    }
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
    public ManyRunsPropertyAttribute(int few, int many) => (MaxTest, Replay) = (ManyRuns.Of(few, many), ManyRuns.Replay);
}

/// <summary>Gives the trait; xunit makes one of it by its name.</summary>
public sealed class ManyRunsDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new(ManyRuns.Trait, ManyRuns.Value)];
}
