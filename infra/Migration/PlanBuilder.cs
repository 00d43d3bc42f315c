using McpInfra.Contract;
using McpInfra.Files;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Migration;

/// <summary>Makes the plan of a stack from its file and the values files of its release.</summary>
internal sealed class PlanBuilder
{
    private static readonly string[] NameOverrides = ["global.nameOverride", "global.fullnameOverride"];

    private readonly StackFile _file;
    private readonly string _directory;
    private readonly ValuesFile _read;
    private readonly IReadOnlyList<ValuesFile> _files;
    private readonly MigrationRecord? _record;
    private readonly MergedValues _values;
    private readonly IReadOnlyList<InlineSecret> _found;
    private readonly Decisions _decisions;
    private readonly List<Words> _notes = [];

    private PlanBuilder(StackFile file, ValuesFile read, IReadOnlyList<ValuesFile> files, MigrationRecord? record, Decisions said, string directory)
    {
        (_file, _read, _files, _record, _directory) = (file, read, files, record, directory);
        _values = new MergedValues(files) { Ours = record is null || files[0].Place.Object is null ? new HashSet<string>() : OwnSecrets() };
        _decisions = (record?.Decisions ?? Decisions.None).With(said);
        _found = SecretFinder.Find(files, _values, _decisions);
    }

    /// <param name="read">The stack file as it was read.</param>
    /// <param name="files">In Helm's order.</param>
    /// <param name="record">What earlier stages have left behind; null before the first.</param>
    /// <param name="to">Where values go that the stack does not place itself: external or config.</param>
    /// <exception cref="SettingsException">The stack cannot be used as it is, or as the plan would make it.</exception>
    /// <exception cref="MigrationException">Its file cannot be edited.</exception>
    /// <param name="said">What a person says of values that could be secrets.</param>
    /// <param name="directory">Where the person stands; beside the project's file unless given.</param>
    public static MigrationPlan Build(StackFile file, ValuesFile read, IReadOnlyList<ValuesFile> files, MigrationRecord? record, SecretSource to, Decisions? said = null, string? directory = null) =>
        new PlanBuilder(file, read, files, record, said ?? Decisions.None, directory ?? file.Project.Directory).Build(to);

    private MigrationPlan Build(SecretSource to)
    {
        if (_file.Name.EndsWith(".json", StringComparison.Ordinal))
            throw new MigrationException($"{_file.Path} is JSON, and migrate edits stack files in YAML alone. Write it as YAML, and the project's file too.");
        var stack = new StackText(_read.Name, _read.Text);
        if (stack.TextOf(StackText.Key("backend")) is { } backend and not "aws")
        {
            throw new MigrationException($"{_file.Path}: mcp-infra:backend is {backend}, and migrate moves values into AWS Secrets Manager or Pulumi's configuration alone. "
                + $"Put them there yourself with the lines that `preview --stack {_file.Stack}` prints, and list the references as {Page.Backends} shows.");
        }

        var migration = StackText.Key("migration");
        var isMoving = stack.TextOf(migration, "adopting") == "true" || stack.TextOf(migration, "optional") == "true";
        if (isMoving && _record is null)
        {
            var name = ShownPath.From(_directory, MigrationRecord.PathOf(_file));
            throw new MigrationException($"{_file.Path}: mcp-infra:migration says that a migration goes on, and {name}, which says how far it has come, is not there. "
                + $"Bring it back ({ShellLine.Of($"git checkout -- {name}")}), or take mcp-infra:migration out of the stack file to begin anew.");
        }

        if (_record is null && OtherMigrations.BeforeTheFirstStage(_file, _files, _directory).ToList() is { Count: > 0 } lost)
            throw new MigrationException(Words.Lines(lost));
        var position = _record?.Position ?? MigrationPosition.NotBegun;
        var said = stack.TextOf(StackText.Key("chart"), "version");
        var version = said ?? ChartTable.NewestVersion;
        var servers = new ServerMove(_found, _values, version).Build();
        IReadOnlyList<CarriedValue> variables = [.. new VariableMove(_found, _values, version, _notes).Carried];
        IReadOnlyList<CarriedValue> carried = [.. variables, .. servers.Carried];
        var differences = MigrationDifferences.Of(_record, _found, carried, isMoving, stack.TextOf(migration, "optional") == "true", said);
        var isMoved = position is not (MigrationPosition.NotBegun or MigrationPosition.References);
        var free = new FreeValues(_values, _found);
        var both = new Contradictions(_file.Stack, new StackText(_read.Name, _read.Text), _files, _values, free);
        IReadOnlyList<Words> contradictions = isMoved ? [] : both.OfServers(servers);
        var begins = position == MigrationPosition.NotBegun || differences.Late.Count > 0;
        if (!isMoved)
            _notes.AddRange(both.OfSettings(isBegun: !begins));
        if (begins)
            Begin(stack, servers, variables, free, to);
        var loaded = begins ? LoadBegun(stack) : Load(stack);
        if (begins && loaded.Catalog.GatewayObjects.Any(secret => secret.Name.VersionedBy is not null))
        {
            stack.Set("stable", StackText.Key("rollout"), "strategy");
            _notes.Add("mcp-infra:rollout.strategy is stable while Helm names the Secrets; remove it after the last stage.");
            loaded = Load(stack);
        }

        if (_files[0].Place.Object is { } applied)
        {
            CheckRelease(applied, loaded.Settings);
            if (!applied.Prunes && !isMoved)
                _notes.Add($"{_files[0].Name}: without spec.syncPolicy.automated.prune: true Argo CD leaves the chart's own Secrets of Postgres and Redis in the cluster at stage 4, with the old values, and the Application OutOfSync: set it, or sync by hand and prune then.");
        }

        var plan = new MigrationPlan
        {
            Position = position,
            Record = _record,
            Differences = differences,
            Decisions = _decisions,
            Contradictions = contradictions,
            IsChartSaid = said is not null,
            Stack = _file,
            Directory = _directory,
            Loaded = loaded,
            Found = _found,
            Carried = !isMoved ? [.. carried.Where(value => !differences.Gone.Contains(value.Id))] : [],
            Notes = [.. !isMoved ? _notes.Distinct() : [], .. InComments(), .. OfOthers()],
            To = to,
            StackText = stack.Text,
            StackAsRead = _read,
            Stripped = [.. _files.Select(Strip)],
            ReferencesName = _files[0].Place.Object is null ? ReferencesFor(_files[0].Name, loaded.Settings.Environment) : null,
            Stages = [],
        };
        if (!plan.IsChartSaid)
            plan = plan with { Notes = [.. plan.Notes, plan.SayChart] };
        return plan with { Stages = MigrationStages.Of(plan) };
    }

