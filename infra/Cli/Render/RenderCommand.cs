using System.CommandLine;
using McpInfra.Delivery;
using McpInfra.Guard;
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
            "Writes a directory that is safe to commit: names of secrets and no secret. It holds what an Argo CD ApplicationSet, Flux, Fleet or a person needs to install each environment, and of a cluster's stack with delivery: git the operator.")
        {
            tool, stacks, target, check, force,
        };
        command.SetAction(parsed => Run(
            directory, Tools[parsed.GetValue(tool)!], parsed.GetValue(stacks) ?? [],
            new RenderTarget(parsed.GetValue(target)!, Path.GetFullPath(parsed.GetValue(target)!, directory), parsed.GetValue(check), parsed.GetValue(force)), printer));
        return new CliCommand(command, ["render argocd --out ../gitops/argocd", "render flux --stack 'prod-*' --out ../gitops/flux", "render argocd --out ../gitops/argocd --check"], [Page.Gitops]);
    }

    private static int Run(string directory, GitOpsTool tool, string[] stacks, RenderTarget target, Printer printer)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } found)
            return ExitCodes.BadInput;
        if (target.Environments(printer) is not { } present || RenderedStacks.Load(tool, found, present, printer) is not { } loaded)
            return ExitCodes.BadInput;

        var (renderer, header) = (Renderers.For(tool), FileHeader.For(tool));
        IReadOnlyList<RenderedFile> rendered;
        IReadOnlyList<Finding> findings;
        IReadOnlyList<string> outOfDate;
        using (printer.Working(() => $"rendering {Words.Plural(loaded.Asked.Count + loaded.Clusters.Count, "stack")} ..."))
        {
            var specs = loaded.Specs();
            var kept = new KeptParts(spec => loaded.Beside.Any(stack => stack.Stack == spec.Stack), target.Read);
            rendered = renderer.Render(specs, header, kept, loaded.ClusterSpecs());
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

        Predicate<string>? isRendered = stacks.Length == 0 ? null : directory => loaded.IsRendered(directory, renderer.HasSharedFiles);
        var code = target.Apply(rendered, isRendered, FileHeader.CommandFor(tool, stacks), printer);
        if (!target.Check && code == ExitCodes.Success)
            loaded.Tell(tool, printer);
        foreach (var stack in outOfDate)
        {
            printer.Error($"warning: what is of all environments still has {stack} as it was rendered last, and its stack says otherwise by now. Render it too:");
            printer.Error($"    {FileHeader.CommandFor(tool, [stack])} {ShellLine.Of($"--out {target.Directory}")}");
        }

        return code;
    }
}
