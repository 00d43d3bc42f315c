using McpInfra.Checks;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary>
/// Writes what was found for a program. The shape is described in docs/operate.md; <c>version</c> rises when a field changes
/// its meaning or goes, not when one is added.
/// </summary>
internal static class CheckedStackJson
{
    private const int Version = 1;

    public static void Write(Printer printer, IReadOnlyList<CheckedStack> stacks) => printer.Json(new
    {
        Version,
        Totals = Totals(stacks),
        Stacks = stacks.Select(stack => new
        {
            stack.Stack,
            Totals = Totals([stack]),
            Checks = stack.Checks.Select(check => new { check.Name, check.Verdict, check.Says, check.Ran, check.Mend, check.WaitsFor }),
        }),
    });

    private static object Totals(IReadOnlyList<CheckedStack> stacks) => new
    {
        Ok = stacks.Sum(stack => stack.Count(CheckVerdict.Ok)),
        Warn = stacks.Sum(stack => stack.Count(CheckVerdict.Warn)),
        Unknown = stacks.Sum(stack => stack.Count(CheckVerdict.Unknown)),
        Fail = stacks.Sum(stack => stack.Count(CheckVerdict.Fail)),
    };
}
