using McpInfra.Files;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>How the files of a release reach the cluster while it is moved: the lines that bring a change there, look at it and take it back.</summary>
internal abstract class ReleaseDelivery(MigrationPlan plan)
{
    protected MigrationPlan Plan { get; } = plan;

    /// <param name="written">What the stage writes into the release's values that were not there before.</param>
    public abstract IReadOnlyList<Words> Check(IReadOnlyDictionary<string, object?> written);

    protected Words Rollout => ShellLine.Of(
        $"kubectl rollout status deployment/{ChartNames.GatewayDeployment(Plan.Settings.Release.Name)} --context {Plan.Settings.Kubernetes.Context} --namespace {Plan.Settings.Namespace}");

    public static ReleaseDelivery Of(MigrationPlan plan) => plan.Place.Object is { } applied ? new ByCommit(plan, applied) : new ByHelm(plan);

    /// <param name="what">What the change is, for a commit.</param>
    public abstract IReadOnlyList<Words> Apply(string what);

    /// <param name="files">Brings the files back to what they were, before they were committed.</param>
    /// <param name="remade">Makes again what the former release names, where that has gone.</param>
    public abstract IReadOnlyList<Words> Back(Words files, Words? remade = null);

    private sealed class ByHelm(MigrationPlan plan) : ReleaseDelivery(plan)
    {
        public override IReadOnlyList<Words> Check(IReadOnlyDictionary<string, object?> written) => [Rollout];

        public override IReadOnlyList<Words> Apply(string what)
        {
            var values = Plan.Files.Append(Plan.ReferencesName!).Aggregate(ShellLine.None, (line, file) => line + ShellLine.Of($" --values {file}"));
            return [ShellLine.Of($"helm upgrade {Plan.Settings.Release.Name} {Chart} {Helm} --reset-values{values} --wait --timeout {Plan.Settings.Release.TimeoutSeconds}s")];
        }

        public override IReadOnlyList<Words> Back(Words files, Words? remade = null)
        {
            Words rollback = ShellLine.Of($"helm rollback {Plan.Settings.Release.Name} {Helm}");
            return remade is null ? [rollback, files] : [files, remade, rollback];
        }

        private ShellLine Helm => $"--kube-context {Plan.Settings.Kubernetes.Context} --namespace {Plan.Settings.Namespace}";

        private ShellLine Chart => Plan.Settings.Chart is var chart && !Plan.Place.IsTakenOver ? ShellLine.Of($"{ShownPath.AsArgument(FolderAround(Plan.Stripped[0].File))}")
            : ShellLine.Of($"{chart.Source}{ShellLine.When(chart.Source.StartsWith("oci://", StringComparison.Ordinal), $" --version {chart.Version}")}");

        /// <summary>The folder of the chart that a values file belongs to: the nearest above it.</summary>
        private static string FolderAround(ValuesFile file)
        {
            var shown = Path.GetDirectoryName(file.Name) is { Length: > 0 } beside ? beside : ".";
            var name = shown;
            for (var folder = Path.GetDirectoryName(file.Path); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Chart.yaml")))
                    return name;
                name = Path.Combine(name, "..");
            }

            return shown;
        }
    }

    private sealed class ByCommit(MigrationPlan plan, GitOpsObject applied) : ReleaseDelivery(plan)
    {
        /// <summary>Right after a push the object is ready still by what it was: what this stage writes is waited for first.</summary>
        public override IReadOnlyList<Words> Check(IReadOnlyDictionary<string, object?> written) =>
        [
            .. Texts(written, "").Where(text => !IsThere(text)).Take(1).Select(text => Wait($"jsonpath={{{applied.AppliedAt}{text.Path}}}={text.Value}")),
            .. applied.Conditions.Select(Wait),
            Rollout,
        ];

        private Words Wait(string condition) => ShellLine.Of(
            $"kubectl wait {applied.Resource}/{applied.Name} {new Quoted($"--for={condition}")} --timeout={Plan.Settings.Release.TimeoutSeconds}s --context {Plan.Settings.Kubernetes.Context} --namespace {applied.Namespace}");

        private bool IsThere((string Path, string Value) text) =>
            text.Path[1..].Split('.').Aggregate<string, YamlNode?>(Plan.Stripped[0].File.Values, (node, key) => (node as MappingNode)?.Find(key)) is ScalarNode { Written: var said } && said == text.Value;

        /// <summary>As a path of kubectl's, the last item of a list first.</summary>
        private static IEnumerable<(string Path, string Value)> Texts(object? node, string path) => node switch
        {
            IReadOnlyDictionary<string, object?> map => map.SelectMany(entry => Texts(entry.Value, $"{path}.{entry.Key}")),
            IReadOnlyList<object?> list => list.Select((item, index) => (item, index)).Reverse().SelectMany(at => Texts(at.item, $"{path}[{at.index}]")),
            string { Length: > 0 } text => [(path, text)],
            _ => [],
        };

        public override IReadOnlyList<Words> Apply(string what) =>
        [
            ShellLine.Of($"git add {Plan.Files} {Plan.StackName} {Plan.RecordName}"),
            ShellLine.Of($"git commit --message {what}"),
            ShellLine.Of($"git push"),
        ];

        public override IReadOnlyList<Words> Back(Words files, Words? remade = null) => [ShellLine.Of($"git revert --no-edit HEAD"), ShellLine.Of($"git push")];
    }
}
