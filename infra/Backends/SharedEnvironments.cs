using System.Globalization;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Backends;

/// <summary>What sort of thing two environments may have in common although each must have its own.</summary>
internal enum SharedKind
{
    /// <summary>What holds values of both.</summary>
    SecretPath,

    /// <summary>Who reads.</summary>
    Role,

    /// <summary>Whom that reader trusts.</summary>
    TrustSubject,

    /// <summary>A secret of somebody else.</summary>
    Secret,

    /// <summary>Where the Kubernetes Secrets are.</summary>
    Namespace,

    /// <summary>A store that a whole cluster has once.</summary>
    Store,
}

/// <summary>Something that an environment must have for itself.</summary>
/// <param name="Key">What it is: two environments with equal ones have it in common.</param>
/// <param name="Path">The setting that keeps them apart.</param>
/// <param name="Message">What this environment does that the other does too, for a sentence that goes on with the other's name.</param>
internal sealed record OwnPart(SharedKind Kind, object Key, string Path, Words Message)
{
    /// <summary>A value of the setting that keeps them apart, made of a name that nobody else has; null where only a person can know one.</summary>
    public Func<string, string>? Apart { get; init; }

    /// <summary>Environments of one such place may have it in common; null where none may.</summary>
    public string? SharedWithin { get; init; }
}

/// <summary>What one stack has in common with others.</summary>
/// <param name="Stack">The one that it is reported at.</param>
/// <param name="Others">By name.</param>
internal sealed record SharedPart(LoadedStack Stack, IReadOnlyList<LoadedStack> Others, OwnPart Part)
{
    /// <summary>More names than this say no more than how many there are.</summary>
    private const int MostNamed = 5;

    public Words Message => Others.Count == 1
        ? $"{Part.Message}, as the stack {Others[0].Settings.Stack} does."
        : $"{Part.Message}, as the stacks {Words.Join(", ", Others.Take(MostNamed).Select(other => other.Settings.Stack))}{(Others.Count > MostNamed ? Words.Of($" and {Others.Count - MostNamed} others") : Words.None)} do.";
}

/// <summary>Compares loaded stacks: the one answer to what they have in common although each must have its own.</summary>
internal static class SharedEnvironments
{
    /// <summary>For each stack what it shares: with earlier ones of those that were asked for, and with every other one.</summary>
    /// <param name="stacks">Every stack of the project that can be loaded.</param>
    /// <param name="isAsked">Whether a stack was asked for; the others are there to compare it with.</param>
    public static IEnumerable<SharedPart> Of(IEnumerable<LoadedStack> stacks, Func<LoadedStack, bool> isAsked)
    {
        var shared =
            from stack in stacks
            let isReported = isAsked(stack)
            from part in PartsOf(stack)
            let own = new Owner(stack, isReported, part)
            group own by (part.Kind, part.Key) into same
            from found in Of([.. same.OrderBy(own => own.Name, StringComparer.Ordinal)])
            select found;
        return shared.GroupBy(found => (found.Stack.Settings.Stack, found.Part.Kind, found.Part.Path)).Select(parts => parts.First() with
        {
            Others = [.. parts.SelectMany(part => part.Others).DistinctBy(other => other.Settings.Stack).OrderBy(other => other.Settings.Stack, StringComparer.Ordinal)],
        });
    }

    /// <param name="owners">Of one thing, by name.</param>
    private static IEnumerable<SharedPart> Of(List<Owner> owners) => owners.Select(own => own.Within).Distinct().Count() < 2
        ? []
        : owners.Where(own => own.IsAsked)
            .Select(own => new SharedPart(
                own.Stack,
                [.. owners.Where(other => other.Within != own.Within && (!other.IsAsked || string.CompareOrdinal(other.Name, own.Name) < 0)).Select(other => other.Stack)],
                own.Part))
            .Where(found => found.Others.Count > 0);

    private sealed record Owner(LoadedStack Stack, bool IsAsked, OwnPart Part)
    {
        public string Name => Stack.Settings.Stack;

        /// <summary>Where it may be shared.</summary>
        public string Within => Part.SharedWithin ?? Name;
    }

    /// <summary>A name for a stack's environment that no other of the stacks has, or has by itself.</summary>
    public static string FreeName(StackSettings stack, IEnumerable<StackSettings> stacks) => new EnvironmentNames(stack.Stack, () =>
        [stack.Environment, .. stacks.Where(other => other.Stack != stack.Stack).SelectMany(other => (string[])[other.Stack, other.Environment])]).Suggest();

    private static IEnumerable<OwnPart> PartsOf(LoadedStack stack)
    {
        var (settings, context) = (stack.Settings, stack.Settings.Kubernetes.Context);
        foreach (var part in Backend.Of(stack).Own)
            yield return part;
        yield return new(SharedKind.Namespace, (context, settings.Namespace), "mcp-infra:namespace", $"uses the namespace {settings.Namespace} of {context}")
        {
            Apart = name => $"mcp-{name}",
        };
        if (settings.Store.Kind == StoreKind.ClusterSecretStore)
        {
            yield return new(SharedKind.Store, (context, settings.Store.Name), "mcp-infra:store.name", $"makes the ClusterSecretStore {settings.Store.Name} in {context}")
            {
                Apart = name => $"{settings.Store.Name}-{name}",
            };
        }
    }
}
