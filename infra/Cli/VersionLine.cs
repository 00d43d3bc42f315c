using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary><c>--version</c> in one line. The library's own names the program that is running, which under a test is another.</summary>
internal sealed class VersionLine(Printer printer) : SynchronousCommandLineAction
{
    /// <summary>As the project's file says it, without the commit that the SDK appends.</summary>
    public static string Version { get; } =
        typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        printer.Line($"mcp-infra {Version}");
        return ExitCodes.Success;
    }
}
