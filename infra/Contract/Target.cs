namespace McpInfra.Contract;

/// <summary>What becomes of a secret that stands in a values file.</summary>
internal abstract record Target
{
    /// <summary>A variable of the gateway.</summary>
    internal sealed record Gateway(string Variable) : Target;

    /// <summary>The password of Postgres, the chart's own or another.</summary>
    internal sealed record DatabasePassword : Target;

    /// <summary>A whole URL that the gateway reaches Postgres by.</summary>
    internal sealed record DatabaseUrl : Target;

    internal sealed record RedisPassword : Target;

    internal sealed record RedisUrl : Target;

    /// <summary>Goes, and nothing takes its place: it is not in force, or the chart reads it nowhere.</summary>
    internal sealed record Unused(string Because) : Target;

    /// <summary>Goes; the program makes a value of its own, since nothing stored depends on this one.</summary>
    internal sealed record MadeAnew(string By) : Target;

    /// <summary>Stays where it is until a person has done something.</summary>
    internal sealed record ByHand(string What) : Target;
}
