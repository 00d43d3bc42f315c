using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using McpInfra.Settings;
using External = CliWrap.Cli;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>The files of a project as a commit has them.</summary>
internal sealed class GitTree
{
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
        try
        {
            // Whoever loads a stack asks for the text of its files at once.
            var run = External.Wrap("git").WithWorkingDirectory(_project).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8).GetAwaiter().GetResult();
            return run.IsSuccess ? run.StandardOutput : throw new BaselineException(
                $"The baseline '{_reference}' is neither a file nor a commit that git knows here. In a pipeline, fetch the base branch first.");
        }
        catch (Win32Exception)
        {
            throw new BaselineException($"The baseline '{_reference}' is not a file, and git is not there to ask for a commit of that name.");
        }
    }
}
