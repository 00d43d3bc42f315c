using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What can be wrong anywhere in a stack's configuration, whatever the keys mean: keys written twice, namespaces nobody
/// reads, encrypted values where none belongs, and secrets in plain text.
/// </summary>
internal sealed class DocumentCheck
{
    private readonly Problems _problems;
    private readonly DocumentSecrets _secrets;
    private readonly Judge _judge;
    private readonly GroupSetting _stack;

    private DocumentCheck(GroupSetting stack, Problems problems)
    {
        _stack = stack;
        _problems = problems;
        _secrets = new DocumentSecrets(problems);
        _judge = new Judge(Caller.StackFile, problems.Held);
    }

    /// <param name="stack">What a stack of its kind can say.</param>
    public static void Report(SettingsDocument document, GroupSetting stack, Problems problems)
    {
        var check = new DocumentCheck(stack, problems);
        foreach (var twice in document.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
            check.ReportTwice(new SettingsPath(twice.Key), twice);
        foreach (var entry in document.Entries)
            check.ReportTopLevel(entry);
    }

    private void ReportTopLevel(MappingEntry entry)
    {
        var sign = _judge.Look(new Place("", "", PlaceKind.Key), entry.Key);
        var path = new SettingsPath(sign is null ? entry.Key : PlacePath.Withheld);
        if (sign is not null)
            _problems.PlaintextName(path, sign);
        var @namespace = entry.Key[..Math.Max(0, entry.Key.IndexOf(':', StringComparison.Ordinal))];
        var own = entry.Key[(@namespace.Length + 1)..];
        var isKnown = SettingsReader.KnownKeys.Contains(path);
        _secrets.Report(path, entry, own, isKnown);
        if (isKnown)
        {
            if (!_stack.Members.Any(setting => setting.TopLevel == path))
                ReportOtherKind(path);
            ReportTree(path, entry.Value);
            return;
        }

        if (@namespace == SettingsPath.Project)
            ReportUnknown(path, own);
        else if (NearestName.Of(@namespace, [SettingsPath.Project]) is not null)
            _problems.Remove(path, $"is not a known namespace. Did you mean {SettingsPath.Project}:{own}?");
        else if (@namespace == "aws" && NearestName.Of(own, ["region"]) is not null)
            _problems.UnknownKey(path, own, ["region"]);
        else if (@namespace is "aws" or "kubernetes")
            _problems.Warn(path, "is not read: this program binds its providers to aws:region, mcp-infra:aws.accountId and mcp-infra:kubernetes.context.", _problems.Command.Remove(path));
    }

    /// <summary>A stack is of the kind that <c>mcp-infra:cluster</c> says.</summary>
    private void ReportOtherKind(SettingsPath path) => _problems.Remove(path,
        $"is of an environment, and {ClusterReader.Cluster.TopLevel} makes this stack a cluster's. An environment has a stack of its own, which names this one under {ClusterLinkTopic.Stack.TopLevel}; "
        + $"where this is one, remove {ClusterReader.Cluster.TopLevel} instead.");

    private void ReportUnknown(SettingsPath path, string key)
    {
        var known = _stack.Members.Select(setting => setting.Key).Where(name => !name.Contains(':', StringComparison.Ordinal)).ToList();
        var head = key.Split('.', '[')[0];
        if (head.Length == key.Length || !known.Contains(head))
        {
            _problems.UnknownKey(path, key, known);
            return;
        }

        _problems.Add(path, "was set without --path, which makes it one flat key. Remove it and set it again with --path.",
            ShellLine.Of($"{_problems.Command.RemoveFlat(path.Text)} && {_problems.Command.Set(path, "VALUE")}"));
    }

    /// <param name="secret">The variable under secretValues that it belongs to: the value of one is encrypted, or replaced, as a whole.</param>
    private void ReportTree(SettingsPath path, YamlNode node, SettingsPath? secret = null)
    {
        switch (node)
        {
            case EncryptedNode when path == SecretsTopic.Values.TopLevel:
                _problems.Remove(path, "is encrypted as a whole; encrypt each value under its own name, so that it is known which are there.");
                break;
            case EncryptedNode { MayBeInPart: true } when secret is null:
                _problems.Add(path, "is encrypted, or something in it is; encrypted values belong under mcp-infra:secretValues alone. The preview of the stack's file says which:",
                    ShellLine.Of($"{ShellLine.Tool}preview --stack {_problems.Command.Stack}"));
                break;
            case EncryptedNode when secret is null:
                _problems.Remove(path, "is encrypted; encrypted values belong under mcp-infra:secretValues alone.");
                break;
            case EncryptedNode { LooksEncrypted: false }:
                _problems.PlainSecret(secret!.Value);
                break;
            case ScalarNode scalar when secret is { } variable:
                _problems.Held.Refuse(scalar.Text);
                _problems.PlainSecret(variable);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    ReportTree(path.Index(index), list.Items[index], secret ?? SecretAt(path, path.Index(index)));
                break;
            case MappingNode map:
                foreach (var twice in map.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
                    ReportTwice(path.Key(twice.Key), twice);
                foreach (var entry in map.Entries)
                    ReportTree(path.Key(entry.Key), entry.Value, secret ?? SecretAt(path, path.Key(entry.Key)));
                break;
        }
    }

    private void ReportTwice(SettingsPath path, IEnumerable<MappingEntry> entries)
    {
        var lines = entries.Select(entry => entry.Line).OfType<int>().ToList();
        var where = lines.Count > 1 ? Words.Of($" (lines {Words.Join(", ", lines.Select(line => Words.Of($"{line}")))})") : Words.None;
        _problems.Add(path, $"is there more than once{where}; keep one of them.");
    }

    private static SettingsPath? SecretAt(SettingsPath parent, SettingsPath variable) => parent == SecretsTopic.Values.TopLevel ? variable : null;
}
