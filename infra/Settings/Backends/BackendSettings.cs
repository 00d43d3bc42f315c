using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

/// <summary>
/// What holds an environment's secrets: a nested record for each, in a file of its own beside what reads it. What a catalog
/// and the readers of other settings ask of any is here, abstract; the rest is for its own class in <c>infra/Backends</c>.
/// </summary>
internal abstract partial record BackendSettings
{
    private BackendSettings()
    {
    }

    /// <summary>The word of <c>mcp-infra:backend</c>.</summary>
    public abstract string Word { get; }

    /// <summary>Whether External Secrets Operator makes the Kubernetes Secrets, through a store.</summary>
    public abstract bool HasStore { get; }

    /// <summary>Whether whatever makes the Kubernetes Secrets composes them from single values, such as a whole URL from a password.</summary>
    public abstract bool Composes { get; }

    /// <summary>Whether this program names the Kubernetes Secrets, and makes what makes them; elsewhere they have the names that they have.</summary>
    public abstract bool NamesSecrets { get; }

    /// <summary>Whether this program makes the secrets there and writes values; elsewhere somebody else puts every value.</summary>
    public abstract bool WritesValues { get; }

    /// <summary>Keys of <c>mcp-infra:store</c> that say nothing here, each with what takes their meaning.</summary>
    public abstract IReadOnlyList<(string Mode, Setting[] Settings)> IdleInStore { get; }

    /// <summary>What the stack says of Kubernetes Secrets that somebody else makes, by what they are for.</summary>
    public abstract IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers { get; }

    /// <summary>What holds the values of a group, as a person knows it.</summary>
    /// <param name="secret">Name of the Kubernetes Secret that takes the group.</param>
    public abstract string Holder(string environment, string group, string secret);

    private static IReadOnlyDictionary<string, NamedSecret> NoSecretsOfOthers { get; } = new Dictionary<string, NamedSecret>();

    /// <summary>What is read through External Secrets Operator and in no other way.</summary>
    internal abstract record ThroughEso : BackendSettings
    {
        public sealed override bool HasStore => true;

        public sealed override bool Composes => true;

        public sealed override bool NamesSecrets => true;

        public sealed override IReadOnlyList<(string Mode, Setting[] Settings)> IdleInStore => [];

        public sealed override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => NoSecretsOfOthers;
    }
}

/// <summary>A Kubernetes Secret that somebody else makes.</summary>
/// <param name="Name">Null for the name that the program would give it.</param>
/// <param name="Keys">Keys of the Secret by the key that the chart reads otherwise, such as <c>dbname</c>.</param>
internal sealed record NamedSecret(string? Name, IReadOnlyDictionary<string, string> Keys);
