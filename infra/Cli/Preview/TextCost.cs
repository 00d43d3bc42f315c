using System.Globalization;
using McpInfra.Backends;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview;

/// <summary>What each environment costs a month by its parts, for a terminal.</summary>
internal static class TextCost
{
    public static void WriteSources(Printer printer, IReadOnlyCollection<StackPreview> previews)
    {
        if (previews.Any(preview => Parts(preview).Count > 0))
            printer.Line(($"Prices of {AwsPrices.ReadOn}, in US dollars and without the free tier: {AwsPrices.SecretsManagerPage}, {AwsPrices.KmsPage}", Tone.Quiet));
    }

    /// <summary>One stack, and a blank line after it.</summary>
    public static void Write(Printer printer, StackPreview preview, bool all)
    {
        if (!preview.IsUsable)
        {
            TextPreview.Write(printer, preview, all);
            return;
        }

        var parts = Parts(preview);
        printer.Line((preview.Stack, Tone.Bold), parts.Count == 0
            ? (preview.Cluster is null ? "  what holds its secrets has no price here" : "  nothing of it has a price in AWS", Tone.Plain)
            : ($"  {Dollars(parts.Sum(part => part.Dollars), cents: 2)} a month", Tone.Plain));
        if (parts.Count > 0)
        {
            printer.Table([Words.Own("part"), Words.Own("a month"), Words.Own("each"), Words.Own("together")], Tone.Quiet, parts.Select(part => (IReadOnlyList<Words>)
            [
                part.What, part.Count.ToString("N0", CultureInfo.InvariantCulture), Dollars(part.DollarsEach, part.DollarsEach is > 0 and < 0.01m ? 6 : 2), Dollars(part.Dollars, cents: 2),
            ]));
        }

        printer.Line();
    }

    private static IReadOnlyList<CostPart> Parts(StackPreview preview) => preview.Backend?.MonthlyCost ?? [];

    private static string Dollars(decimal dollars, int cents) => "$" + dollars.ToString("N" + cents.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
