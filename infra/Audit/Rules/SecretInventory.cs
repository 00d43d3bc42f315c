namespace McpInfra.Audit.Rules;

/// <summary>Which Secrets the stacks and files of an audit make, and which they name. Filled in order, document by document.</summary>
internal sealed class SecretInventory
{
    private readonly List<MadeSecret> _made = [];
    private readonly List<MadeSecret> _generated = [];
    private readonly List<MadeSecret> _ofStacks = [];
    private readonly List<SecretReference> _references = [];
    private readonly List<PossibleMaker> _possible = [];

    /// <summary>Who uses a name, two at most: one of them is not the maker itself. Null stands for all that make no Secret.</summary>
    private readonly Dictionary<string, (SecretMaker? First, SecretMaker? Second)> _users = new(StringComparer.Ordinal);

    public IReadOnlyList<MadeSecret> Made => [.. _made, .. _generated, .. _ofStacks];

    /// <summary>Every place that names a Secret.</summary>
    public IReadOnlyList<SecretReference> References => _references;

    public IReadOnlyList<PossibleMaker> PossibleMakers => _possible;

    public void Add(SecretsOfDocument document)
    {
        _made.AddRange(document.Made);
        _generated.AddRange(document.Generated);
        _references.AddRange(document.References);
        _possible.AddRange(document.Possible);
        Use(document.Names, document.Self);
    }

    public void Add(AuditedStack stack)
    {
        Use(SecretsOfDocument.NamesIn(stack.Leaves, owner: null), user: null);
        if (stack.Settings is not { } settings)
            return;
        _ofStacks.AddRange(stack.Catalog!.Objects.Select(secret =>
            new MadeSecret(secret.Name.VersionedBy is null ? secret.Name.ToString() : secret.Name.Base, settings.Namespace, [.. secret.Keys], By: null, secret.Name.VersionedBy is not null)));
        if (stack.IsAsked)
            _references.AddRange(SecretsOfDocument.ReferencesIn(stack.Leaves, stack.File, settings.Namespace, stack));
    }

    /// <summary>
    /// Whether any text elsewhere is the name: in an Ingress, a ServiceAccount, a store, a chart's values. Of what no object can
    /// be called nobody knows.
    /// </summary>
    public bool IsNamed(string name, SecretMaker maker) =>
        !SecretsOfDocument.MayBeName(name) || (_users.TryGetValue(name, out var users) && (users.First != maker || users.Second != maker));

    private void Use(IReadOnlyCollection<string> names, SecretMaker? user)
    {
        foreach (var name in names)
        {
            // Who is alone stands there twice.
            if (!_users.TryGetValue(name, out var users))
                _users.Add(name, (user, user));
            else if (users.First == users.Second && users.First != user)
                _users[name] = (users.First, user);
        }
    }
}
