namespace McpInfra.Plaintext;

/// <summary>Who asks the judge.</summary>
internal enum Caller
{
    /// <summary>What a stack file says.</summary>
    StackFile,

    /// <summary>Inputs of resources.</summary>
    Guard,

    /// <summary>Rendered files.</summary>
    RenderedFile,

    /// <summary>Files of a repository.</summary>
    Audit,

    /// <summary>Values files of a running release.</summary>
    Migrate,

    /// <summary>What a chart ships and renders.</summary>
    ChartCheck,

    /// <summary>SealedSecret files.</summary>
    SealedFile,

    /// <summary>What is shown to a person.</summary>
    Message,
}

/// <summary>Which signs count for whom: the one table. CONTRIBUTING shows it, and a test compares.</summary>
internal static class Callers
{
    private static readonly SignKind[] InPlainSight = [SignKind.Held, SignKind.Format, SignKind.Credential, SignKind.Name];

    // Made once: a judge is asked for every key of every tree.
    private static readonly SignKind[] OfGuard = [.. InPlainSight, SignKind.ChartPlace];
    private static readonly SignKind[] OfAudit = [SignKind.Shipped, SignKind.Format, SignKind.Credential, SignKind.ChartPlace, SignKind.Name, SignKind.Opaque, SignKind.Placeholder];
    private static readonly SignKind[] OfMigrate = [SignKind.Format, SignKind.Credential, SignKind.ChartPlace, SignKind.Name, SignKind.Shipped, SignKind.Placeholder, SignKind.Opaque, SignKind.Doubtful];
    private static readonly SignKind[] OfChartCheck = [SignKind.Format, SignKind.Credential, SignKind.ChartPlace, SignKind.Name, SignKind.Shipped, SignKind.Placeholder];
    private static readonly SignKind[] OfMessage = [SignKind.Held, SignKind.Format, SignKind.Credential, SignKind.Opaque];

    /// <summary>The most specific first: of several signs in a text the first in this order is reported.</summary>
    public static IReadOnlyList<SignKind> Counts(Caller caller) => caller switch
    {
        Caller.StackFile or Caller.SealedFile => InPlainSight,
        Caller.Guard or Caller.RenderedFile => OfGuard,
        Caller.Audit => OfAudit,
        Caller.Migrate => OfMigrate,
        Caller.ChartCheck => OfChartCheck,
        Caller.Message => OfMessage,
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };
}
