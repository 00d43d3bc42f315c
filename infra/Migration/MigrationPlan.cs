using McpInfra.Backends;
using McpInfra.Contract;
using McpInfra.Files;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Migration;

/// <summary>A values file and what is left of it without its secrets.</summary>
/// <param name="Text">The new text; null where its secrets cannot be cut out without touching something else.</param>
/// <param name="Uncut">Those of which that is so.</param>
internal sealed record StrippedFile(ValuesFile File, string? Text, int Removed, IReadOnlyList<InlineSecret> Uncut);

/// <summary>Everything that moves one stack's secrets out of its chart values: what is found, what is written, what is run.</summary>
internal sealed record MigrationPlan
{
    public required MigrationPosition Position { get; init; }

    /// <summary>What earlier stages have left behind; null before the first.</summary>
    public required MigrationRecord? Record { get; init; }

    /// <summary>Where record, stack file and values files contradict each other.</summary>
    public required MigrationDifferences Differences { get; init; }

    /// <summary>What a person has said of values that could be secrets.</summary>
    public required Decisions Decisions { get; init; }

    /// <summary>What stack file and release both say, and not alike, so that a person has to decide first.</summary>
    public required IReadOnlyList<Words> Contradictions { get; init; }

    /// <summary>Whether the stack says which version of the chart runs; what is in force by default depends on it.</summary>
    public required bool IsChartSaid { get; init; }

    /// <summary>The line that says it.</summary>
    public Words SayChart => Words.Of($"{StackName} does not say which version of the chart runs, and what is in force where no file says anything depends on it. Look at {ShellLine.Of($"helm list --kube-context {Settings.Kubernetes.Context} --namespace {Settings.Namespace}")}, and say it: ")
        + new PulumiCommand(Stack.Stack).Set(ChartTopic.Topic.TopLevel.Key("version"), ChartTable.NewestVersion);

    public required StackFile Stack { get; init; }

    /// <summary>Where the person stands: every path that is shown starts there.</summary>
    public required string Directory { get; init; }

    /// <summary>The stack file, from there.</summary>
    public string StackName => StackAsRead.Name;

    /// <summary>The record of the migration, from there.</summary>
    public string RecordName => ShownPath.From(Directory, MigrationRecord.PathOf(Stack));

    /// <summary>The stack as it is while the migration goes on.</summary>
    public required LoadedStack Loaded { get; init; }

    public StackSettings Settings => Loaded.Settings;

    public SecretCatalog Catalog => Loaded.Catalog;

    /// <summary>Where the store is: a stack whose secrets are elsewhere has no plan.</summary>
    public AwsSettings Aws => Backend.Of(Loaded).MadeInAws ?? throw new InvalidOperationException("A migration goes to AWS alone.");

    public required IReadOnlyList<InlineSecret> Found { get; init; }

    /// <summary>What goes into the store, each value once.</summary>
    public required IReadOnlyList<CarriedValue> Carried { get; init; }

    /// <summary>The key that must not change on the way; null when the values are in the store.</summary>
    public EncryptionKey? Encryption => Position is MigrationPosition.NotBegun or MigrationPosition.References
        ? EncryptionKey.Of(Carried.FirstOrDefault(value => value.Id == ChartCredentials.AuthEncryptionSecret), Settings.Chart.Version, StoreOf(ChartCredentials.AuthEncryptionSecret))
        : null;

    /// <summary>What the store was seen to have.</summary>
    public ComparedValues Compared { get; init; } = ComparedValues.None;

    /// <summary>
    /// Values that would be lost with the next stage: nobody has seen in the store what the files have today, or that it has
    /// anything where something else brings the value today.
    /// </summary>
    public IEnumerable<CarriedValue> NotCompared => Position == MigrationPosition.References && !NamesValues ? Carried.Where(value => !Compared.Has(value, WhereOf(value.Id))) : [];

    /// <summary>What was carried, stands in the files no longer, and was never seen in the store.</summary>
    public IEnumerable<string> Unseen => Position == MigrationPosition.References ? Differences.Gone.Where(id => Record!.Carried[id] != Origin.OfChart.Words && !Compared.Knows(id)) : [];

    /// <summary>What was carried as it is and would be another: the stack has it generated now.</summary>
    public IEnumerable<string> Generated => Position == MigrationPosition.References
        ? Catalog.Groups.SelectMany(group => group.Values).Where(value => value.Source.From == SecretSource.Generate && Record!.Carried.ContainsKey(value.Id)).Select(value => value.Id)
        : [];

    /// <summary>What runs, held against the files; null where nobody looked.</summary>
    public LiveRelease? Live { get; init; }

    /// <summary>Where values go that the stack does not place itself.</summary>
    public required SecretSource To { get; init; }

    /// <summary>What a person should know; none of it stops anything.</summary>
    public required IReadOnlyList<Words> Notes { get; init; }

    public required string StackText { get; init; }

    /// <summary>The stack file that <see cref="StackText"/> was made from.</summary>
    public required ValuesFile StackAsRead { get; init; }

    public required IReadOnlyList<StrippedFile> Stripped { get; init; }

