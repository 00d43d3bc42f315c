using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>The files of a project as a commit has them.</summary>
internal sealed class GitTree
{
    private static readonly IPrograms Programs = new PathPrograms();

    private readonly string _project;
    private readonly string _reference;
    private readonly string _commit;

    /// <param name="project">The project's directory, in a Git work tree.</param>
    /// <param name="reference">A commit, by any name that git knows.</param>
    /// <exception cref="BaselineException">It is no commit here.</exception>
    public GitTree(string project, string reference)
    {
        _project = project;
        _reference = reference;
        _commit = Git(["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"]).Trim();
    }

    public PulumiProject Project => new(new ProjectFiles(List, Read));

    /// <summary>The files right in a folder, by path inside the project; none where the commit has no such folder.</summary>
    public IEnumerable<string> List(string folder) =>
        Git(["ls-tree", "-z", _commit, folder.Length == 0 ? "./" : $"./{folder}/"])
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\t', 2))
            .Where(entry => entry[0].Contains(" blob ", StringComparison.Ordinal))
            .Select(entry => entry[1]);

    public string Read(string path) => Git(["show", $"{_commit}:./{path}"]);

    private string Git(string[] arguments)
    {
        // Whoever loads a stack asks for the text of its files at once.
        var answer = Programs.Run("git", ["-C", _project, .. arguments]);
        return answer.Code switch
        {
            0 => answer.Output,
            ProgramAnswer.NotThere => throw new BaselineException($"The baseline '{_reference}' is not a file, and git is not there to ask for a commit of that name."),
            _ => throw new BaselineException($"The baseline '{_reference}' is neither a file nor a commit that git knows here. In a pipeline, fetch the base branch first."),
        };
    }
}
