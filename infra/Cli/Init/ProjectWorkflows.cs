using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Cli.Init;

/// <summary>
/// The workflows of this repository and their action, for a project of somebody else: under names that are in nobody's way,
/// and with the action beside them, since they say nobody's address.
/// </summary>
internal static partial class ProjectWorkflows
{
    private const string ActionFile = "action.yml";
    private const string Workflows = ".github/workflows/";
    private const string Action = ".github/actions/mcp-infra";

    /// <summary>By what they are called here.</summary>
    private static readonly string[] Names = ["preview.yml", "deploy.yml", "deploy-environment.yml"];

    /// <summary>Where code hosts look for them: at the top of the repository that the project is in, or else of the project.</summary>
    public static IEnumerable<NewFile> For(string directory)
    {
        var top = Repository(directory) ?? directory;
        var project = Path.GetRelativePath(top, directory).Replace('\\', '/');
        var up = Path.GetRelativePath(directory, top).Replace('\\', '/') is var way and not "." ? way + "/" : "";
        return
        [
            new NewFile($"{up}{Action}/{ActionFile}", Reference().Replace(NewProject.Shipped(ActionFile), ""), MayBeThere: true),
            .. Names.Select(name => new NewFile($"{up}{Workflows}mcp-infra-{name}", Text(NewProject.Shipped(name), project), MayBeThere: true)),
        ];
    }

    /// <param name="project">The project's folder in the repository; a period at its top.</param>
    private static string Text(string shipped, string project)
    {
        var text = Reference().Replace(shipped, "");
        text = OwnAction().Replace(text, $"./{Action}");
        text = ActionPath().Replace(text, $"{Action}/{ActionFile}");
        if (project != ".")
            text = OwnFolder().Replace(text, _ => YamlWriter.Inline(project));
        text = text.Replace($"{Workflows}deploy", $"{Workflows}mcp-infra-deploy", StringComparison.Ordinal);
        return WatchedPaths().Replace(text, _ => string.Join(", ",
            ((string[])[.. ((string[])["infra/**", "Pulumi*.yaml"]).Select(path => project == "." ? path : $"{project}/{path}"), $"{Workflows}mcp-infra-deploy*.yml"]).Select(YamlWriter.Inline)));
    }

    private static string? Repository(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
                return at;
        }

        return null;
    }

    /// <summary>A page that a project does not have.</summary>
    [GeneratedRegex(@" \(docs/[\w.-]+\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?<=uses: )\./$", RegexOptions.Multiline)]
    private static partial Regex OwnAction();

    [GeneratedRegex(@"(?<=sparse-checkout: |hashFiles\(')action\.yml")]
    private static partial Regex ActionPath();

    [GeneratedRegex(@"(?<= (working-directory|work-dir|directory): )\.$", RegexOptions.Multiline)]
    private static partial Regex OwnFolder();

    [GeneratedRegex(@"(?<=    paths: \[).*(?=\]$)", RegexOptions.Multiline)]
    private static partial Regex WatchedPaths();
}
