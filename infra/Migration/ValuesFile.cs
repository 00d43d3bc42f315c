using System.Text;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>A YAML file as it lies on disk: its text, and the map it holds.</summary>
internal sealed class ValuesFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly bool _hasMark;

    private ValuesFile(string name, string path, string text, bool hasMark, MappingNode root) =>
        (Name, RecordedName, Path, Text, _hasMark, Root) = (name, name, path, text, hasMark, root);

    /// <summary>What the person called it.</summary>
    public string Name { get; }

    public string Path { get; }

    public string Text { get; }

    /// <summary>What the record calls it, wherever and however it was named this time.</summary>
    public string RecordedName { get; private init; }

    /// <summary>The whole file.</summary>
    public MappingNode Root { get; }

    /// <summary>Where in it the chart's values stand; a values file of the chart unless said.</summary>
    public ValuesPlace Place { get; init; } = new ValuesPlace.OfChart();

    /// <summary>The chart's values in it.</summary>
    public MappingNode Values => MergedValues.Map(Root, Place.Keys) ?? Nothing;

    private static MappingNode Nothing { get; } = new([]) { Line = 1, IsFlow = true };

    /// <summary>The file as one that holds the chart's values at a place.</summary>
    public ValuesFile At(ValuesPlace place) => new(Name, Path, Text, _hasMark, Root) { Place = place, RecordedName = RecordedName };

    /// <summary>The file under its name in the record.</summary>
    public ValuesFile Recorded(string name) => new(Name, Path, Text, _hasMark, Root) { Place = Place, RecordedName = name };

    /// <exception cref="MigrationException">It is not there, cannot be read, or holds something else than one YAML map.</exception>
    public static ValuesFile Read(string directory, string name)
    {
        var path = System.IO.Path.GetFullPath(name, directory);
        if (Directory.Exists(path))
            throw new MigrationException($"{name} is a directory; name the values file in it.");
        try
        {
            using var file = File.OpenRead(path);
            if (!file.CanSeek)
                throw new MigrationException($"{name} is a pipe, and a stage is written into the file itself: name that.");
            using var content = new MemoryStream();
            file.CopyTo(content);
            var bytes = content.ToArray();
            var hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            return Parse(name, path, Strict.GetString(bytes.AsSpan(hasMark ? Encoding.UTF8.Preamble.Length : 0)), hasMark);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MigrationException($"{name} is not there.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException($"{name} cannot be read: {(unreadable is UnauthorizedAccessException ? "access is denied" : "the disk refuses it")}.");
        }
        catch (DecoderFallbackException)
        {
            throw new MigrationException($"{name} is not UTF-8 text.");
        }
    }

    /// <exception cref="MigrationException">It holds something else than one YAML map.</exception>
    public static ValuesFile Parse(string name, string path, string text, bool hasMark = false)
    {
        try
        {
            return YamlReader.ReadWhole(text, YamlRules.Editing) switch
            {
                MappingNode map => new ValuesFile(name, path, text, hasMark, map),
                null or ScalarNode { Written: "" } => new ValuesFile(name, path, text, hasMark, Nothing),
                var other => throw new MigrationException($"{name}:{other.Line}: must be a map of chart values, and is {(other is SequenceNode ? "a list" : "text")}."),
            };
        }
        catch (YamlFaultException broken)
        {
            throw new MigrationException($"{name}:{broken.Line}: {broken.Message}");
        }
    }

    /// <summary>The whole text, to the last byte.</summary>
    public string AsRead => Complete(Text);

    /// <summary>A new text for the file, with the mark that it begins with.</summary>
    public string Complete(string text) => _hasMark ? "\uFEFF" + text : text;
}
