using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using McpInfra.Contract;
using McpInfra.Plaintext.Formats;

namespace McpInfra.Plaintext;

/// <summary>The one decider of what a secret looks like. What it finds is withheld from all that this run shows.</summary>
/// <param name="caller">Who asks, and so which signs count.</param>
/// <param name="held">The values of this run.</param>
internal sealed partial class Judge(Caller caller, HeldSecrets held)
{
    /// <summary>What stands in a message where a secret would.</summary>
    public const string Withheld = "(withheld)";

    private static readonly FrozenSet<string> AuthNames =
        FrozenSet.ToFrozenSet(["auth", "authorization", "proxy-authorization", "basicauth", "basic-auth", "_auth", "userinfo"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PairNames =
        FrozenSet.ToFrozenSet(["auth", "user", "users", "userlist", "account", "accounts", "login", "logins"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Of docker login, mysql, redis-cli and ldapsearch.</summary>
    private static readonly FrozenSet<string> PasswordFlags = FrozenSet.ToFrozenSet(["p", "P", "a", "w"]);

    private static readonly FrozenSet<string> UserFlags = FrozenSet.ToFrozenSet(["u", "user", "userpwd", "proxy-user", "basic-auth"]);

    private readonly IReadOnlyList<SignKind> _counts = Callers.Counts(caller);

    /// <summary>Why a text is a secret at its place; null where it is none.</summary>
    public Sign? Look(Place place, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Find(place, text) is not { } sign)
            return null;
        if (sign.Kind is not (SignKind.Placeholder or SignKind.Held or SignKind.Doubtful))
            held.Refuse(text);
        return sign;
    }

    /// <summary>A text for a person: each secret in it is replaced by <see cref="Withheld"/>, with the whole of what it is encoded in.</summary>
    public string Mask(string text)
    {
        var ranges = Ranges(text);
        if (ranges.Count == 0)
            return text;
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (index, length) in ranges.OrderBy(range => range.Index).ThenByDescending(range => range.Length))
        {
            if (index + length <= at)
                continue;
            if (index >= at)
                masked.Append(text, at, index - at).Append(Withheld);
            at = index + length;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    private Sign? Find(Place place, string text)
    {
        var isOfRun = _counts[0] == SignKind.Held;
        if (PathThatCounts(place, text, isOfRun) is not { } path)
            return Find(place, text, null);
        var key = new HarmlessTexts.Key(caller, place.Kind, place.IsFromElsewhere, place.Name, path, text);
        if (held.Harmless.Layers(key) is { } known)
            return isOfRun ? OfHeld(text, known) : null;
        List<TextLayer> layers = [.. Encodings.Layers(text)];
        if (Find(place, text, layers) is { } sign)
            return sign;

        // A random text is public here, perhaps for its path.
        if (isOfRun || text.Length < Randomness.Shortest || Randomness.Find(Place.Nowhere, text) is null)
            held.Harmless.Add(key, isOfRun ? layers : []);
        return null;
    }

    /// <summary>
    /// What of a place's path may make another thing of a text: all of it for what a run is asked of, nothing for names and
    /// for most values of files; null where what is found is not kept for others.
    /// </summary>
    private string? PathThatCounts(Place place, string text, bool isOfRun)
    {
        if (place.Kind == PlaceKind.Key && text.Length < Randomness.Shortest)
            return "";
        if (isOfRun)
            return place.Path;
        var isAlone = caller != Caller.Audit || place.Kind is PlaceKind.SecretData or PlaceKind.InnerSecret
            || ChartCredentials.IsAt(place.Path, withUsers: true) || PasswordFlags.Contains(place.Name)
            || KnownFormats.NamesVendor(place.Path) || KnownFormats.NamesVendor(place.Name);
        return isAlone ? null : "";
    }

    private Sign? Find(Place place, string text, List<TextLayer>? layers)
    {
        // What somebody encrypted, and what everybody may have, is looked at for nothing but the values of this run.
        var isPublic = Harmless.IsProtected(text.Trim()) || (caller != Caller.Guard && SealedCiphertext.Matches(text));
        foreach (var kind in _counts)
        {
            if (isPublic ? kind != SignKind.Held : !IsAsked(kind, place))
                continue;
            var sign = kind switch
            {
                SignKind.Held => OfHeld(text, layers!),
                SignKind.Format => OfFormat(place, layers ??= [.. Encodings.Layers(text)]),
                SignKind.Credential => OfCredential(place, text, layers ??= [.. Encodings.Layers(text)]),
                SignKind.Name => ByName(place, text) is { Kind: SignKind.Name } named ? named : null,
                SignKind.Placeholder => ByName(place, text) is { Kind: SignKind.Placeholder } placeholder ? placeholder : null,
                SignKind.ChartPlace => OfChartPlace(place, text),
                SignKind.Shipped => OfShipped(place, text),
                SignKind.Opaque => OfOpaque(place, text),
                SignKind.Doubtful => OfDoubt(place, text),
                _ => throw new InvalidOperationException($"{kind} is no sign that anybody looks for."),
            };
            if (sign is not null)
                return sign;
        }

        return null;
    }

    private Sign? OfHeld(string text, IReadOnlyList<TextLayer> layers)
    {
        foreach (var layer in layers)
        {
            if (held.Holds(layer.Text))
                return new Sign(SignKind.Held, "a secret that this program holds", text.Length);
        }

        return null;
    }

    /// <summary>Comments describe settings with made-up values, names are no values, and a Secret's values are reported with the object.</summary>
    private static bool IsAsked(SignKind kind, Place place) => place.Kind switch
    {
        PlaceKind.Comment => kind is SignKind.Held or SignKind.Format or SignKind.Opaque,
        PlaceKind.Key => kind is SignKind.Held or SignKind.Format or SignKind.Credential or SignKind.Opaque,
        PlaceKind.SecretData => kind is SignKind.Held or SignKind.Format or SignKind.Shipped,
        PlaceKind.InnerSecret => kind is SignKind.Held or SignKind.Format or SignKind.Shipped or SignKind.Name,
        PlaceKind.Schema => kind is SignKind.Held or SignKind.Format,
        PlaceKind.JsonSchema => kind is SignKind.Held or SignKind.Format or SignKind.Credential,
        _ => true,
    };

    private static Sign? OfFormat(Place place, List<TextLayer> layers)
    {
        // What a schema describes, and a name itself, is near its vendor's name by nature.
        var around = place.Kind is PlaceKind.Schema or PlaceKind.JsonSchema or PlaceKind.Key ? "" : place.Around;
        foreach (var layer in layers)
        {
            if (KnownFormats.Find(layer.Text, around) is { } match)
                return new Sign(SignKind.Format, match.Format.Name, match.Length) { Format = match.Format.Id, At = layer.PlaceOf(match.Index) };
        }

        return null;
    }

    private Sign? OfCredential(Place place, string text, List<TextLayer> layers)
    {
        // {"auths": {"ghcr.io": {"auth": "..."}}}, and {name: Authorization, value: "Basic ..."}.
        if (AuthNames.Contains(place.Name) && layers.Skip(1).Any(layer => layer.Length >= text.Trim().Length - 2 && Credentials.PasswordOf(layer.Text) is not null))
            return new Sign(SignKind.Credential, "an encoded user and password", text.Length);
        if (UserFlags.Contains(place.Name) && Credentials.PasswordOf(text) is { Length: >= 4 })
            return new Sign(SignKind.Credential, "a user and a password", text.Length);
        if (PairNames.Contains(place.Name) && Credentials.PasswordOf(text) is { } pair && Statements.IsStrong(pair))
            return new Sign(SignKind.Credential, "a user and a password", text.Length);
        if (place.Path.EndsWith(']') && PasswordFlags.Contains(place.Name) && Statements.IsStrong(text))
            return new Sign(SignKind.Credential, "a password", text.Length);
        if (AuthNames.Contains(place.Name) && Credentials.IsAuthorization(text))
            return new Sign(SignKind.Credential, "an authorization header", text.Length);
        foreach (var layer in layers)
        {
            if (Credentials.Find(layer.Text, takesWeak: caller == Caller.Migrate, isNoise: !layer.IsReadable) is var (what, index, length))
                return new Sign(SignKind.Credential, what, length) { At = layer.PlaceOf(index) };
        }

        return null;
    }

    private static Sign? ByName(Place place, string text)
    {
        var meaning = place.Kind == PlaceKind.InnerSecret ? NameMeaning.Secret : place.Name.Length == 0 ? NameMeaning.None : Names.Of(place.Name);
        if (meaning is NameMeaning.None or NameMeaning.PerhapsSecret || place.IsFromElsewhere)
            return null;
        Sign? placeholder = null;
        var isTemplate = text.Contains("{{", StringComparison.Ordinal);
        foreach (var (index, literal) in Templates.Literals(text).Select(literal => literal.Trim()).Index())
        {
            // What stands between expressions is punctuation, or a file with fields of its own.
            if (isTemplate && index == 0 && !Randomness.LooksTyped(literal))
                continue;
            if (Harmless.IsInstruction(literal))
                placeholder = new Sign(SignKind.Placeholder, "a value that is to be filled in", literal.Length);
            else if (Harmless.IsReference(literal) || Harmless.IsSwitch(literal, meaning) || Harmless.IsSentence(literal) || Harmless.HoldsCertificates(literal) || Harmless.IsNameUnder(place.Name, meaning, literal))
                continue;
            else if (Harmless.IsPlaceholder(literal) || (Encodings.Decoded(literal) is { } decoded && Harmless.IsPlaceholder(decoded)))
                placeholder = new Sign(SignKind.Placeholder, "a value that is to be filled in", literal.Length);
            else
                return new Sign(SignKind.Name, "a literal value under the name of a secret", literal.Length);
        }

        return placeholder;
    }

    /// <summary>What the program owns must stay empty, and what a release has is in force, whatever it looks like; in a file a reference may stand there.</summary>
    private Sign? OfChartPlace(Place place, string text)
    {
        var isStrict = caller is Caller.Guard or Caller.RenderedFile or Caller.Migrate;

        // An address without a password is a setting of a release, and none that the program owns.
        if (caller == Caller.Migrate && ChartCredentials.UrlPaths.Contains(place.Path))
            return null;
        return ChartCredentials.IsAt(place.Path, withUsers: caller is Caller.Guard or Caller.RenderedFile)
            && (isStrict || !(place.IsFromElsewhere || Templates.Literals(text).All(literal => Harmless.IsReference(literal) || Harmless.IsPlaceholder(literal))))
            ? new Sign(SignKind.ChartPlace, "a credential of the chart", text.Length)
            : null;
    }

    private static Sign? OfShipped(Place place, string text)
    {
        var trimmed = text.Trim();
        return ShippedCredentials.Are(trimmed)
            && (ShippedCredentials.AreUnmistakable(trimmed) || ((place.Kind is PlaceKind.SecretData or PlaceKind.InnerSecret) && !trimmed.Contains('-', StringComparison.Ordinal))
                || ChartCredentials.IsAt(place.Path, withUsers: false) || ChartCredentials.GatewayVariables.Contains(place.Name))
            ? new Sign(SignKind.Shipped, "a credential that the chart or the gateway ships", text.Length)
            : null;
    }

    private static Sign? OfOpaque(Place place, string text)
    {
        if (place.IsFromElsewhere)
            return null;
        if (place.Kind != PlaceKind.Comment)
            return Randomness.Find(place, text) is var (start, length) ? new Sign(SignKind.Opaque, "a string as random as a key", length) { At = start } : null;

        // A comment that sets something: "# was: DB_PASSWORD: ...".
        foreach (var (_, index, count) in Credentials.All(text))
        {
            if (Randomness.LooksTyped(text.Substring(index, count)))
                return new Sign(SignKind.Opaque, "a string as random as a key under the name of a secret", count);
        }

        return null;
    }

    /// <summary>What <see cref="ByName"/> takes for the name of a secret, a word or a reference may be a password too; a switch is none.</summary>
    private static Sign? OfDoubt(Place place, string text)
    {
        if (place.Kind != PlaceKind.Value || place.Name.Length == 0)
            return null;
        var meaning = Names.Of(place.Name) is not NameMeaning.None and var own ? own : Whose().Match(place.Path) is { Success: true } of && Names.MeanSecret(of.Groups["name"].Value) ? NameMeaning.Secret : NameMeaning.None;
        var isDoubtful = meaning switch
        {
            NameMeaning.Secret => !Harmless.IsTruth(text),
            NameMeaning.PerhapsSecret => !Harmless.IsSwitch(text, NameMeaning.SecretOrCount),
            NameMeaning.SecretOrCount => !Harmless.IsSwitch(text, meaning),
            _ => false,
        };
        return isDoubtful ? new Sign(SignKind.Doubtful, "a value under a name that a secret may have", text.Length) : null;
    }

    private List<(int Index, int Length)> Ranges(string text)
    {
        var ranges = new List<(int, int)>();
        if (text.Length == 0)
            return ranges;
        foreach (var layer in Encodings.Layers(text))
        {
            var found = held.Hidden(layer.Text)
                .Concat(KnownFormats.FindAll(layer.Text, "").Select(token => (token.Index, token.Length)))
                .Concat(Credentials.All(layer.Text).Select(credential => (credential.Index, credential.Length)));
            if (ReferenceEquals(layer.Text, text))
                ranges.AddRange(found);
            else if (found.Any())
                ranges.Add((layer.Start, layer.Length));
        }

        return ranges;
    }

    // Whose secrets they are stands below: passwords: {admin: x}.
    [GeneratedRegex(@"(^|[.\]])(?<name>[A-Za-z0-9_-]*(secrets|passwords|passphrases|tokens|keys))\.[^.\[\]]+\z", RegexOptions.IgnoreCase)]
    private static partial Regex Whose();
}
