using System.Collections.Immutable;
using McpInfra.Plaintext;
using Pulumi;

namespace McpInfra.Guard;

/// <summary>
/// Refuses every resource whose inputs carry a secret in plain sight, in preview and in up. It is a resource
/// transformation of the root component, which Pulumi applies to each resource below it before it is registered.
/// </summary>
internal sealed class PlaintextGuard
{
    private readonly PlaintextRules _rules;
    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];
    private int _resources;
    private int _components;
    private int _inputs;

    /// <param name="held">The secrets of this run; a new place for them unless given.</param>
    public PlaintextGuard(HeldSecrets? held = null)
    {
        Held = held ?? new HeldSecrets();
        _rules = new PlaintextRules(Held);
    }

    /// <summary>The secrets of this run.</summary>
    public HeldSecrets Held { get; }

    /// <summary>What the guard has read so far, and refused.</summary>
    public GuardReport Report
    {
        get
        {
            lock (_lock)
                return new GuardReport(_resources, _inputs, [.. _findings]) { Components = _components };
        }
    }

    /// <summary>
    /// Inspects one resource. Inputs that are known are judged at once; where some are not, the verdict is put among
    /// the resource's dependencies, so that a bad one faults there and the resource is never registered.
    /// </summary>
    /// <exception cref="GuardException">The inputs carry a secret in plain sight.</exception>
    public ResourceTransformationResult? Inspect(ResourceTransformationArgs args)
    {
        var verdict = JudgeAsync(args.Resource, args.Args);
        if (verdict.IsCompleted)
        {
            verdict.GetAwaiter().GetResult();
            return null;
        }

        var pending = Output.Create(verdict);
        return new ResourceTransformationResult(args.Args, args.Options is CustomResourceOptions custom
            ? CustomResourceOptions.Merge(custom, new CustomResourceOptions { DependsOn = pending })
            : ComponentResourceOptions.Merge((ComponentResourceOptions)args.Options, new ComponentResourceOptions { DependsOn = pending }));
    }

    private async Task<ImmutableArray<Resource>> JudgeAsync(Resource registered, ResourceArgs args)
    {
        var type = registered.GetResourceType();
        var name = registered.GetResourceName();
        var inputs = await InputWalker.ReadAsync(args, Held).ConfigureAwait(false);
        var ofName = _rules.Check(new Place("", "", PlaceKind.Key), name);
        var resource = ofName is null ? $"{type} {name}" : type;
        List<Finding> findings =
        [
            .. ofName is var (problem, fix) ? [new Finding(resource, "name of the resource", problem, fix)] : Array.Empty<Finding>(),
            .. inputs.Marks.Select(path => (Path: path, Found: PlaintextRules.CheckMark(type, path))).Where(mark => mark.Found is not null)
                .Select(mark => new Finding(resource, mark.Path, mark.Found!.Value.Problem, mark.Found.Value.Fix)),
            .. _rules.Check(type, inputs.Root, marks: inputs.Marks).Select(found => new Finding(resource, found.Path, found.Problem, found.Fix)),
        ];

        lock (_lock)
        {
            _resources++;
            _components += registered is ComponentResource ? 1 : 0;
            _inputs += inputs.Scalars;
            _findings.AddRange(findings);
        }

        return findings.Count == 0 ? [] : throw new GuardException(findings, Held);
    }
}

/// <summary>What the guard read and refused in one run.</summary>
/// <param name="Inputs">Scalars read, the keys of maps not counted.</param>
internal sealed record GuardReport(int Resources, int Inputs, IReadOnlyList<Finding> Findings)
{
    /// <summary>How many of the resources are components, which are nothing in a cloud or a cluster.</summary>
    public int Components { get; init; }
}
