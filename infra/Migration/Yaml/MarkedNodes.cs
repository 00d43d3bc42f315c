namespace McpInfra.Migration.Yaml;

/// <summary>A piece of a YAML text and where it stands: offsets in characters, lines from 1.</summary>
internal abstract class MarkedNode
{
    public required int Start { get; init; }

    public required int Line { get; init; }

    /// <summary>Offset behind its last character; trailing comments are not part of it.</summary>
    public int End { get; set; }

    /// <summary>Name of its anchor; empty without one.</summary>
    public string Anchor { get; init; } = "";

    /// <summary>How many nodes it is when every alias is written out.</summary>
    public int Size { get; set; } = 1;

    /// <summary>Whether an alias stands for it somewhere, so that it is written once and read twice.</summary>
    public bool IsShared { get; set; }
}

/// <summary>One key of a map with its value.</summary>
internal sealed record MarkedEntry(string Key, int KeyStart, int KeyEnd, int Line, MarkedNode Value);

internal sealed class MarkedMap : MarkedNode
{
    public List<MarkedEntry> Entries { get; } = [];

    /// <summary>Whether it is written in braces.</summary>
    public required bool IsFlow { get; init; }

    public MarkedNode? Find(string key) => Entries.Find(entry => entry.Key == key)?.Value;
}

internal sealed class MarkedList : MarkedNode
{
    public List<MarkedNode> Items { get; } = [];

    /// <summary>Whether it is written in brackets.</summary>
    public required bool IsFlow { get; init; }
}

internal sealed class MarkedScalar : MarkedNode
{
    /// <summary>What it says, quotes and folding resolved.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it stands without quotes, so that YAML may read a number or a switch in it.</summary>
    public required bool IsPlain { get; init; }

    /// <summary>Whether it is a literal or folded block.</summary>
    public required bool IsBlock { get; init; }
}

/// <summary>Something that is written elsewhere and repeated here.</summary>
internal sealed class MarkedAlias : MarkedNode
{
    public required MarkedNode Target { get; init; }
}
