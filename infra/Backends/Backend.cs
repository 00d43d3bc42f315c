using System.Diagnostics;
using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;

namespace McpInfra.Backends;

/// <summary>
/// What holds the secrets of one stack, with every answer that others need of it. Nobody asks which one it is: what only
/// some can answer is a member all the same, and abstract, so that a new one does not compile until it has answered.
/// </summary>
internal abstract class Backend(LoadedStack stack)
{
    protected LoadedStack Stack => stack;

    protected StackSettings Settings => stack.Settings;

    protected SecretCatalog Catalog => stack.Catalog;

    /// <summary>The one place that knows which there are (a test has each of the settings come here).</summary>
    public static Backend Of(LoadedStack stack) => stack.Settings.Backend switch
    {
        BackendSettings.Aws aws => new AwsBackend(stack, aws.Settings),
        BackendSettings.Vault { Operator: VaultOperator.Vso } vault => new VaultThroughVso(stack, vault),
        BackendSettings.Vault vault => new VaultThroughEso(stack, vault),
        BackendSettings.Azure azure => new AzureBackend(stack, azure),
        BackendSettings.Gcpsm gcpsm => new GcpsmBackend(stack, gcpsm),
        BackendSettings.Sealed files => new SealedBackend(stack, files),
        BackendSettings.Existing => new ExistingBackend(stack),
        var other => throw new UnreachableException($"No backend for {other.Word}."),
    };

    /// <summary>Every object in the cluster, in the order in which they need each other: namespace, reader, store, what makes the Secrets.</summary>
    public IReadOnlyList<KubernetesManifest> Manifests => [EnvironmentObjects.Namespace(Settings), .. Objects];

    /// <summary>The objects inside of the namespace.</summary>
    protected abstract IEnumerable<KubernetesManifest> Objects { get; }

    /// <summary>Secrets that are there, or will be, without any object of this program.</summary>
    public abstract IEnumerable<SecretObject> MadeByOthers { get; }

    /// <summary>The AWS side, where this program makes one: the secrets and who may read them. Null makes nothing outside of the cluster.</summary>
    public abstract AwsSettings? MadeInAws { get; }

    /// <summary>ARN of the role that reads there; null where there is none.</summary>
    public string? ReaderRoleArn => MadeInAws is { } aws ? ReaderPolicies.RoleArn(aws, Settings.Environment) : null;

    /// <summary>What is asked for the values, and puts one; null where they are in Secrets of somebody else.</summary>
    /// <param name="directory">The project's.</param>
    public abstract IValueStore? Store(IPrograms programs, string directory);

    /// <summary>What has an operator read a value; null where none does.</summary>
    public abstract OperatorRead? Read { get; }

    /// <summary>What to do for each value that somebody else has to put: a first line of words, and below it nothing but lines for a shell.</summary>
    public IReadOnlyList<Words> PutLines
    {
        get
        {
            var names = PutBySecretPut.Select(name => (Words)ShellLine.Of($"{ShellLine.Tool}secret put {name} --stack {Settings.Stack}")).ToList();
            return names.Count == 0 ? HolderLines : [.. HolderLines, Words.Lines([Words.Of($"put {Words.Plural(names.Count, "value")}: a line asks for one without showing it, or reads it from a pipe"), .. names])];
        }
    }

    /// <summary>Names of the values that <c>secret put</c> is for before the first <c>pulumi up</c> can end.</summary>
    protected abstract IEnumerable<string> PutBySecretPut { get; }

    /// <summary>What has to be done besides, in the same form.</summary>
    protected abstract IReadOnlyList<Words> HolderLines { get; }

    /// <summary>Who puts a value that this program does not write, in a word.</summary>
    public abstract Words PutBy { get; }

    /// <summary>What a preview's heading says of it.</summary>
    public abstract Words Heading { get; }

    /// <summary>What holds the values, as the title of a picture.</summary>
    public abstract Words Title { get; }

    /// <summary>How a value comes from there into the cluster, and as whom it is read; null where it is in the cluster already.</summary>
    public abstract Words? Way { get; }

    /// <summary>How often a Secret is made again, as an addition to a preview's line about it.</summary>
    public abstract Words Refresh(SecretObject secret);

    /// <summary>What reading again costs; null where nobody charges by the call.</summary>
    public abstract ReadCost? Cost { get; }

    /// <summary>What an environment costs a month by its parts; none where this program has no prices of what holds the secrets.</summary>
    public IReadOnlyList<CostPart> MonthlyCost => MadeInAws is { } aws ? AwsPrices.Of(aws, Catalog, Settings.Store.RefreshInterval) : [];

    /// <summary>Whether the stack's settings fit it, beyond what each of them can be in itself.</summary>
    public abstract void Check(Problems problems);

    /// <summary>
    /// Whether the credentials at hand are those that the stack is for, which everything else that is asked of the store needs;
    /// null where every question says itself whom it means.
    /// </summary>
    public abstract Question? SignIn { get; }

    /// <summary>What is asked of it before the first <c>pulumi up</c>, outside of the cluster, by whoever deploys; <see cref="SignIn"/> is among it.</summary>
    public abstract IReadOnlyList<Question> Needs { get; }

    /// <summary>What this environment must have for itself.</summary>
    public abstract IEnumerable<OwnPart> Own { get; }

    /// <summary>Everything that is read from a place, once each.</summary>
    protected IEnumerable<string> Holders => Catalog.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote.Holder).Distinct();

    protected IReadOnlyList<Words> ByHolder(Func<string, IEnumerable<string>, Words> line) =>
    [
        .. Catalog.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote)
            .GroupBy(remote => remote.Holder)
            .Select(values => line(values.Key, values.Select(value => value.Item!).Distinct())),
    ];

    /// <summary>Names of the values that this program does not write.</summary>
    protected IEnumerable<string> NamesOfExternal => Catalog.Values.Where(value => value.Fetched.Source.From == SecretSource.External).Select(value => value.Fetched.Name).Distinct();

    protected Words EveryInterval => $", every {GoDuration.Brief(Settings.Store.RefreshInterval)}";
}

/// <summary>The object that has an operator read values into a Kubernetes Secret of the same name.</summary>
/// <param name="Resource">As <c>kubectl</c> names it.</param>
/// <param name="Mark">The field of its status that is another one once values were read again.</param>
/// <param name="IsTold">Whether an annotation has the operator look at once; else it does so at its own interval.</param>
/// <param name="HasReady">Whether condition Ready says that it went well.</param>
internal sealed record OperatorRead(string Resource, string Mark, bool IsTold, bool HasReady);

/// <param name="CallsPerRefresh">Calls that are paid for, each time that everything is read again.</param>
/// <param name="Of">What is read with them.</param>
internal sealed record ReadCost(decimal DollarsPerCall, int CallsPerRefresh, Words Of)
{
    private static readonly TimeSpan Month = TimeSpan.FromHours(730);

    /// <summary>None for an interval of 0, with which External Secrets Operator reads once.</summary>
    public static decimal RefreshesAMonth(string interval) =>
        GoDuration.Parse(interval) is { Ticks: > 0 } every ? Math.Floor(Month.Ticks / (decimal)every.Ticks) : 0;

    /// <summary>An ExternalSecret makes one call for each secret that it reads, however many of its keys it takes, at every refresh.</summary>
    public static IEnumerable<RemoteSecret> PeriodicReads(SecretCatalog catalog) =>
        catalog.Objects.Where(secret => secret.Refresh == RefreshPolicy.Periodic)
            .SelectMany(secret => secret.Fetched.Select(fetched => fetched.Remote).DistinctBy(remote => remote.Holder));
}
