using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>Loads a stack: its settings are read, those of an environment completed with the chart's credentials and with what its cluster says, and checked whole.</summary>
internal static partial class StackLoader
{
    /// <summary>The chart's own credentials but the administrator's password, which is left to the stack: somebody has to know where to find it.</summary>
    private static readonly string[] GeneratedUnlessNamed = [.. ChartCredentials.GatewayVariables.Except([ChartCredentials.PlatformAdminPassword])];

    /// <summary>Loads an environment's stack.</summary>
    /// <param name="held">What this run must not show; every text that is refused as a secret is added.</param>
    /// <exception cref="SettingsException">Something is wrong, or it is a cluster's stack; it carries every problem, by place.</exception>
    public static LoadedStack Load(ISettingsSource source, HeldSecrets? held = null) => Read(source, held) switch
    {
        ReadStack.Environment environment => environment.Stack,
        _ => throw new SettingsException(source.Stack, [new SettingsProblem(ClusterReader.Cluster.TopLevel.Text, "makes this a cluster's stack, which has no gateway. Name an environment's stack.")], []),
    };

    /// <summary>Loads a stack of either kind.</summary>
    /// <param name="held">What this run must not show; every text that is refused as a secret is added.</param>
    /// <param name="cluster">What the cluster's stack answers that an environment names; asked for in the project unless given.</param>
    /// <exception cref="SettingsException">Something is wrong; it carries every problem, by place.</exception>
    public static ReadStack Read(ISettingsSource source, HeldSecrets? held = null, ClusterAnswers? cluster = null)
    {
        var problems = new Problems(source.Stack, held) { EnvironmentNames = new(source.Stack, () => source.Project.Stacks.Except([source.Stack])) };
        var document = source.Read(problems);
        problems.Given = document.Given;

        if (document.IsUnread)
            throw new SettingsException(source.Stack, problems.Errors, problems.Warnings, problems.Held);

        return ClusterReader.Describes(document) ? ReadCluster(source, document, problems) : ReadEnvironment(source, document, cluster, problems);
    }

    private static ReadStack.Environment ReadEnvironment(ISettingsSource source, SettingsDocument document, ClusterAnswers? cluster, Problems problems)
    {
        if (cluster is null && ClusterLinkTopic.Of(document, source.Stack) is { } link)
            cluster = SiblingCluster.Ask(link, source, problems, problems.Held);
        cluster?.CheckKubeconfig(problems);
        var stack = LoadedStack.Of(WithChartCredentials(SettingsReader.Read(source, document, GeneratedUnlessNamed, cluster, problems)));
        StackRules.Check(stack, problems);
        if (cluster is { Cluster: { } settings })
            ClusterFit.Check(stack, settings, problems);
        if (source.IsDecrypted)
            SecretsTopic.CheckRead(stack.Settings.SecretValues, problems);
        var errors = ByPlace(problems.Errors, document);
        if (errors.Length > 0)
        {
            throw errors.All(error => error.Kind == ProblemKind.Plaintext) ? new PlaintextException(stack, errors, ByPlace(problems.Warnings, document), problems.Held)
                : errors.All(error => error.Kind == ProblemKind.Unsealed) ? new UnsealedException(stack, errors, ByPlace(problems.Warnings, document), problems.Held)
                : new SettingsException(source.Stack, errors, ByPlace(problems.Warnings, document), problems.Held);
        }

        return new ReadStack.Environment(stack with { Settings = stack.Settings with { Warnings = ByPlace(problems.Warnings, document) } });
    }

    private static ReadStack.Cluster ReadCluster(ISettingsSource source, SettingsDocument document, Problems problems)
    {
        var cluster = ClusterReader.Read(source, document, problems);
        OperatorRules.Check(cluster, problems);
        var errors = ByPlace(problems.Errors, document);
        return errors.Length == 0
            ? new ReadStack.Cluster(cluster with { Warnings = ByPlace(problems.Warnings, document) })
            : throw new SettingsException(source.Stack, errors, ByPlace(problems.Warnings, document), problems.Held);
    }

    /// <summary>
    /// A credential that the chart would make up and the stack does not name is generated where this program writes. Elsewhere somebody puts
    /// every value and so knows of each, the administrator's password too.
    /// </summary>
    private static StackSettings WithChartCredentials(StackSettings settings)
    {
        var (names, from) = settings.Backend.WritesValues
            ? ((IReadOnlyList<string>)GeneratedUnlessNamed, SecretSource.Generate)
            : (ChartCredentials.GatewayVariables, SecretSource.External);
        var missing = names.Except(settings.Secrets.Select(secret => secret.Name))
            .Select(name => new SecretSettings(name, new ValueSource { From = from }));
        return settings with
        {
            Secrets = [.. settings.Secrets.Concat(missing).OrderBy(secret => secret.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// As they stand in the file, but for those of a list's items, of which the last goes first: the line that removes an item gives
    /// those behind it another number, and whoever runs one line after the other would remove what is right.
    /// </summary>
    private static SettingsProblem[] ByPlace(IEnumerable<SettingsProblem> problems, SettingsDocument document)
    {
        var placed = problems.Distinct().Select(problem => (Problem: document.Placed(problem), Item: Item().Match(problem.Path))).ToList();
        var lines = placed.Where(one => one.Item.Success).GroupBy(one => one.Item.Groups["list"].Value).ToDictionary(list => list.Key, list => list.Min(one => one.Problem.Line ?? 0));
        return
        [
            .. placed
                .OrderBy(one => one.Problem.File, StringComparer.Ordinal)
                .ThenBy(one => one.Item.Success ? lines[one.Item.Groups["list"].Value] : one.Problem.Line ?? 0)
                .ThenBy(one => one.Item.Success ? one.Item.Groups["list"].Value : one.Problem.Path, StringComparer.Ordinal)
                .ThenBy(one => one.Item.Success ? FromTheLast(one.Problem.Path) : "", StringComparer.Ordinal)
                .ThenBy(one => one.Problem.Line ?? 0)
                .ThenBy(one => one.Problem.Path, StringComparer.Ordinal)
                .Select(one => one.Problem),
        ];
    }

    /// <summary>A path that sorts before those of the items in front of its own, in every list that it leads into.</summary>
    private static string FromTheLast(string path) => Index().Replace(path, index => (int.MaxValue - int.Parse(index.Value, CultureInfo.InvariantCulture)).ToString("D10", CultureInfo.InvariantCulture));

    /// <summary>The outermost list that a path leads into.</summary>
    [GeneratedRegex(@"^(?<list>[^\[]*)\[[0-9]{1,9}\]")]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<=\[)[0-9]{1,9}(?=\])")]
    private static partial Regex Index();
}
