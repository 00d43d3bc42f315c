using System.Globalization;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// Collects what is wrong with a stack's configuration. The one catalogue of what messages look like: each says what
/// is wrong, what is allowed, and carries the command that mends it.
/// </summary>
/// <param name="held">What this run must not show; every text that is refused as a secret is added. A new one unless given.</param>
internal sealed class Problems(string stack, HeldSecrets? held = null)
{
    private readonly List<SettingsProblem> _ofFile = [];
    private readonly List<SettingsProblem> _errors = [];
    private readonly List<SettingsProblem> _warnings = [];

    /// <summary>Places in files at which a secret was reported.</summary>
    private readonly HashSet<(string File, string Key)> _toldOfFile = [];

    /// <summary>Paths whose fault is that of a place in the project's file, which is told of that.</summary>
    private readonly HashSet<string> _ofProject = [];

    /// <summary>
    /// What is wrong, once for each path: a secret in plain text goes before anything else about its place, and is to
    /// be removed where nothing wants a value there.
    /// </summary>
    public IReadOnlyList<SettingsProblem> Errors =>
    [
        .. _ofFile,
        .. _errors.Where(error => !_ofProject.Contains(error.Path)).GroupBy(error => error.Path).Select(ForPath),
    ];

    public IReadOnlyList<SettingsProblem> Warnings => _warnings;

    public HeldSecrets Held { get; } = held ?? new HeldSecrets();

    /// <summary>Whether the stack has an environment of Pulumi's whose values cannot be read here: what is missing is then unknown.</summary>
    public bool MayBeGivenElsewhere { get; set; }

    /// <summary>What of the stack's configuration stands in the project's file.</summary>
    public ProjectGiven Given
    {
        get => Command.Given;
        set => Command.Given = value;
    }

    /// <summary>Commands for the stack at hand.</summary>
    public PulumiCommand Command { get; } = new(stack);

    /// <summary>Names for the environment of the stack at hand.</summary>
    public EnvironmentNames EnvironmentNames { get; init; } = new(stack, () => []);

    /// <summary>A problem whose mending takes a person, or a command that the caller knows.</summary>
    public void Add(SettingsPath path, Words message, Words? fix = null, ProblemKind kind = ProblemKind.Setting) =>
        _errors.Add(new SettingsProblem(path.Text, message, fix) { Kind = kind });

    public void Warn(SettingsPath path, Words message, Words? fix = null, ProblemKind kind = ProblemKind.Setting) =>
        _warnings.Add(new SettingsProblem(path.Text, message, fix) { Kind = kind });

    /// <summary>A problem of the file itself, not of a key in it.</summary>
    public void AddFile(string file, int? line, Words message, Words? fix = null, ProblemKind kind = ProblemKind.Setting) =>
        _ofFile.Add(new SettingsProblem(file, message, fix) { Line = line, Kind = kind });

    public void AddFile(string file, IEnumerable<YamlFault> faults) =>
        _ofFile.AddRange(faults.Select(fault => new SettingsProblem(file, fault.Message, Fix: null) { Line = fault.Line }));

    /// <summary>Something is wrong that setting another value mends.</summary>
    /// <param name="isText">Whether the example is text even where YAML would take it for a number.</param>
    public void Change(SettingsPath path, Words message, string example, bool isText = false, ProblemKind kind = ProblemKind.Setting) =>
        Add(path, message, Command.Set(path, example, isText), kind);

    /// <summary>Something is there that should not be.</summary>
    public void Remove(SettingsPath path, Words message, ProblemKind kind = ProblemKind.Setting) =>
        Add(path, message, Command.Remove(path), kind);

    public void Required(SettingsPath path, string what, string example, bool isText = false) =>
        Change(path, MayBeGivenElsewhere
            ? $"is unknown: {what}. The environment that the stack file imports or computes may give it to pulumi up, and only Pulumi can read that; a value in the file shows a preview, and would win over it."
            : $"is required: {what}.", example, isText);

    public void Empty(SettingsPath path) => Remove(path, "is empty; give it a value or remove it.");

    public void WrongType(SettingsPath path, string expected, YamlNode actual, string? example, bool isText = false) =>
        WrongType(path, expected, actual.Kind, example, isText);

    public void WrongType(SettingsPath path, string expected, string actual, string? example, bool isText = false)
    {
        Words message = $"must be {expected}, and is {actual}.";
        if (example is null)
            Remove(path, message);
        else
            Change(path, message, example, isText);
    }

    /// <summary>Something else than true or false where only those are taken.</summary>
    public void NoSwitch(SettingsPath path, string actual, bool example) =>
        Add(path, $"must be true or false, without quotes, and is {actual}.", Command.Replace(path, example));

    public void Malformed(SettingsPath path, string text, string expected, string example, bool isText = false) =>
        Change(path, $"{Quote(path, text)} is not {expected}.", example, isText);

    public void NotOneOf(SettingsPath path, string text, IReadOnlyList<string> allowed, string example)
    {
        var nearest = NearestName.Of(text, allowed);
        var quoted = nearest is null ? Quote(path, text) : Words.Of($"'{text}'");
        Change(path, $"{quoted} is not one of {List(allowed)}.{DidYouMean(nearest)}", nearest ?? example);
    }

    public void OutOfRange(SettingsPath path, string text, string allowed, string example) =>
        Change(path, $"{Quote(path, text)} is out of range: {allowed}.", example);

