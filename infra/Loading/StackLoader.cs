using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Loading;

/// <summary>Loads a stack: its settings are read, completed with the chart's credentials, and checked whole.</summary>
internal static class StackLoader
{
    /// <summary>The chart's own credentials but the administrator's password, which is left to the stack: somebody has to know where to find it.</summary>
    private static readonly string[] GeneratedUnlessNamed = [.. ChartCredentials.GatewayVariables.Except([ChartCredentials.PlatformAdminPassword])];

    /// <param name="held">What this run must not show; every text that is refused as a secret is added.</param>
    /// <exception cref="SettingsException">Something is wrong; it carries every problem, by place.</exception>
    public static LoadedStack Load(ISettingsSource source, HeldSecrets? held = null)
    {
        var problems = new Problems(source.Stack, held) { EnvironmentNames = new(source.Stack, () => source.Project.Stacks.Except([source.Stack])) };
        var document = source.Read(problems);
        problems.Given = document.Given;

        if (document.IsUnread)
            throw new SettingsException(source.Stack, problems.Errors, problems.Warnings, problems.Held);

        var stack = LoadedStack.Of(WithChartCredentials(SettingsReader.Read(source, document, GeneratedUnlessNamed, problems)));
        StackRules.Check(stack, problems);
        if (source.IsDecrypted)
            SecretsTopic.CheckRead(stack.Settings.SecretValues, problems);
        var errors = ByPlace(problems.Errors, document);
        if (errors.Length > 0)
        {
            throw errors.All(error => error.Kind == ProblemKind.Plaintext)
                ? new PlaintextException(stack, errors, ByPlace(problems.Warnings, document), problems.Held)
                : new SettingsException(source.Stack, errors, ByPlace(problems.Warnings, document), problems.Held);
        }

        return stack with { Settings = stack.Settings with { Warnings = ByPlace(problems.Warnings, document) } };
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

    private static SettingsProblem[] ByPlace(IEnumerable<SettingsProblem> problems, SettingsDocument document) =>
    [
        .. problems.Distinct()
            .Select(document.Placed)
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line ?? 0)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal),
    ];
}
