using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;
using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>SealedSecret files of the project: they bring what the stack needs as they are written, and nothing in plain text.</summary>
internal sealed class SealedBackend(LoadedStack stack, BackendSettings.Sealed files) : Backend(stack)
{
    public const string ApiVersion = SupportedApis.SealedSecrets;

    public const string Kind = "SealedSecret";

    /// <summary>Of the spec of today: the name is sealed into the file, so that another one comes under the same name.</summary>
    private const string Synced = "jsonpath={.status.conditions[?@.type=='Synced' && $.status.observedGeneration==$.metadata.generation].status}=True";

    private BackendSettings.Sealed Files { get; } = files;

    protected override IEnumerable<KubernetesManifest> Objects
    {
        get
        {
            var objects = Catalog.Objects.ToDictionary(secret => secret.Name.Base);
            return Files.Documents.Select(document => Manifest(document.Name!, (MappingNode)document.Root, objects.GetValueOrDefault(document.Name!)));
        }
    }

    public override IEnumerable<SecretObject> MadeByOthers => [];

    public override AwsSettings? MadeInAws => null;

    public override IValueStore? Store(IPrograms programs, string directory) => new SealedFileStore(
        programs, directory, Files.Documents, Settings.Namespace, Settings.Kubernetes.Context, Folder, NewFile);

    public override OperatorRead? Read => null;

    /// <summary>The values are there, or the stack is refused.</summary>
    protected override IEnumerable<string> PutBySecretPut => [];

    protected override IReadOnlyList<Words> HolderLines => [];

    public override Words PutBy => Words.Own("you");

    public override Words Heading => $"backend sealed, {Words.Plural(Files.Documents.Select(document => document.File).Distinct().Count(), "file")}";

    public override Words Title => Words.Own("SealedSecret files");

    public override Words Way => Words.Own("Sealed Secrets controller");

    public override Words Refresh(SecretObject secret) => Words.None;

    public override ReadCost? Cost => null;

    /// <summary>kubeseal asks the controller of the stack's own context.</summary>
    public override Question? SignIn => null;

    /// <summary>All that it needs is in the cluster.</summary>
    public override IReadOnlyList<Question> Needs => [];

    /// <summary>A file is sealed for one namespace, and two stacks of one namespace are found whatever the backend.</summary>
    public override IEnumerable<OwnPart> Own => [];

    public override void Check(Problems problems)
    {
        var needed = Catalog.Objects.ToDictionary(secret => secret.Name.Base);
        var seen = new Dictionary<string, SealedDocument>();
        foreach (var document in Files.Documents)
        {
            new SealedFileRules(Settings, document, problems).Check(needed);
            if (document.Name is not { } name)
                continue;
            if (!seen.TryAdd(name, document))
                problems.AddFile(document.File, document.Root.Line, $"brings {Quote(name)} a second time; {seen[name].File} has it too. Keep one of them.");
            else if (!needed.ContainsKey(name) && !IsListed(name))
                problems.AddFile(document.File, document.Root.Line, $"brings {Quote(name)}, which nothing here needs. Needed: {Words.Join(", ", needed.Keys)}.");
        }

        var missing = Catalog.Objects.Where(secret => !seen.ContainsKey(secret.Name.Base)).ToList();
        if (missing.Count > 0)
        {
            problems.Add(SealedTopic.Files,
                $"bring no {Words.Join(", and no ", missing.Select(secret => Words.Of($"SealedSecret {secret.Name} with {Words.Join(", ", secret.Keys)}")))}"
                + $". Seal what is missing and name its file here, in a folder that is there ({ShellLine.Of($"mkdir -p {Folder}")}); each line below reads one KEY=VALUE a line, then Ctrl-D.",
                Words.Lines(missing.Select(secret => (Words)SealCommand(secret))), ProblemKind.Unsealed);
        }
    }

    /// <summary>Values are read from standard input, so that they stand on no command line and in no file.</summary>
    private ShellLine SealCommand(SecretObject secret) =>
        $"kubectl create secret generic {secret.Name.ToString()} --namespace {Settings.Namespace} --from-env-file=/dev/stdin --dry-run=client --output yaml "
        + $"| kubeseal --context {Settings.Kubernetes.Context} --format yaml > {Folder + "/" + secret.Name + ".yaml"}";

    /// <summary>A SealedSecret without a value yet.</summary>
    private string NewFile(string name) => YamlWriter.Write(Map(
        ("apiVersion", ApiVersion), ("kind", Kind), ("metadata", Map(("name", name), ("namespace", Settings.Namespace)))));

    private string Folder => $"sealed/{Settings.Environment}";

    /// <summary>A Secret of the stack's own <c>extraEnvVarsSecret</c> may come sealed too.</summary>
    private bool IsListed(string name) =>
        Settings.ExtraEnvVarsSecret.Any(entry => entry.Kind == EnvFromKind.SecretRef && entry.Name == name);

    private static Words Quote(string name) => $"SealedSecret {Problems.Quote(SealedTopic.Files, name)}";

    private KubernetesManifest Manifest(string name, MappingNode root, SecretObject? secret)
    {
        var metadata = (IReadOnlyDictionary<string, object?>)Plain(root.Find("metadata")!)!;
        return new KubernetesManifest(ApiVersion, Kind, name)
        {
            Id = secret?.Id ?? name,
            ReadyWhen = secret is not null && !EnvironmentObjects.IsAwaited(Settings, secret) ? null : Synced,
            Namespace = Settings.Namespace,
            Labels = Texts(metadata, "labels").ToDictionary(entry => entry.Key, entry => (string)entry.Value!),
            Annotations = Texts(metadata, "annotations"),
            Body = Map(("spec", Plain(root.Find("spec")!))),
        };
    }

    private static IReadOnlyDictionary<string, object?> Texts(IReadOnlyDictionary<string, object?> metadata, string key) =>
        metadata.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();

    /// <summary>As plain data, without the nulls that kubeseal writes for what is not set.</summary>
    private static object? Plain(YamlNode node) => node switch
    {
        MappingNode map => map.Entries.Select(entry => (entry.Key, Value: Plain(entry.Value))).Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value),
        SequenceNode list => list.Items.Select(Plain).ToList(),
        ScalarNode scalar => scalar.Value,
        _ => null,
    };
}
