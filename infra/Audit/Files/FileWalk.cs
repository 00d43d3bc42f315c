using McpInfra.Printing;

namespace McpInfra.Audit.Files;

/// <summary>Reads values files and manifests and has each looked at; what cannot be read is listed, and the rest is read.</summary>
/// <param name="root">What files are named from.</param>
/// <param name="exclusions">What of directories is passed over.</param>
/// <param name="withIgnored">Whether what <c>.gitignore</c> names is read too.</param>
/// <param name="see">What is made of a file before it is let go.</param>
/// <param name="take">Called with that in the order of the files.</param>
internal sealed class FileWalk<TSeen>(string root, Exclusions exclusions, bool withIgnored, Func<AuditedFile, TSeen> see, Action<TSeen> take)
    where TSeen : class
{
    private readonly FileReader _reader = new(root);
    private readonly List<string> _files = [];
    private readonly List<UnreadFile> _unread = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _templates = new(StringComparer.Ordinal);
    private int _otherTemplates;
    private int _terraform;
    private int _packed;
    private int _ignored;

    public AuditedFiles Result => new(_files, _unread) { Notes = [.. Notes()] };

    /// <param name="directory">What the path is relative to.</param>
    public void Read(string path, string directory, bool isValues)
    {
        var full = Path.GetFullPath(path, directory);
        if (File.Exists(full))
        {
            if (_seen.Add(full))
                Take(Seen(new DirectoryFile(full), isValues, isNamed: true));
        }
        else if (!Directory.Exists(full))
            _unread.Add(new UnreadFile(path, null, "is not there."));
        else if (isValues)
            _unread.Add(new UnreadFile(path, null, "is a directory; a values file is wanted."));
        else
            ReadDirectory(full);
    }

    /// <summary>The folders are gone through first; what is in them is read and looked at beside each other and taken in order.</summary>
    private void ReadDirectory(string directory)
    {
        var files = new List<DirectoryFile>();
        var found = new AuditedDirectory(exclusions, Refused, withIgnored);
        foreach (var file in found.Files(directory).Where(file => _seen.Add(file.Path)))
        {
            if (file.IsPackedChart)
                _packed++;
            else
                files.Add(file);
        }

        _ignored += found.Ignored;
        foreach (var seen in files.AsParallel().AsOrdered().Select(file => Seen(file, isValues: false, isNamed: false)))
            Take(seen);
    }

    /// <summary>A file without what is in it, of which there is only what was made of it.</summary>
    private (FileReading Read, TSeen? Seen) Seen(DirectoryFile found, bool isValues, bool isNamed)
    {
        var read = _reader.Read(found, isValues, isNamed);
        return (read with { Content = null }, read.Content is { } content ? see(content) : null);
    }

    private void Take((FileReading Read, TSeen? Seen) file)
    {
        var read = file.Read;
        _unread.AddRange(read.Unread);
        if (file.Seen is not { } seen)
            return;
        _files.Add(read.File);
        take(seen);
        if (AuditedDirectory.IsTerraform(read.File))
            _terraform++;
        else if (read.IsTemplate && read.Chart is { } chart)
            _templates[chart] = _templates.GetValueOrDefault(chart) + 1;
        else if (read.IsTemplate)
            _otherTemplates++;
    }

    private void Refused(string path, Exception unreadable) => _unread.Add(new UnreadFile(AuditedFiles.Relative(root, path), null, FileReader.Refusal(unreadable)));

    private IEnumerable<Words> Notes()
    {
        List<Words> templates = [];
        var ofCharts = _templates.Values.Sum();
        if (ofCharts > 0)
            templates.Add($"{Words.Plural(ofCharts, "template")} of {Words.Plural(_templates.Count, "chart")}");
        if (_otherTemplates > 0)
            templates.Add(ofCharts > 0 ? Words.Plural(_otherTemplates, "other template") : Words.Plural(_otherTemplates, "template"));
        if (templates.Count > 0)
            yield return $"{Words.Join(" and ", templates)} {(ofCharts + _otherTemplates == 1 ? Words.Own("was looked at as text, not as an object") : Words.Own("were looked at as text, not as objects"))}; audit what they render to for the rest.";
        if (_terraform > 0)
            yield return $"{Words.Plural(_terraform, "Terraform file")} {(_terraform == 1 ? Words.Own("was") : Words.Own("were"))} looked at as text, for tokens and private keys alone: what a resource such as kubernetes_secret holds was not.";
        if (_packed > 0)
            yield return $"{Words.Plural(_packed, "packed chart")} ({AuditedDirectory.Packed}) {(_packed == 1 ? Words.Own("was") : Words.Own("were"))} not opened.";
        if (_ignored > 0)
            yield return $"{_ignored} {(_ignored == 1 ? Words.Own("file or folder that .gitignore names was not read; --ignored reads it too.") : Words.Own("files and folders that .gitignore names were not read; --ignored reads them too."))}";
        foreach (var pattern in exclusions.Unmatched)
            yield return $"--exclude {pattern} excludes nothing; a pattern is relative to the directory that is audited, and ** stands for any folders.";
    }
}
