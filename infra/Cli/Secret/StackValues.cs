using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Contract;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary>One value of a stack, and the Secret that comes of it.</summary>
internal sealed record NamedValue(SecretObject Secret, FetchedKey Fetched);

/// <summary>The values of one environment, by what a person calls them.</summary>
internal sealed class StackValues
{
    private StackValues(LoadedStack stack, string directory) => (Stack, Backend, Directory) = (stack, Backend.Of(stack), directory);

    public LoadedStack Stack { get; }

    public Backend Backend { get; }

    /// <summary>The project's.</summary>
    public string Directory { get; }

    private StackSettings Settings => Stack.Settings;

    private PulumiCommand Command => new(Settings.Stack);

    /// <summary>Also where nothing but values that have yet to be sealed is missing.</summary>
    /// <exception cref="SettingsException">The stack cannot be used.</exception>
    public static StackValues Load(StackFile file, HeldSecrets held)
    {
        try
        {
            return new StackValues(StackLoader.Load(new StackFileSource(file), held), file.Project.Directory!);
        }
        catch (UnsealedException missing)
        {
            return new StackValues(missing.Refused, file.Project.Directory!);
        }
    }

    /// <summary>What holds the values, once whoever asks is known to be where the stack says; null where somebody else makes them.</summary>
    /// <exception cref="StoreException">The credentials at hand are of another place, or nobody can tell of which.</exception>
    public IValueStore? OpenStore(IPrograms programs)
    {
        if (Backend.Store(programs, Directory) is not { } store)
            return null;
        foreach (var failed in Backend.SignIn?.Ask(programs, CancellationToken.None).GetAwaiter().GetResult().Where(found => found.Verdict != CheckVerdict.Ok) ?? [])
            throw new StoreException($"{failed.Says}.{(failed.Mend is { } mend ? Words.Of($"\n{mend.Indented("    ")}") : Words.None)}");
        return store;
    }

    /// <summary>The value of a name that somebody has to put.</summary>
    /// <exception cref="SecretException">There is none; it says what there is, or what to do instead.</exception>
    public NamedValue Find(string name)
    {
        var all = Stack.Catalog.Values.ToList();
        if (all.FirstOrDefault(value => value.Fetched.Name == name) is not ({ } secret, { } fetched))
            throw new SecretException(Unknown(name, [.. all.Where(value => IsPut(value.Fetched)).Select(value => value.Fetched.Name).Distinct()]));
        return IsPut(fetched) ? new NamedValue(secret, fetched) : throw new SecretException(Instead(secret, fetched));
    }

    /// <summary>A value of the alphabet and length that a generated one has.</summary>
    /// <exception cref="SecretException">Nobody else would know it.</exception>
    public SecretText Generate(NamedValue value)
    {
        if ((value.Fetched.Name == DatabaseSettings.PasswordName && Settings.Database is DatabaseSettings.External)
            || (value.Secret.Id == CatalogNames.Redis && Settings.Redis is RedisSettings.External) || value.Fetched.IsPlain)
        {
            throw new SecretException($"{value.Fetched.Name} cannot be generated: whoever runs that server does not know a value made here. Leave --generate out and say the one that the server has.");
        }

        return GeneratedAlphabet.New(GeneratedLength.Default);
    }

    /// <exception cref="SecretException">The text is no value that what reads it takes.</exception>
    public void Check(NamedValue value, string text)
    {
        var name = value.Fetched.Name;
        if (text.Length == 0)
            throw new SecretException($"Nothing came for {name}: type it, pipe it in, or say --generate.");
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
            throw new SecretException($"What came for {name} is no text in UTF-8, which a variable has to be.");
        if (value.Fetched.IsPlain)
            return;
        if (ShippedCredentials.Are(text))
            throw new SecretException($"What came for {name} is what the chart or the gateway ships, which everybody can read. Choose another, or say --generate.");
        if (SecretRules.IsInUrl(Settings, name) && !SecretRules.FitsUrl(text))
            throw new SecretException($"What came for {name} must be letters, digits and - _ . ~ alone: the chart joins it into a URL as it is.");
        if (SecretRules.IsSigningKey(name) && text.Length < GeneratedLength.GatewayMinimum)
            throw new SecretException($"What came for {name} has fewer than {GeneratedLength.GatewayMinimum} characters, and the gateway does not start with so short a key. --generate makes one.");
    }

    private static bool IsPut(FetchedKey fetched) => fetched.Source.From == SecretSource.External;

    private Words Unknown(string name, List<string> known)
    {
        var nearest = NearestName.Of(name, known);
        return known.Count == 0 ? Words.Of($"Stack {Settings.Stack} has no value for anybody to put.")
            : Words.Of($"Stack {Settings.Stack} has no value '{Words.Brief(name)}' for anybody to put. There are: {Words.Join(", ", known.OrderBy(other => other != nearest).ThenBy(other => other, StringComparer.Ordinal))}.");
    }

    private Words Instead(SecretObject secret, FetchedKey fetched)
    {
        var path = PathOf(secret, fetched.Name);
        var source = fetched.Source;
        return source.From switch
        {
            SecretSource.Generate when secret.IsFixed => Words.Of($"{fetched.Name} is made by Pulumi and never changes, since what runs was made with it."),
            SecretSource.Generate => Words.Of($"{fetched.Name} is made by Pulumi, which would write over what is put. For a new one:\n    {Command.Set(path.Key("rotate"), $"{source.Rotate + 1}")}\n    {ShellLine.Of($"pulumi up --stack {Settings.Stack}")}"),
            SecretSource.Config => Words.Of($"{fetched.Name} comes out of the stack's own configuration, and Pulumi would write over what is put. Set it there:\n    {Command.SetSecret(SecretsTopic.Values.TopLevel.Key(fetched.Name))}\n    {ShellLine.Of($"pulumi up --stack {Settings.Stack}")}"),
            _ => Words.Of($"{fetched.Name} is read from {fetched.Remote.Holder}, {(fetched.Remote.Item is { } item ? Words.Of($"key {item}") : Words.Own("the whole text"))}, which is somebody else's: its owner puts it there."),
        };
    }

    private static SettingsPath PathOf(SecretObject secret, string name) => secret.Id switch
    {
        CatalogNames.Postgres => SettingsPath.Of("database").Key("password"),
        CatalogNames.Redis => SettingsPath.Of("redis").Key("password"),
        _ => SecretRules.PathOf(name),
    };
}
