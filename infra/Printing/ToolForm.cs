using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>How this program was started, which is how the lines that it prints start it again. Nothing else says so.</summary>
internal sealed class ToolForm
{
    /// <summary>What NuGet's package of a tool has beside the program, and no build or publication has.</summary>
    private const string PackageMark = "DotnetToolSettings.xml";

    /// <summary>Where <c>dotnet tool install</c> keeps what it has made a command for.</summary>
    private const string Store = ".store";

    /// <summary>Where a folder may name its local tools.</summary>
    private static readonly string[] Manifests = [Path.Combine(".config", "dotnet-tools.json"), "dotnet-tools.json"];

    /// <summary>The folder of this program's project in a checkout.</summary>
    public const string Folder = "infra";

    private readonly string? _command;

    /// <summary>The project's file, which a project that references the program as a package has by another name.</summary>
    private const string ProjectFile = "McpInfra.csproj";

    private ToolForm(string? command, string path = Folder, string? pages = null) => (_command, ProjectPath, PagesPath) = (command, path, pages);

    /// <summary>The project as somebody names it where this was started; of no meaning to what is installed.</summary>
    public string ProjectPath { get; }

    /// <summary>The folder of the pages as somebody names it where this was started; null where they are not at hand as files.</summary>
    public string? PagesPath { get; }

    /// <summary>From a checkout.</summary>
    public static ToolForm Project { get; } = new(command: null);

    /// <summary>As the command that <c>dotnet tool install</c> made.</summary>
    public static ToolForm Installed { get; } = new("mcp-infra");

    /// <summary>As a local tool, which a manifest names and no command stands for.</summary>
    public static ToolForm Local { get; } = new("dotnet mcp-infra");

    /// <summary>Out of NuGet's cache, installed nowhere. The dashes keep options from <c>dnx</c>; before a pipe it must not ask.</summary>
    public static ToolForm Once { get; } = new("dotnet dnx McpInfra --yes --");

    /// <summary>What stands before a command, the blank behind it included.</summary>
    /// <param name="project">The project as one word of a shell.</param>
    /// <param name="isBuilt">Whether it need not be built.</param>
    public string Start(string project = Folder, bool isBuilt = false) =>
        $"{_command ?? $"dotnet run {(isBuilt ? "--no-build " : "")}--project {project} --"} ";

    /// <summary>The same from another folder of the checkout than its own.</summary>
    /// <param name="pagesPath">Of a checkout; see <see cref="IsCheckout"/>.</param>
    public ToolForm From(string projectPath, string? pagesPath = null) =>
        (projectPath == ProjectPath && pagesPath == PagesPath) || _command is not null ? this : new(_command, projectPath, pagesPath);

    /// <summary>Whether a project is this repository, with its pages, and none that references the program.</summary>
    public static bool IsCheckout(string project) => File.Exists(Path.Combine(project, Folder, ProjectFile));

    /// <param name="program">The folder that the running program lies in.</param>
    /// <param name="directory">Where it was started.</param>
    public static ToolForm Of(string program, string directory)
    {
        if (!File.Exists(Path.Combine(program, PackageMark)))
            return Project;
        if (program.Split('/', '\\').Contains(Store))
            return Installed;
        return Above(directory).SelectMany(folder => Manifests.Select(name => Path.Combine(folder, name))).Any(NamesThisTool) ? Local : Once;
    }

    private static IEnumerable<string> Above(string directory)
    {
        for (var folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    private static bool NamesThisTool(string manifest)
    {
        try
        {
            return File.Exists(manifest) && File.ReadAllText(manifest).Contains("\"mcpinfra\"", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>Who reads a text: what may not be shown there, and what has to be typed there to start this program.</summary>
internal readonly record struct Audience(Judge Judge, ToolForm Form)
{
    /// <summary>What no printer shows goes to Pulumi, which runs the project, or into a file, which must not depend on who wrote it.</summary>
    public static implicit operator Audience(Judge judge) => new(judge, ToolForm.Project);
}