    /// <summary>Whether the next stage names values in the stack: the first one, or that again for values that came later.</summary>
    public bool NamesValues => Position == MigrationPosition.NotBegun || Differences.Late.Count > 0;

    /// <summary>What a person has written where the next stage writes; empty where nobody looked.</summary>
    public IReadOnlyList<Words> Edited { get; init; } = [];

    /// <summary>Where the chart's values stand in its files.</summary>
    public ValuesPlace Place => Stripped[0].File.Place;

    /// <summary>Name of the values file with the references, beside the first values file; null where they are written into that.</summary>
    public required string? ReferencesName { get; init; }

    public required IReadOnlyList<MigrationStage> Stages { get; init; }

    /// <summary>Where a value is to be: account, region, name and key, or the ARN of somebody else's.</summary>
    public string WhereOf(string id)
    {
        if (ExistingOf(id) is { } existing)
            return $"{existing.Arn}\0{existing.Property}";
        var of = Catalog.Groups.SelectMany(group => group.Values.Select(value => (group.AwsName, Value: value))).FirstOrDefault(of => of.Value.Id == id);
        return of.Value is null ? "" : string.Join('\0', Aws.AccountId, Aws.Region, of.AwsName, of.Value.Property, of.Value.Source.From);
    }

    private Words StoreOf(string id) => Catalog.Groups.FirstOrDefault(group => group.Values.Any(value => value.Id == id)) is { } group
        ? Words.Of($"{group.AwsName}") : Words.Own("an AWS secret that somebody else makes");

    /// <summary>Names of the values files, in Helm's order.</summary>
    public IEnumerable<string> Files => Stripped.Select(file => file.File.Name);

    /// <summary>Secrets that stay until a person has done something about them.</summary>
    public IEnumerable<InlineSecret> ByHand => Found.Where(secret => secret.Target is Target.ByHand || IsUncut(secret));

    /// <summary>Whether it has a way, and yet nothing but a person can take it out of its file.</summary>
    public bool IsUncut(InlineSecret secret) => Stripped.Any(file => file.Uncut.Contains(secret));

    /// <summary>The AWS secrets that people fill, with the values that go there.</summary>
    public IEnumerable<(AwsSecretGroup Group, IReadOnlyList<CarriedValue> Values)> Groups =>
        from @group in Catalog.FilledByOthers
        let members = @group.Values.Select(member => member.Id).ToHashSet()
        let values = Carried.Where(value => members.Contains(value.Id)).ToList()
        where values.Count > 0
        select (@group, (IReadOnlyList<CarriedValue>)values);

    /// <summary>Groups of which these files hold a part: put alone, it would take the place of the whole.</summary>
    public IEnumerable<(AwsSecretGroup Group, IReadOnlyList<string> Missing)> Partial =>
        from of in Groups
        let held = of.Values.Where(value => value.Value is not null).Select(value => value.Id).ToHashSet()
        where held.Count > 0
        let missing = of.Group.Values.Select(member => member.Id).Where(id => !held.Contains(id)).ToList()
        where missing.Count > 0
        select (of.Group, (IReadOnlyList<string>)missing);

    /// <summary>What keeps a group from being put, with the lines that mend it.</summary>
    public Words SayPartial(AwsSecretGroup group, IReadOnlyList<string> missing) => Words.Of(
        $"{group.AwsName} also has {Words.Join(", ", missing)}, which these files do not hold: put alone, what they hold would take the place of all of it. "
        + $"Give what is put by hand an AWS secret of its own: {Words.Join(" && ", missing.Select(id => (Words)new PulumiCommand(Stack.Stack).Set(SecretsTopic.Secrets.TopLevel.Key(id).Key("group"), ByHandGroup)))}");

    /// <summary>Group of values that these files do not hold.</summary>
    public const string ByHandGroup = "by-hand";

    /// <summary>The values that an AWS secret of somebody else is to bring.</summary>
    public IEnumerable<(CarriedValue Value, ExistingSecret Store)> Existing => Carried.Select(value => (value, ExistingOf(value.Id)!)).Where(of => of.Item2 is not null);

    /// <summary>The AWS secret of somebody else that brings a value; null where none does.</summary>
    public ExistingSecret? ExistingOf(string id) => id switch
    {
        DatabaseSettings.PasswordName => Settings.Database.Password.Existing,
        RedisSettings.PasswordName => Settings.Redis.Password.Existing,
        _ => Settings.Secrets.FirstOrDefault(secret => secret.Name == id)?.Source.Existing,
    };

    /// <summary>The values that go into Pulumi's configuration.</summary>
    public IEnumerable<CarriedValue> Configured
    {
        get
        {
            var configured = Catalog.Groups.SelectMany(group => group.Values).Where(member => member.Source.From == SecretSource.Config).Select(member => member.Id).ToHashSet();
            return Carried.Where(value => configured.Contains(value.Id));
        }
    }
}

/// <summary>One stage: what to do, what to look at afterwards, and how to go back.</summary>
/// <param name="Run">Lines as they are typed.</param>
internal sealed record MigrationStage(int Number, string Title, string Says, IReadOnlyList<Words> Run, IReadOnlyList<Words> Check, IReadOnlyList<Words> RollBack);
