using McpInfra.Printing;

namespace McpInfra.Checks;

/// <summary>What a check came to.</summary>
internal enum CheckVerdict
{
    Ok,

    /// <summary>Works, and a person should look at it.</summary>
    Warn,

    /// <summary>Nobody could be asked, or nobody answered: nothing is said of what was to be seen.</summary>
    Unknown,

    Fail,
}

/// <summary>What was seen.</summary>
/// <param name="Mend">What to do: words on the first line where there are any, lines for a shell below; null where nothing is to do.</param>
internal sealed record Found(CheckVerdict Verdict, Words Says, Words? Mend = null)
{
    /// <summary>What it is about, where one answer tells of several things; the check's own name otherwise.</summary>
    public string? Of { get; init; }

    public static Found Ok(Words says) => new(CheckVerdict.Ok, says);

    public static Found Warn(Words says, Words? mend = null) => new(CheckVerdict.Warn, says, mend);

    public static Found Unknown(Words says, Words? mend = null) => new(CheckVerdict.Unknown, says, mend);

    public static Found Fail(Words says, Words? mend = null) => new(CheckVerdict.Fail, says, mend);
}

/// <summary>One line of a report; both formats are written from these and nothing else.</summary>
/// <param name="Ran">The line that asked, as a person may paste it.</param>
internal sealed record CheckResult(string Name, CheckVerdict Verdict, Words Says, Words Ran, Words? Mend)
{
    /// <summary>The check that had to come out well for this one to be asked, where it did not.</summary>
    public string? WaitsFor { get; init; }
}