    /// <summary>A number that YAML reads as another one than is written.</summary>
    public void NeedsQuotes(SettingsPath path, ScalarNode scalar)
    {
        var isShown = !MayHoldSecret(path);
        Add(path, $"is {(isShown ? (Words)scalar.Text : Words.Own("something else"))} to YAML; put it in quotes to have it as it stands.",
            isShown ? Command.Set(path, scalar.Written, isText: true) : null);
    }

    /// <summary>A key that the mode chosen by another key leaves without a meaning.</summary>
    public void NoMeaning(SettingsPath path, string mode) => Remove(path, $"has no meaning with {mode}.");

    public void UnknownKey(SettingsPath path, string key, IReadOnlyList<string> names)
    {
        var nearest = NearestName.Of(key, names);
        var known = nearest is null ? Words.Of($" Known here: {List(names)}.") : DidYouMean(nearest);
        Remove(path, $"is not a known key.{known}");
    }

    /// <summary>A secret stands where everybody who reads the stack file can read it.</summary>
    /// <param name="line">Where it stands in a text of several lines; null where the path says it.</param>
    public void Plaintext(SettingsPath path, Sign sign, int? line) =>
        AddPlaintext(path, $"looks like {Looks(sign)} in plain text. Remove it, replace the secret itself since the file's history "
            + $"keeps it, and name it under mcp-infra:secrets.", Command.Remove(path), line);

    /// <summary>A credential of another provider or program.</summary>
    public void Credential(SettingsPath path) =>
        AddPlaintext(path, "is a credential in plain text, and credentials do not belong in a stack file. Remove it, and replace the credential itself "
            + "since the file's history keeps it.", Command.Remove(path));

    /// <summary>A secret stands in plain text where its encrypted value belongs.</summary>
    public void PlainSecret(SettingsPath path) =>
        AddPlaintext(path, "stands in plain text; encrypt a new value, since the file's history keeps this one.", Command.SetSecret(path));

    /// <summary>A key is itself a secret; no command can name it without printing it.</summary>
    public void PlaintextName(SettingsPath path, Sign sign) =>
        AddPlaintext(path, $"has a name that looks like {Words.OfSign(sign)}. Remove the line by hand, and replace the secret itself since the file's history keeps it.", fix: null);

    /// <summary>A secret stands in a file beside the configuration, where no command of Pulumi's reaches.</summary>
    public void PlaintextInFile(string file, int? line, string path, Sign sign) => PlaintextInFile(file, line, path, $"has what looks like {Looks(sign)} in plain text under {path}.");

    private void PlaintextInFile(string file, int? line, string path, Words message)
    {
        if (_toldOfFile.Add((file, path)))
            _ofFile.Add(new SettingsProblem(file, $"{message} Remove it by hand, and replace the secret itself since the file's history keeps it.") { Line = line, Kind = ProblemKind.Plaintext });
    }

    private static Words Looks(Sign sign) => sign.Kind == SignKind.Name ? Words.Own("a secret, by its name,") : Words.OfSign(sign);

    /// <summary>What stands in the project's file is told of that, in the same words for every stack.</summary>
    private void AddPlaintext(SettingsPath path, Words message, Words? fix, int? line = null)
    {
        if (Given.PlaceOf(path) is not { } place)
        {
            _errors.Add(new SettingsProblem(path.Text, message, fix) { Line = line, Kind = ProblemKind.Plaintext });
            return;
        }

        _ofProject.Add(path.Text);
        PlaintextInFile(place.File, place.Line, place.Key, $"has a secret in plain text under {place.Key}.");
    }

    /// <summary>
    /// A text in quotes, or words in its place: where a secret may have been written by mistake, and when it looks
    /// like one.
    /// </summary>
    public static Words Quote(SettingsPath path, string text) =>
        Secrecy.IsSecret(text) || MayBeCredentials(text) || (MayHoldSecret(path) && !IsHarmless(text)) ? Words.Own("the value") : Words.Of($"'{Words.Brief(text)}'");

    private SettingsProblem ForPath(IGrouping<string, SettingsProblem> errors)
    {
        var reported = errors.FirstOrDefault(IsPlaintext) ?? errors.First();
        Words removal = Command.Remove(new SettingsPath(reported.Path));
        return IsPlaintext(reported) && errors.Any(error => removal.Equals(error.Fix)) ? reported with { Fix = removal } : reported;
    }

    private static bool IsPlaintext(SettingsProblem problem) => problem.Kind == ProblemKind.Plaintext;

    /// <summary>A user and a password, or a URL of some scheme that holds them.</summary>
    private static bool MayBeCredentials(string text) =>
        !text.StartsWith("arn:", StringComparison.Ordinal)
        && (text.Contains('@', StringComparison.Ordinal)
            || (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon < text.Length - 1 && !text.StartsWith("oci://", StringComparison.Ordinal)));

    private static bool MayHoldSecret(SettingsPath path) =>
        path.Text.StartsWith("mcp-infra:secret", StringComparison.Ordinal)
        || path.Text.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static bool IsHarmless(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal)
        || (text.Length <= 4 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    private static Words DidYouMean(string? nearest) => nearest is null ? Words.None : Words.Of($" Did you mean {nearest}?");

    private static Words List(IReadOnlyList<string> names) => Words.Join(", ", names);
}
