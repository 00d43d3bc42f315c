namespace McpInfra.Settings;

/// <summary>
/// What can be wrong anywhere in a stack's configuration, whatever the keys mean: keys written twice, namespaces nobody
/// reads, encrypted values where none belongs, and secrets in plain text.
/// </summary>
internal sealed class DocumentCheck
{
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
        var path = new SettingsPath(SecretPatterns.Describe(entry.Key) is null ? entry.Key : "...");
        var @namespace = entry.Key[..Math.Max(0, entry.Key.IndexOf(':', StringComparison.Ordinal))];
        var own = entry.Key[(@namespace.Length + 1)..];
        if (SettingsReader.KnownKeys.Contains(path))
            ReportTree(path, entry.Value, isValues: path == SettingsPath.Of("values"), isSecretName: false);
        else if (@namespace == SettingsPath.Project)
            ReportUnknown(path, own);
        else if (NearestName.Of(@namespace, [SettingsPath.Project]) is not null)
            _problems.Remove(path, $"is not a known namespace. Did you mean {SettingsPath.Project}:{own}?");
        else if (@namespace == "aws" && NearestName.Of(own, ["region"]) is not null)
            _problems.UnknownKey(path, own, ["region"]);
        else if (@namespace is "aws" or "kubernetes")
            _problems.Warn(path, "is not read: this program binds its providers to aws:region, mcp-infra:aws.accountId and mcp-infra:kubernetes.context.", _problems.Command.Remove(path));
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
            _problems.Command.RemoveFlat(path.Text) + " && " + _problems.Command.Set(path, "VALUE"));
    }

    private void ReportTree(SettingsPath path, SettingsNode node, bool isValues, bool isSecretName)
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
                _problems.Warn(path, "does not look encrypted. If its own text stands there, replace the secret, since the file's history keeps it, and set the new one.",
                    _problems.Command.SetSecret(path));
                break;
            case ScalarNode scalar:
                ReportScalar(path, scalar, isValues, isSecretName);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    ReportTree(path.Index(index), list.Items[index], isValues, isSecretName);
                break;
            case MappingNode map:
                ReportMap(path, map, isValues);
                break;
        }
    }

    private void ReportMap(SettingsPath path, MappingNode map, bool isValues)
    {
        foreach (var twice in map.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
            ReportTwice(path.Key(twice.Key), twice);

        // An entry of the chart's extraEnv: {name: SMTP_PASSWORD, value: ...}.
        var named = map.Find("name") is ScalarNode name && SensitiveNames.Matches(name.Text);
        foreach (var entry in map.Entries)
        {
            var isSecretName = SensitiveNames.Matches(entry.Key) && !IsReference(entry.Key);
            ReportTree(path.Key(entry.Key), entry.Value, isValues, isSecretName || (named && entry.Key == "value"));
        }
    }

    private void ReportScalar(SettingsPath path, ScalarNode scalar, bool isValues, bool isSecretName)
    {
        if (IsSecretValue(path))
        {
            _problems.Add(path, "stands in plain text; encrypt a new value, since the file's history keeps this one.", _problems.Command.SetSecret(path));
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
        else if (isValues && isSecretName && IsLiteral(scalar))
        {
            _problems.Plaintext(path, "a secret, by its name,");
        }
    }

    private void ReportTwice(SettingsPath path, IEnumerable<MappingEntry> entries)
    {
        var lines = entries.Select(entry => entry.Line).OfType<int>().ToList();
        _problems.Add(path, "is there more than once" + (lines.Count > 1 ? $" (lines {string.Join(", ", lines)})" : "") + "; keep one of them.");
    }

    private static bool IsSecretValue(SettingsPath path) =>
        path.Text.StartsWith(SettingsReader.SecretValues.Text, StringComparison.Ordinal) && path != SettingsReader.SecretValues;

    /// <summary>Fields of the chart that name a Secret and hold none.</summary>
    private static bool IsReference(string key) =>
        key.EndsWith("existingSecret", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("tlsSecret", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("pullSecret", StringComparison.OrdinalIgnoreCase);

    /// <summary>A text or number that could be a secret: not empty, not a switch such as REQUIRE_TOKEN: "true".</summary>
    private static bool IsLiteral(ScalarNode scalar) =>
        scalar.Value is not (null or bool) && scalar.Text.Length > 0 && !bool.TryParse(scalar.Text, out _);
}
