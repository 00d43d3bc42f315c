namespace McpInfra.Guard;

/// <summary>One scalar among a resource's inputs, or the mark of an output that is secret.</summary>
/// <param name="Path">Where it is, such as <c>spec.data[0].remoteRef.key</c>.</param>
/// <param name="Text">The scalar's text; null for a mark.</param>
/// <param name="IsSecret">Whether this is the mark that Pulumi carries what stands there as a secret.</param>
/// <param name="IsKey">Whether it is the key of a map and not a value.</param>
internal sealed record InputLeaf(string Path, string? Text, bool IsSecret = false, bool IsKey = false)
{
    /// <summary>Last name of the path, without an index.</summary>
    public string Name
    {
        get
        {
            var start = Path.LastIndexOf('.') + 1;
            var bracket = Path.IndexOf('[', start);
            return bracket < 0 ? Path[start..] : Path[start..bracket];
        }
    }
}