    /// <summary>The Secrets are made where the stack says and named for its release: pods elsewhere would start without them.</summary>
    private void CheckRelease(GitOpsObject applied, StackSettings settings)
    {
        var command = new PulumiCommand(_file.Stack);
        var wrong = new List<Words>();
        if (applied.Release != settings.Release.Name)
            wrong.Add($"{_files[0].Name} makes the release {applied.Release}, and the stack speaks of {settings.Release.Name}: {command.Set(SettingsPath.Of("release").Key("name"), applied.Release)}");
        if (applied.ReleaseNamespace is { } ns && ns != settings.Namespace)
            wrong.Add($"{_files[0].Name} runs its pods in the namespace {ns}, and the stack makes the Secrets in {settings.Namespace}: {command.Set(SettingsPath.Of("namespace"), ns)}");
        if (wrong.Count > 0)
            throw new MigrationException(Words.Lines(wrong));
    }

    /// <summary>Everything the stack must say before a value is moved; Helm keeps the release for the time being.</summary>
    private void Begin(StackText stack, ServerMove servers, IReadOnlyList<CarriedValue> variables, FreeValues free, SecretSource to)
    {
        var entries = new StackEntries(stack, to);
        entries.SetVariables(variables);
        if (!stack.Has(StackText.Key("secrets"), ChartCredentials.PlatformAdminPassword))
        {
            stack.Set("generate", StackText.Key("secrets"), ChartCredentials.PlatformAdminPassword, "from");
            _notes.Add("PLATFORM_ADMIN_PASSWORD is empty today; the program generates one.");
        }

        entries.SetServers(servers);
        entries.SetGateway(_values, free);
        entries.SetValues(free);
        LeaveOut(stack);
        stack.Set(true, StackText.Key("migration"), "optional");
        stack.Set(true, StackText.Key("migration"), "adopting");
        var environment = stack.TextOf(StackText.Key("environment")) ?? _file.Stack;
        if (ProductionNames.Matches(environment))
            stack.Set(true, StackText.Key("migration"), "allowOptionalInProd");
        _notes.AddRange([.. servers.Notes, .. entries.Notes, .. free.Notes]);
        foreach (var name in NameOverrides.Where(path => _values.Text(path).Length > 0))
            _notes.Add($"{name} gives the chart's objects other names than the program does: they are made anew at stage 5, a bundled Postgres with its volume among them. Do not go on without a backup.");
    }

