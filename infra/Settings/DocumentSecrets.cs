using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Secrets in plain text in a stack's configuration and in the files that it stands in.</summary>
internal sealed class DocumentSecrets(Problems problems)
{
    private static readonly SettingsPath Values = ValuesTopic.Values.TopLevel;

    private readonly Judge _judge = new(Caller.StackFile, problems.Held);

    /// <summary>One entry of the configuration.</summary>
    /// <param name="isKnown">Whether this program reads it: then its names are settings, but for those that are somebody else's.</param>
    public void Report(SettingsPath path, MappingEntry entry, string own, bool isKnown)
    {
        Report(PlacedTexts.Of(entry.Value, path.Text, own, reading: isKnown && path != Values ? TreeReading.NoNames : TreeReading.Names, held: problems.Held), isKnown);
        if (isKnown && entry.Value is MappingNode aws && path == AwsTopic.Topic.TopLevel && aws.Find(AwsTopic.Tags.Key) is { } tags)
            Report(PlacedTexts.Of(tags, path.Key(AwsTopic.Tags.Key).Text, held: problems.Held), isKnown);
    }

    /// <summary>What stands in a file beside the configuration.</summary>
    public void ReportFile(string file, IEnumerable<MappingEntry> entries)
    {
        foreach (var entry in entries)
        {
            Add(_judge.Look(new Place("", "", PlaceKind.Key), entry.Key), PlacePath.Key("", entry.Key, problems.Held), entry.Line);
            foreach (var text in PlacedTexts.Of(entry.Value, PlacePath.Key("", entry.Key, problems.Held), entry.Key, held: problems.Held))
            {
                var sign = _judge.Look(text.Place, text.Text);
                Add(sign, text.Holder, text.LineAt(sign?.At));
            }
        }

        void Add(Sign? sign, string path, int? line)
        {
            if (sign is not null)
                problems.PlaintextInFile(file, line, path, sign);
        }
    }

    private void Report(IEnumerable<PlacedText> texts, bool isKnown)
    {
        foreach (var text in texts)
        {
            var path = new SettingsPath(text.Holder);
            if (IsSecretValue(path) && !text.IsKey)
                continue;
            if (_judge.Look(text.Place, text.Text) is not { } sign)
                continue;
            if (text.IsKey)
                problems.PlaintextName(path, sign);
            else if (sign.Kind == SignKind.Name && !isKnown)
                problems.Credential(path);
            else
                problems.Plaintext(path, sign, text.LineAt(sign.At) is var line && (line != text.Line || text.Holder != text.Path) ? line : null);
        }
    }

    /// <summary>Whatever stands there in plain text is reported as such, whatever it looks like.</summary>
    private static bool IsSecretValue(SettingsPath path) => path.Text.StartsWith(SecretsTopic.Values.TopLevel.Text, StringComparison.Ordinal);
}
