using McpInfra.Model;
using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>How the files of a release reach the cluster while it is moved: the lines that bring a change there, look at it and take it back.</summary>
internal abstract class ReleaseDelivery(MigrationPlan plan)
{
    protected MigrationPlan Plan { get; } = plan;

    public abstract IReadOnlyList<Words> Check { get; }

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
        public override IReadOnlyList<Words> Check => [Rollout];

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

        private ShellLine Chart => Plan.Settings.Chart is var chart && !Plan.Place.IsTakenOver ? ShellLine.Of($"{FolderAround(Plan.Stripped[0].File)}")
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
        public override IReadOnlyList<Words> Check =>
        [
            ShellLine.Of($"kubectl wait {applied.Resource}/{applied.Name} {new Quoted($"--for={applied.Condition}")} --timeout={Plan.Settings.Release.TimeoutSeconds}s --context {Plan.Settings.Kubernetes.Context} --namespace {applied.Namespace}"),
            Rollout,
        ];

        public override IReadOnlyList<Words> Apply(string what) =>
        [
            ShellLine.Of($"git add {Plan.Files} {Plan.Stack.Name} {MigrationRecord.PathOf(Plan.Stack)}"),
            ShellLine.Of($"git commit --message {what}"),
            ShellLine.Of($"git push"),
        ];

        public override IReadOnlyList<Words> Back(Words files, Words? remade = null) => [ShellLine.Of($"git revert --no-edit HEAD"), ShellLine.Of($"git push")];
    }
}
