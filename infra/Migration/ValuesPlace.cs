namespace McpInfra.Migration;

/// <summary>Whose file it is that holds the chart's values, and where in it they stand.</summary>
internal abstract record ValuesPlace
{
    private ValuesPlace()
    {
    }

    /// <summary>Keys from the top of the file down to the values; none where the file is the values.</summary>
    public abstract IReadOnlyList<string> Keys { get; }

    /// <summary>Whether Pulumi can take the release over in the end: it installs the chart itself and nothing around it.</summary>
    public virtual bool IsTakenOver => false;

    /// <summary>The object in the cluster whose controller applies the file, where the file is one; its references are written into it.</summary>
    public virtual GitOpsObject? Object => null;

    /// <summary>The path of a value as it stands in the file.</summary>
    public string PathOf(string path) => string.Join('.', [.. Keys, path]);

    /// <summary>A values file of the chart, for Helm.</summary>
    public sealed record OfChart : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => [];

        public override bool IsTakenOver => true;
    }

    /// <summary>A values file of a chart that has this one as a dependency, under its name or an alias.</summary>
    public sealed record OfWrapper(IReadOnlyList<string> Path) : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => Path;
    }

    /// <summary>A Flux HelmRelease or an Argo CD Application.</summary>
    public sealed record OfObject(GitOpsObject Applied, string Dotted) : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => Dotted.Split('.');

        public override GitOpsObject Object => Applied;
    }
}
