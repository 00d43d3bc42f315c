using McpInfra.Plaintext;

namespace McpInfra.Migration;

/// <summary>A value that is in force today and goes into the store as it is.</summary>
/// <param name="Id">Its name in the stack: a variable of the gateway, or the password of Postgres or Redis.</param>
/// <param name="Value">Null where the files do not hold it: a Secret of somebody else brings it today.</param>
internal sealed record CarriedValue(string Id, SecretText? Value, Origin Origin);

/// <summary>Where a value that is in force comes from.</summary>
internal abstract record Origin
{
    private Origin()
    {
    }

    /// <summary>As a plan says it, such as <c>values.yaml:12</c>.</summary>
    public abstract string Place { get; }

    /// <summary>As a record keeps it: without what an edit of a file moves.</summary>
    public abstract string Recorded { get; }

    /// <summary>Whether it is what the chart ships, which everybody knows.</summary>
    public abstract bool IsShipped { get; }

    /// <summary>It stands in a values file.</summary>
    public sealed record OfFile(InlineSecret Secret) : Origin
    {
        public override string Place => Secret.Place;

        public override string Recorded => $"{Secret.File.RecordedName}: {Secret.PathInFile}";

        public override bool IsShipped => Secret.IsShipped;
    }

    /// <summary>No file sets it, so what the chart ships is in force.</summary>
    public sealed record OfChart(string? Path = null) : Origin
    {
        public const string Words = "the chart's default";

        public override string Place => Path is null ? Words : $"{Words} of {Path}";

        public override string Recorded => Words;

        public override bool IsShipped => true;
    }

    /// <summary>Something else brings it into the pods.</summary>
    /// <param name="By">Such as <c>the Secret team-postgres</c>.</param>
    public sealed record Elsewhere(string By) : Origin
    {
        public override string Place => By;

        public override string Recorded => By;

        public override bool IsShipped => false;
    }
}
