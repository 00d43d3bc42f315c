using System.Text;

namespace McpInfra.Tests.Support;

/// <summary>A chart in a directory of its own, for a test to change.</summary>
internal sealed class ChartCopy : IDisposable
{
    /// <summary>The two layouts that 'chart patch' knows, as charts of this project's own.</summary>
    public static IReadOnlyList<string> Layouts { get; } = ["layout-0.9", "layout-1.0"];

    public ChartCopy(string source)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = At(Path.GetRelativePath(source, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("chart-copy-").FullName;

    public static ChartCopy OfLayout(string layout) => new(Repository.At("tests", "Charts", "patch", layout));

    public string At(string file) => Path.Combine(Directory, file);

    public string this[string file]
    {
        get => File.ReadAllText(At(file));
        set => File.WriteAllBytes(At(file), Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Changes a text that must be there.</summary>
    public ChartCopy With(string file, string old, string changed)
    {
        Assert.Contains(old, this[file], StringComparison.Ordinal);
        this[file] = this[file].Replace(old, changed, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Every file with its bytes.</summary>
    public IReadOnlyDictionary<string, string> Bytes() => System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Directory, file).Replace('\\', '/'), file => Convert.ToBase64String(File.ReadAllBytes(file)));

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
