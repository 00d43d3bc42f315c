using System.Diagnostics;

namespace McpInfra.Tests.Support;

/// <summary>The real <c>helm</c>: on PATH, or in the folder that <c>MCP_TOOLS</c> names.</summary>
internal static class HelmProgram
{
    private static readonly string? OnPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(directory => Path.Combine(directory, "helm")).FirstOrDefault(File.Exists);

    private static readonly string? Unpack = Environment.GetEnvironmentVariable("MCP_TOOLS") is { Length: > 0 } tools
        && File.Exists(Path.Combine(tools, "unpack")) ? Path.Combine(tools, "unpack") : null;

    private static readonly Lazy<string> Found = new(() => OnPath ?? Path.Combine(Run(Unpack!, "base").Output.Trim(), "helm"));

    public static bool IsAvailable => OnPath is not null || Unpack is not null;

    public static string Program => Found.Value;

    public static (int Code, string Output) Helm(params string[] arguments) => Run(Program, arguments);

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.GetAwaiter().GetResult());
    }
}

/// <summary>A test that runs the real <c>helm</c>; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HelmFactAttribute : FactAttribute
{
    public const string Reason = "There is no helm on PATH, nor in the folder that MCP_TOOLS names.";

    public HelmFactAttribute() => Skip = HelmProgram.IsAvailable ? null : Reason;
}

/// <inheritdoc cref="HelmFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HelmTheoryAttribute : TheoryAttribute
{
    public HelmTheoryAttribute() => Skip = HelmProgram.IsAvailable ? null : HelmFactAttribute.Reason;
}

/// <summary>A test on the real chart in the directory that <c>MCP_STACK_CHART</c> names; skipped where it names none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealChartFactAttribute : FactAttribute
{
    public static string? Directory { get; } = Environment.GetEnvironmentVariable("MCP_STACK_CHART") is { Length: > 0 } chart ? chart : null;

    public RealChartFactAttribute() => Skip = !HelmProgram.IsAvailable ? HelmFactAttribute.Reason
        : Directory is null ? "MCP_STACK_CHART names no directory with a real chart." : null;
}
