using McpInfra.Audit.Files;
using McpInfra.Audit.Rules;
using McpInfra.Loading;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit;

/// <summary>What is kept of a file: for each check, and of what it makes and names.</summary>
internal sealed record SeenFile(IReadOnlyList<object?> OfChecks, IReadOnlyList<SecretsOfDocument> Secrets);

/// <summary>Has every check see each file once and report when all are known, and takes out what the stacks allow.</summary>
internal static class Auditor
{
    /// <param name="checks">Those of <see cref="AuditCatalogue"/>.</param>
    /// <param name="files">Every stack file of the project.</param>
    /// <param name="asked">Those that were asked for.</param>
    /// <param name="paths">Values files and manifests.</param>
    /// <param name="root">The project's directory, from which files are named.</param>
    /// <param name="held">What this run must not show; what is found is added.</param>
    /// <param name="seenOne">Called for each file that has been looked at.</param>
    public static AuditReport Run(
        IReadOnlyList<IAuditCheck> checks, IReadOnlyList<StackFile> files, IReadOnlyList<StackFile> asked, AuditedPaths paths, string root, HeldSecrets held, Action? seenOne = null)
    {
        var judge = new Judge(Caller.Audit, held);
        var secrets = new SecretInventory();
        var seen = checks.Select(_ => new List<object>()).ToList();
        var audited = AuditedFiles.Read(paths, root, See, Take);
        var unread = new List<UnreadFile>(audited.Unread);
        var stacks = files.Select(file => ReadStack(file, asked.Contains(file), root, unread, held)).ToList();
        foreach (var stack in stacks)
            secrets.Add(stack);
        var subject = new AuditSubject(stacks, secrets, judge)
        {
            Comments = [.. asked.Select(file => (AuditedFiles.Relative(root, file.Path), CommentReader.Comments(YamlComments.Of(StackFileSource.TextOf(file)))))],
        };
        var findings = checks.SelectMany((check, index) => check.Report(subject, seen[index])).Distinct().ToList();
        HashSet<string> looked = [.. audited.Files, .. asked.SelectMany(file => file.Project.Own.Select(own => own.Name).Prepend(AuditedFiles.Relative(root, file.Path)))];
        var (judged, unused) = Allow(findings, subject, looked);
        return new AuditReport(
            // The rest stays in the order of the checks, which is the same in every run.
            [.. judged.Concat(unused)
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line ?? 0)
                .ThenBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)],
            unread, asked.Count, asked.Count + audited.Files.Count)
        {
            Notes = audited.Notes,
            Looked = looked,
        };

        SeenFile See(AuditedFile file) => new([.. checks.Select(check => check.See(file, judge))], [.. file.Trees.Select(SecretsOfDocument.Of), .. file.IsTemplate ? [SecretsOfDocument.OfTemplate(file)] : (SecretsOfDocument[])[]]);

        void Take(SeenFile file)
        {
            seenOne?.Invoke();
            foreach (var (index, kept) in file.OfChecks.Index())
            {
                if (kept is not null)
                    seen[index].Add(kept);
            }

            foreach (var document in file.Secrets)
                secrets.Add(document);
        }
    }

    private static AuditedStack ReadStack(StackFile file, bool isAsked, string root, List<UnreadFile> unread, HeldSecrets held)
    {
        var source = new StackFileSource(file);
        var relative = AuditedFiles.Relative(root, file.Path);
        var reading = new Problems(file.Stack, held);
        var document = source.Read(reading);

        // What is wrong with the allow rules is reported with the rest of the stack's configuration.
        var stack = new AuditedStack
        {
            Name = file.Stack,
            File = relative,
            IsAsked = isAsked,
            Document = document,
            Allowed = AuditTopic.Read(SettingsGroup.OfStack(SettingsReader.Stack, document, new Problems(file.Stack))),
        };
        if (document.IsUnread)
        {
            if (isAsked)
                unread.AddRange(reading.Errors.Select(problem => new UnreadFile(relative, problem.Line, problem.Message)));
            return stack;
        }

        try
        {
            var read = StackLoader.Read(source, held);
            return stack with
            {
                Loaded = (read as ReadStack.Environment)?.Stack,
                Warnings = read.Warnings,
                Problems = isAsked && read is ReadStack.Cluster cluster ? [.. SharedClusters.Problems([file], [cluster.Settings])[file.Stack]] : [],
            };
        }
        catch (SettingsException refused)
        {
            return stack with { Problems = refused.Problems, Warnings = refused.Warnings, Refused = (refused as PlaintextException)?.Refused };
        }
    }

    /// <summary>An allow rule for a file that is not looked at this time says nothing wrong.</summary>
    private static (IEnumerable<AuditFinding> Judged, IReadOnlyList<AuditFinding> Unused) Allow(
        List<AuditFinding> findings, AuditSubject subject, HashSet<string> looked)
    {
        var allowed = subject.Asked.SelectMany(stack => stack.Allowed.Select(rule => (Stack: stack, Rule: rule, File: rule.File?.Replace('\\', '/') ?? stack.FileOf(rule.Path)))).ToList();
        var byPlace = allowed.ToLookup(allow => (allow.Rule.Rule, allow.File, allow.Rule.Path), allow => allow.Rule.Reason);
        var judged = findings.Select(finding => byPlace[Place(finding)].FirstOrDefault() is { } reason ? finding with { AllowedBecause = reason } : finding);
        var found = findings.Select(Place).ToHashSet();
        var unused = allowed.Where(allow => looked.Contains(allow.File) && !found.Contains((allow.Rule.Rule, allow.File, allow.Rule.Path)))
            .Select(allow => allow.Stack.Finding(AuditCatalogue.UnusedAllow, allow.Rule.At.Text, AuditCatalogue.Rules.Any(rule => rule.Id == allow.Rule.Rule)
                ? $"allows {allow.Rule.Rule} where nothing is found."
                : $"allows {allow.Rule.Rule}, which is no rule."));
        return (judged, [.. unused]);

        static (string Rule, string File, string Path) Place(AuditFinding finding) => (finding.Rule.Id, finding.File, finding.Path);
    }
}
