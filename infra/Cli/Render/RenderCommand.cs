using System.CommandLine;
using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Render;

/// <summary><c>render</c>: a directory for a GitOps repository, written or compared.</summary>
internal static class RenderCommand
{
    private static readonly Dictionary<string, GitOpsTool> Tools = Enum.GetValues<GitOpsTool>().ToDictionary(FileHeader.Word);

    public static CliCommand Create(string directory, Printer printer)
    {
        var tool = new Argument<string>("tool") { Description = $"{string.Join(", ", Tools.Keys)} (plain files for kubectl and helm)." };
        tool.AcceptOnlyFromAmong([.. Tools.Keys]);
        var stacks = StackOption.Create("render");
        var target = new Option<string>("--out", "-o") { Description = "Directory to write, inside the Git repository.", HelpName = "DIR", Required = true };
        target.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "-" }])
                result.AddError("--out is a directory, since what is rendered is several files; - is none.");
        });
        var check = new Option<bool>("--check") { Description = "Write nothing; exit 1 where the directory is not what would be written." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that were not rendered, and remove environments that are rendered no more." };
        var command = new Command("render",
            "Writes a directory that is safe to commit: names of secrets and no secret. It holds what an Argo CD ApplicationSet, Flux, Fleet or a person needs to install each environment.")
        {
            tool, stacks, target, check, force,
        };
        command.SetAction(parsed => Run(
            directory, Tools[parsed.GetValue(tool)!], parsed.GetValue(stacks) ?? [],
            new RenderTarget(parsed.GetValue(target)!, Path.GetFullPath(parsed.GetValue(target)!, directory), parsed.GetValue(check), parsed.GetValue(force)), printer));
        return new CliCommand(command, ["render argocd --out ../gitops/argocd", "render flux --stack 'prod-*' --out ../gitops/flux", "render argocd --out ../gitops/argocd --check"]);
    }

    private static int Run(string directory, GitOpsTool tool, string[] stacks, RenderTarget target, Printer printer)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } found)
            return ExitCodes.BadInput;
        var clusters = found.Where(StackKinds.IsCluster).ToList();
        var files = found.Except(clusters).ToList();
        if (files.Count == 0 || (stacks.Length > 0 && clusters.Count > 0))
        {
            printer.Error($"{OfClusters(clusters)} Name stacks of environments.");
            return ExitCodes.BadInput;
        }

        if (target.Environments(printer) is not { } present || RenderedStacks.Load(tool, files, present, printer) is not { } loaded)
            return ExitCodes.BadInput;

        var (renderer, header) = (Renderers.For(tool), FileHeader.For(tool));
        IReadOnlyList<RenderedFile> rendered;
        IReadOnlyList<Finding> findings;
        IReadOnlyList<string> outOfDate;
        using (printer.Working(() => $"rendering {Words.Plural(loaded.Asked.Count, "stack")} ..."))
        {
            IReadOnlyList<DeliverySpec> specs = [.. loaded.All.Select(DeliverySpec.InGit)];
            var kept = new KeptParts(spec => loaded.Beside.Any(stack => stack.Stack == spec.Stack), target.Read);
            rendered = renderer.Render(specs, header, kept);
            outOfDate = [.. renderer.OutOfDate(specs, header, kept).Select(spec => spec.Stack)];
            findings = loaded.Findings(rendered, printer.Held);
        }

        if (findings.Count > 0)
        {
            printer.Error("Nothing was written: a secret would stand in plain sight.");
            foreach (var finding in findings)
                printer.Error(finding.Words);
            return ExitCodes.Refused;
        }

        Predicate<string>? isRendered = stacks.Length == 0 ? null : environment => loaded.IsRendered(environment, renderer.HasSharedFiles);
        var code = target.Apply(rendered, isRendered, FileHeader.CommandFor(tool, stacks), printer);
        if (!target.Check && code == ExitCodes.Success)
            Tell(tool, loaded, clusters, printer);
        foreach (var stack in outOfDate)
        {
            printer.Error($"warning: what is of all environments still has {stack} as it was rendered last, and its stack says otherwise by now. Render it too:");
            printer.Error($"    {FileHeader.CommandFor(tool, [stack])} {ShellLine.Of($"--out {target.Directory}")}");
        }

        return code;
    }

    private static void Tell(GitOpsTool tool, RenderedStacks loaded, List<StackFile> clusters, Printer printer)
    {
        loaded.Tell(tool, printer);
        if (clusters.Count > 0)
            printer.Line(OfClusters(clusters));
    }

    /// <summary>Not yet for Git: the operator's identity comes first, and only Pulumi makes that.</summary>
    private static Words OfClusters(List<StackFile> clusters) =>
        $"{Words.Join(", ", clusters.Select(cluster => cluster.Stack))}: External Secrets Operator is not rendered for Git; pulumi up on {(clusters.Count == 1 ? Words.Own("this stack") : Words.Own("these stacks"))} installs it with its identity, before anything that is rendered.";
}
