namespace McpInfra.Contract;

/// <summary>One fact of the chart's contract.</summary>
/// <param name="Path">Dotted path in the chart's values; empty where no value is behind it.</param>
internal abstract record ChartRow(string Path)
{
    /// <summary>What to use in place of the path, which belongs to the program; empty where a stack may set it, or where a row above it says so.</summary>
    public string Instead { get; init; } = "";

    /// <summary>Of a path with an <see cref="Instead"/>: how a migration takes along what stands there.</summary>
    public Carried Carried { get; init; }
}

/// <summary>How a migration takes along what a values file says at a path that belongs to the program.</summary>
internal enum Carried
{
    /// <summary>By the stack's settings, and Helm's values have it from when the inline values go.</summary>
    WithTheSecrets,

    /// <summary>By the stack's settings, and Helm's values have it from the first stage on.</summary>
    AtOnce,

    /// <summary>By the stack's settings; Helm keeps its own until the program takes the release over.</summary>
    AtTheEnd,

    /// <summary>Not at all; the plan says so in a note.</summary>
    Lost,
}

/// <summary>A credential of the chart: a path at which a literal ends up in plain text in the cluster.</summary>
/// <param name="Fate">What the program does about it.</param>
/// <param name="Target">Where a migration puts what stands there; null where a person must decide.</param>
/// <param name="Ships">What the chart's values have there.</param>
internal sealed record ChartCredential(string Path, Fate Fate, Target? Target, params ShippedValue[] Ships) : ChartRow(Path)
{
    public CredentialForm Form { get; init; }

    /// <summary>When the chart reads it; the first that does not hold says why it does not.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>Path that takes the name of a Secret in its place: the nearest; null for none.</summary>
    public string? ExistingSecret => ChartTable.Rows.OfType<ChartSecretPath>().Select(row => row.Path)
        .Where(path => Path.StartsWith(path[..(path.LastIndexOf('.') + 1)], StringComparison.Ordinal)).MaxBy(path => path.Length);

    /// <summary>Of <see cref="Fate.Refused"/>: what is said of the last of <see cref="When"/>.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>Variable of the gateway's that the chart makes of it; empty for none.</summary>
    public string Variable => Path.StartsWith(ChartTable.Variables, StringComparison.Ordinal) ? Path[ChartTable.Variables.Length..] : "";
}

/// <summary>What the program does about a credential.</summary>
internal enum Fate
{
    /// <summary>Writes it empty, and has the chart read a Secret.</summary>
    Emptied,

    /// <summary>Keeps it out of the values, where the chart's own is empty.</summary>
    KeptOut,

    /// <summary>Refuses the part of the chart that has it, since no Secret can take its place.</summary>
    Refused,

    /// <summary>Leaves it to the guard, which refuses what a stack would send there.</summary>
    Guarded,
}

/// <summary>What a text at the path of a credential is.</summary>
internal enum CredentialForm
{
    /// <summary>A secret, whatever it looks like.</summary>
    Secret,

    /// <summary>The name of a user: no secret where a person chose it.</summary>
    UserName,

    /// <summary>An address: a secret where a password is in it.</summary>
    Url,
}

/// <summary>A switch of the chart and its position.</summary>
/// <param name="Otherwise">What a migration says where it stands otherwise.</param>
internal sealed record Condition(string Switch, bool IsOn, string Otherwise);

/// <summary>A text that everybody can read in the chart.</summary>
/// <param name="Until">The last version that has it; empty for the newest.</param>
internal sealed record ShippedValue(string Text, Recognized Recognized = Recognized.Anywhere, string Since = "", string Until = "")
{
    public bool IsIn(string version) => ChartVersion.NumberOf(version) is var number
        && (Since.Length == 0 || number >= ChartVersion.NumberOf(Since)) && (Until.Length == 0 || number <= ChartVersion.NumberOf(Until));
}

/// <summary>Where a text that is shipped is known for what it is.</summary>
internal enum Recognized
{
    /// <summary>Nobody writes it for another reason.</summary>
    Anywhere,

    /// <summary>Elsewhere it is an ordinary word, or the name of a Secret.</summary>
    AtItsPlace,

    /// <summary>People choose it too.</summary>
    Nowhere,
}

/// <summary>A path that takes the name of a Secret in place of credentials.</summary>
/// <param name="On">Switches that must be on for the chart to read it.</param>
/// <param name="Off">Those that must be off.</param>
internal sealed record ChartSecretPath(string Path, string[] On, string[] Off) : ChartRow(Path)
{
    /// <summary>Keys that the chart reads by default, each with the setting beside the path that names another.</summary>
    public IReadOnlyList<(string Key, string Setting)> Keys { get; init; } = [];
}

/// <summary>Another setting of the chart that the program decides, looks at or has a default of its own for.</summary>
/// <param name="Default">The chart's own, where the program needs it.</param>
internal sealed record ChartSetting(string Path, object? Default = null) : ChartRow(Path)
{
    /// <summary>Whether it is a switch of the stack's that changes what this program makes or refuses.</summary>
    public bool IsSwitch { get; init; }

    public OwnDefault OwnDefault { get; init; }
}

/// <summary>Whether the program sends another default than the chart's, which a migration must therefore say.</summary>
internal enum OwnDefault
{
    None,
    Always,

    /// <summary>Where the gateway has an Ingress.</summary>
    WithIngress,
}

/// <summary>A variable that the chart's own <c>env:</c> sets in a container, so that no Secret can.</summary>
/// <param name="Path">The value that it is set from.</param>
/// <param name="Because">Why a secret of that name would not reach the gateway.</param>
internal sealed record ChartVariable(string Name, SetWhen When, string Path, string Because) : ChartRow(Path)
{
    /// <summary>The first version that sets it; empty for every one.</summary>
    public string Since { get; init; } = "";

    /// <summary>Whether the program's own settings of a server decide it: those begin with <c>mcp-infra:</c> and this.</summary>
    public string Server { get; init; } = "";

    /// <summary>Why a secret of that name would not reach the migration Job; empty where it would.</summary>
    public string InMigrationJob { get; init; } = "";
}

/// <summary>When the chart sets a variable in the gateway.</summary>
internal enum SetWhen
{
    Always,
    RedisIsBundled,

    /// <summary>Unless a stack's value is one that templates take for none.</summary>
    NotEmptied,

    /// <summary>Where a stack sets the value.</summary>
    Asked,

    /// <summary>The same, where metrics are on.</summary>
    AskedWithMetrics,

    /// <summary>Where a stack's switch is on.</summary>
    SwitchedOn,
    Never,
}
