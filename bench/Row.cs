using System.Globalization;

namespace McpInfra.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Small">Seconds at the smaller size, or what else the unit says.</param>
/// <param name="Large">The same at the larger one; none where there is one size.</param>
/// <param name="Target">In words.</param>
/// <param name="Most">The greatest ratio that passes; none where the figure is only told.</param>
internal sealed record Row(string What, string Unit, double Small, double? Large, string Target, double? Most = null)
{
    public const string Heading = "| what | unit | small | large | ratio | target | |\n|:--|:--|--:|--:|--:|:--|:--|";

    /// <summary>A quarter more than the size grows by, for caches and collections. The square of four would be sixteen.</summary>
    private const double Allowance = 1.25;

    /// <summary>Work that grows with its size and no faster. The start of a process is in both figures, and only helps.</summary>
    public static Row Growth(string what, double small, double large, double sizes) =>
        new(what, "processor s", small, large, string.Create(CultureInfo.InvariantCulture, $"at most {Allowance * sizes:0.#}"), Allowance * sizes);

    private double? Ratio => Large / Small;

    public bool IsMissed => Most is { } most && Ratio > most;

    public override string ToString()
    {
        var verdict = Most is null ? "" : IsMissed ? "MISSED" : "ok";
        return $"| {What} | {Unit} | {Number(Small)} | {Number(Large)} | {Number(Ratio)} | {Target} | {verdict} |";
    }

    private static string Number(double? value) => value?.ToString(value >= 100 ? "0" : value >= 1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture) ?? "";
}
