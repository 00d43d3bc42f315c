using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What can be wrong anywhere in a stack's configuration, whatever the keys mean: keys written twice, namespaces nobody
/// reads, encrypted values where none belongs, and secrets in plain text.
/// </summary>
internal sealed class DocumentCheck
{
    private static readonly SettingsPath Tags = SettingsPath.Of("aws").Key("tags");

    private readonly Problems _problems;

    private DocumentCheck(Problems problems) => _problems = problems;

    public static void Report(SettingsDocument document, Problems problems)
    {
        var check = new DocumentCheck(problems);
        foreach (var twice in document.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
            check.ReportTwice(new SettingsPath(twice.Key), twice);
        foreach (var entry in document.Entries)
            check.ReportTopLevel(entry);
    }

    private void ReportTopLevel(MappingEntry entry)
    {
        var looksLike = SecretPatterns.Describe(entry.Key);
        var path = new SettingsPath(looksLike is null ? entry.Key : "...");
        if (looksLike is not null)
            _problems.PlaintextName(path, looksLike);
        var @namespace = entry.Key[..Math.Max(0, entry.Key.IndexOf(':', StringComparison.Ordinal))];
        var own = entry.Key[(@namespace.Length + 1)..];
        if (SettingsReader.KnownKeys.Contains(path))
        {
            ReportTree(path, entry.Value, path == SettingsPath.Of("values"), name: "");
            return;
        }

        ReportForeign(path, entry.Value, own);
        if (@namespace == SettingsPath.Project)
            ReportUnknown(path, own);
        else if (NearestName.Of(@namespace, [SettingsPath.Project]) is not null)
            _problems.Remove(path, $"is not a known namespace. Did you mean {SettingsPath.Project}:{own}?");
        else if (@namespace == "aws" && NearestName.Of(own, ["region"]) is not null)
            _problems.UnknownKey(path, own, ["region"]);
        else if (@namespace is "aws" or "kubernetes")
            _problems.Warn(path, "is not read: this program binds its providers to aws:region, mcp-infra:aws.accountId and mcp-infra:kubernetes.context.", _problems.Command.Remove(path));
    }

    /// <summary>Whatever other program a key is for, a secret in plain text is in this file.</summary>
    private void ReportForeign(SettingsPath path, YamlNode node, string name)
    {
        switch (node)
        {
            case ScalarNode scalar when SecretPatterns.Describe(scalar.Text) is { } looksLike:
                _problems.Plaintext(path, looksLike);
                break;
            case ScalarNode { Value: not (null or bool) } scalar when SecretFields.HoldsSecret(name, scalar.Text):
                _problems.Credential(path);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    ReportForeign(path.Index(index), list.Items[index], name);
                break;
            case MappingNode map:
                foreach (var entry in map.Entries)
                    ReportForeign(path.Key(entry.Key), entry.Value, entry.Key);
                break;
        }
    }

    private void ReportUnknown(SettingsPath path, string key)
    {
        var known = SettingsReader.KnownKeys.Select(known => known.Text[(known.Text.IndexOf(':', StringComparison.Ordinal) + 1)..]).Where(name => name != "region").ToList();
        var head = key.Split('.', '[')[0];
        if (head.Length == key.Length || !known.Contains(head))
        {
            _problems.UnknownKey(path, key, known);
            return;
        }

        _problems.Add(path, "was set without --path, which makes it one flat key. Remove it and set it again with --path.",
            ShellLine.Of($"{_problems.Command.RemoveFlat(path.Text)} && {_problems.Command.Set(path, "VALUE")}"));
    }

    /// <param name="hasNames">Whether the keys are names of somebody else's, which say what stands there.</param>
    /// <param name="name">The name of what stands here, that of a list for its items.</param>
    private void ReportTree(SettingsPath path, YamlNode node, bool hasNames, string name)
    {
        switch (node)
        {
            case EncryptedNode when path == SettingsReader.SecretValues:
                _problems.Remove(path, "is encrypted as a whole; encrypt each value under its own name, so that it is known which are there.");
                break;
            case EncryptedNode when !IsSecretValue(path):
                _problems.Remove(path, "is encrypted; encrypted values belong under mcp-infra:secretValues alone.");
                break;
            case EncryptedNode { LooksEncrypted: false }:
                _problems.PlainSecret(path);
                break;
            case ScalarNode scalar:
                ReportScalar(path, scalar, hasNames ? name : "");
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    ReportTree(path.Index(index), list.Items[index], hasNames, name);
                break;
            case MappingNode map:
                ReportMap(path, map, hasNames || path == Tags);
                break;
        }
    }

    private void ReportMap(SettingsPath path, MappingNode map, bool hasNames)
    {
        foreach (var twice in map.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
            ReportTwice(path.Key(twice.Key), twice);

        // An entry of the chart's extraEnv: {name: SMTP_PASSWORD, value: ...}.
        var named = (map.Find("name") as ScalarNode)?.Text ?? "value";
        foreach (var entry in map.Entries)
        {
            var at = path.Key(entry.Key);
            if (SecretPatterns.Describe(entry.Key) is { } looksLike)
                _problems.PlaintextName(at, looksLike);
            ReportTree(at, entry.Value, hasNames, entry.Key == "value" ? named : entry.Key);
        }
    }

    private void ReportScalar(SettingsPath path, ScalarNode scalar, string name)
    {
        if (IsSecretValue(path))
        {
            _problems.PlainSecret(path);
        }
        else if (path == SettingsReader.SecretValues && scalar.Value is not null)
        {
            // Reported here and not as a wrong type, because it may be a secret.
            return;
        }
        else if (SecretPatterns.Describe(scalar.Text) is { } looksLike)
        {
            _problems.Plaintext(path, looksLike);
        }
        else if (scalar.Value is not (null or bool) && SecretFields.HoldsSecret(name, scalar.Text))
        {
            _problems.Plaintext(path, "a secret, by its name,");
        }
    }

    private void ReportTwice(SettingsPath path, IEnumerable<MappingEntry> entries)
    {
        var lines = entries.Select(entry => entry.Line).OfType<int>().ToList();
        var where = lines.Count > 1 ? Words.Of($" (lines {Words.Join(", ", lines.Select(line => Words.Of($"{line}")))})") : Words.None;
        _problems.Add(path, $"is there more than once{where}; keep one of them.");
    }

    private static bool IsSecretValue(SettingsPath path) =>
        path.Text.StartsWith(SettingsReader.SecretValues.Text, StringComparison.Ordinal) && path != SettingsReader.SecretValues;
}
