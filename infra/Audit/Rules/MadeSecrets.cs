namespace McpInfra.Audit.Rules;

/// <summary>A Secret that something in the files makes.</summary>
/// <param name="Namespace">Empty where the file does not say it.</param>
/// <param name="Keys">Null where they are not known.</param>
/// <param name="By">What makes it in a file; null for one of a stack, and for those that are never reported as unused.</param>
/// <param name="IsVersioned">Whether its name may have a version behind it.</param>
internal sealed record MadeSecret(string Name, string Namespace, IReadOnlyCollection<string>? Keys, SecretMaker? By, bool IsVersioned = false)
{
    /// <summary>Why it only adds keys to a Secret that something else must make; null where it makes it.</summary>
    public AddsBecause? Adds { get; init; }
}

/// <summary>Why what looks as if it made a Secret only adds keys to one that is there.</summary>
internal enum AddsBecause
{
    /// <summary>External Secrets Operator's <c>creationPolicy: Merge</c>.</summary>
    Merges,

    /// <summary>Vault Secrets Operator's <c>destination.create</c> is not true.</summary>
    NotCreated,
}

/// <summary>Secrets that are made, by what can name them: a look-up costs what is found, however many there are.</summary>
internal sealed class MadeSecrets
{
    private readonly ILookup<string, MadeSecret> _byName;
    private readonly ILookup<(string, string), MadeSecret> _byPlace;

    public MadeSecrets(IReadOnlyList<MadeSecret> made)
    {
        _byName = made.ToLookup(secret => secret.Name);
        _byPlace = made.ToLookup(secret => (secret.Name, secret.Namespace));
    }

    /// <param name="namespace">Empty where the file does not say it: all of the name may be meant.</param>
    public IEnumerable<MadeSecret> Find(string name, string @namespace)
    {
        var unversioned = Unversioned(name);
        return unversioned is null ? Named(name, @namespace) : Named(name, @namespace).Concat(Named(unversioned, @namespace).Where(secret => secret.IsVersioned));
    }

    /// <summary>A name without the eight digits that follow the AWS version; null where it has none.</summary>
    private static string? Unversioned(string name) =>
        name.Length > 9 && name[^9] == '-' && name[^8..].All(char.IsAsciiHexDigit) ? name[..^9] : null;

    private IEnumerable<MadeSecret> Named(string name, string @namespace) =>
        @namespace.Length == 0 ? _byName[name] : _byPlace[(name, @namespace)].Concat(_byPlace[(name, "")]);
}

/// <summary>The object of a file that makes a Secret. A class and no record: each is another one, whatever it is called.</summary>
/// <param name="place">Where its own name stands.</param>
/// <param name="isOfArgoCd">Whether Argo CD finds what it makes by its label and not by its name.</param>
internal sealed class SecretMaker(string kind, AuditPlace place, bool isOfArgoCd)
{
    public string Kind { get; } = kind;

    public AuditPlace Place { get; } = place;

    public bool IsOfArgoCd { get; } = isOfArgoCd;
}

/// <summary>What may make a Secret of a name: an object of which nobody knows, or a template that names it beside a Secret.</summary>
/// <param name="Title">The object; null for a template.</param>
/// <param name="Value">Path in the chart's values that has the name; null where the name is known.</param>
internal sealed record PossibleMaker(string Name, string Namespace, string? Title, string File, string? Value = null)
{
    /// <summary>Whether what it makes may be called after it, as an operator calls <c>db-admin</c> what it makes for <c>db</c>, and a chart's release its own.</summary>
    public bool GivesItsName { get; init; }

    /// <summary>Whether a values file of the chart that it is a template of has the name there.</summary>
    public bool IsNamedBy(SecretReference reference) => Value == reference.Path
        && reference.File.LastIndexOf('/') + 1 is var folder && File.StartsWith(reference.File[..folder] + "templates/", StringComparison.Ordinal);
}

/// <summary>A place that names a Secret.</summary>
internal sealed record SecretReference(string File, string Path, int? Line, string Namespace, string Name, string? Key, bool Optional, AuditedStack? Stack);