    /// <summary>Parts of the chart that the program never installs, since they write a credential in plain text: the stack has them off.</summary>
    private void LeaveOut(StackText stack)
    {
        foreach (var refused in ChartCredentials.All.Where(row => row.Fate == Fate.Refused && row.When.All(condition => _values.IsOn(condition.Switch) == condition.IsOn)))
        {
            var path = refused.When[^1].Switch;
            stack.Set(false, [StackText.Key("values"), .. path.Split('.')]);
            _notes.Add($"{path} {refused.Refusal} The stack has it off; what runs of it goes with the last stage, so run it by another chart before, where you need it.");
        }
    }

    private IEnumerable<Words> InComments() => SecretFinder.InComments(_files).Select(found =>
        Words.Of($"{found.Place}: a comment holds {Words.OfSign(found.Sign)}. It moves nowhere and stays: remove it by hand, and replace it where it is still taken, since the file's history keeps it."));

    private IEnumerable<Words> OfOthers() => SecretFinder.OfOthers(_files).Select(found =>
        Words.Of($"{found.Place}: {found.Path} holds {Words.OfSign(found.Sign)}, and is no value of this chart. It stays as it is."));

    /// <summary>Problems that only the settings taken over from the release bring are reported as such; the stack's own as for every command.</summary>
    private LoadedStack LoadBegun(StackText stack)
    {
        try
        {
            return Load(stack);
        }
        catch (SettingsException refused)
        {
            var own = ProblemsOfTheStack().ToHashSet();
            var keys = new UserKeys(_values, _found);
            var brought = refused.Problems.Where(problem => !own.Contains((problem.Path, problem.Message))).Select(problem => Words.Of($"{keys.Of(problem.Path)}: {problem.Message}")).ToList();
            if (brought.Count == 0)
                throw;
            throw new MigrationException(Words.Lines(brought.Select(problem => Words.Of($"  {problem}")).Prepend(Words.Own("The program cannot take this release over as its values files are:"))));
        }
    }

    private IEnumerable<(string, Words)> ProblemsOfTheStack()
    {
        try
        {
            Load(new StackText(_read.Name, _read.Text));
            return [];
        }
        catch (SettingsException own)
        {
            return own.Problems.Select(problem => (problem.Path, problem.Message));
        }
    }

    /// <summary>The stack of the text at hand. A value that is yet to be encrypted is taken as there.</summary>
    private LoadedStack Load(StackText stack)
    {
        const string anyCiphertext = "v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var complete = new StackText(_read.Name, stack.Text);
        complete.Set([.. Sources(stack).Where(source => stack.TextOf([.. source.Path, "from"]) == "config" && !stack.Has(StackText.Key("secretValues"), source.Id))
            .Select(source => ((IReadOnlyList<string>)[StackText.Key("secretValues"), source.Id, "secure"], (object?)anyCiphertext))]);
        return StackLoader.Load(new StackFileSource(_file.Stack, _file.Name, () => complete.Text, _file.Project));
    }

    /// <summary>The Secrets that an earlier stage has listed in the files.</summary>
    private HashSet<string> OwnSecrets() => [.. Load(new StackText(_read.Name, _read.Text)).Catalog.GatewayObjects.Select(secret => secret.Name.ToString())];

    private static IEnumerable<(IReadOnlyList<string> Path, string Id)> Sources(StackText stack) =>
    [
        .. ((stack.Find(StackText.Key("secrets")) as MappingNode)?.Entries ?? []).Select(entry => ((IReadOnlyList<string>)[StackText.Key("secrets"), entry.Key], entry.Key)),
        ([StackText.Key("database"), "password"], DatabaseSettings.PasswordName),
        ([StackText.Key("redis"), "password"], RedisSettings.PasswordName),
    ];

    private StrippedFile Strip(ValuesFile file)
    {
        var gone = _found.Where(secret => secret.File == file && secret.Target is not Target.ByHand).ToList();
        if (Cut(gone) is { } text)
            return new StrippedFile(file, text, gone.Count, []);
        var uncut = gone.Where(secret => Cut([secret]) is null).ToList();
        return new StrippedFile(file, null, gone.Count, uncut.Count > 0 ? uncut : gone);

        string? Cut(IEnumerable<InlineSecret> secrets) => YamlRemoval.Apply(file.Text, file.Root, secrets.Select(secret => secret.Removed).ToHashSet());
    }

    private static string ReferencesFor(string firstFile, string environment)
    {
        var name = $"references.{environment}.yaml";
        return Path.GetDirectoryName(firstFile) is { Length: > 0 } directory ? $"{directory}/{name}" : name;
    }
}
