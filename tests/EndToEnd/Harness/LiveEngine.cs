using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// Stands in for Pulumi's engine: runs the unchanged program with mocks that create for real, keeps what was made, leaves
/// alone what did not change, makes a replacement before it deletes the old one, and deletes at the end of an update that
/// succeeds what was replaced, in this or an earlier one, and what the program no longer names. That part is an imitation; what the resources then do in AWS and in the cluster is real.
/// </summary>
/// <param name="made">Told of every new resource before anything that needs it: where other people add what is theirs.</param>
internal sealed class LiveEngine(IReadOnlyList<ILiveProvider> providers, Func<LiveResource, Task> made) : IMocks
{
    private readonly ConcurrentDictionary<(string Type, string Name), ResourceOptions> _options = new();
    private readonly ConcurrentQueue<(string What, string Name)> _done = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly Lock _lock = new();
    private readonly List<LiveResource> _state = [];
    private readonly List<LiveResource> _replaced = [];
    private bool _isPreview;

    public IReadOnlyList<LiveResource> State
    {
        get
        {
            lock (_lock)
                return [.. _state];
        }
    }

    /// <summary>As <c>pulumi up</c>.</summary>
    /// <param name="beforeDeletion">Run between the last thing made and the first thing deleted.</param>
    /// <exception cref="RunException">The program or a provider refused; what was done until then is kept.</exception>
    public Task<LiveUpdate> UpAsync(StackSettings settings, Func<Task>? beforeDeletion = null) => UpAsync(settings.Stack, Of(settings), beforeDeletion);

    /// <inheritdoc cref="UpAsync(StackSettings, Func{Task}?)"/>
    public Task<LiveUpdate> UpAsync(ClusterSettings cluster) => UpAsync(cluster.Stack, (guard, observe) => ClusterProgram.Define(cluster, guard, observe), beforeDeletion: null);

    private async Task<LiveUpdate> UpAsync(string stack, Program program, Func<Task>? beforeDeletion)
    {
        _options.Clear();
        _done.Clear();
        var outputs = await RunAsync(stack, program);
        var unnamed = State.Where(resource => !_options.ContainsKey((resource.Type, resource.Name))).ToList();
        Refuse(unnamed);
        if (beforeDeletion is not null)
            await beforeDeletion();
        var deleted = await DeleteAsync([.. _replaced, .. unnamed]);
        return new LiveUpdate(Names("create"), Names("update"), Names("replace"), deleted, _done.Count(done => done.What == "same"), outputs);
    }

    /// <summary>As <c>pulumi preview</c> of a stack that is there: what an update would do, and nothing done.</summary>
    public async Task<LiveUpdate> PreviewAsync(StackSettings settings)
    {
        _options.Clear();
        _done.Clear();
        _isPreview = true;
        try
        {
            var outputs = await RunAsync(settings.Stack, Of(settings));
            var unnamed = State.Where(resource => !_options.ContainsKey((resource.Type, resource.Name)));
            return new LiveUpdate(Names("create"), Names("update"), Names("replace"), [.. unnamed.Select(resource => resource.Name)], _done.Count(done => done.What == "same"), outputs);
        }
        finally
        {
            _isPreview = false;
        }
    }

    /// <summary>As <c>pulumi import</c>: something that is there already belongs to the stack from now on.</summary>
    public void Import(string type, string name, string id, ImmutableDictionary<string, object> inputs) =>
        Keep(new LiveResource(type, name, inputs, new CustomResourceOptions(), id, inputs), before: null);

    /// <summary>As <c>pulumi destroy</c>.</summary>
    /// <exception cref="InvalidOperationException">Something is protected; nothing was deleted.</exception>
    public Task<IReadOnlyList<string>> DestroyAsync()
    {
        Refuse(State);
        return DeleteAsync([.. State, .. _replaced]);
    }

    /// <summary>Deletes whatever is there, protected or not, and goes on where something refuses.</summary>
    public async Task CleanUpAsync()
    {
        foreach (var resource in State.Concat(_replaced).Reverse().ToList())
        {
            try
            {
                // Nothing of a test is worth keeping for a while.
                await Provider(resource.Type).DeleteAsync(resource with { Inputs = resource.Inputs.Remove("recoveryWindowInDays") });
            }
            catch (Exception gone) when (gone is AwsException or KubectlException or HelmException)
            {
                // What a test has deleted or broken by itself is no longer there to be deleted.
            }
        }
    }

    private delegate IDictionary<string, object?> Program(PlaintextGuard guard, ResourceTransformation observe);

    private static Program Of(StackSettings settings) => (guard, observe) => McpProgram.Define(LoadedStack.Of(settings), guard, observe);

    private async Task<IDictionary<string, object?>> RunAsync(string stack, Program program)
    {
        var guard = new PlaintextGuard();
        try
        {
            var (_, outputs) = await Deployment.TestAsync(
                this,
                new TestOptions { ProjectName = "mcp-infra", StackName = stack, IsPreview = _isPreview },
                () => program(guard, args =>
                {
                    _options[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] = args.Options;
                    return null;
                }));
            return outputs;
        }
        catch (AggregateException several)
        {
            // Whether a component's outputs fail beside the resource that they wait for is a matter of time; the cause comes first.
            throw several.InnerExceptions.OfType<RunException>().First();
        }
        finally
        {
            // As the engine does: what has been begun is finished and kept, whatever failed beside it.
            while (_running.TryTake(out var running))
                await running.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"The program asked for {args.Token}.");

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        // A component has nothing of its own anywhere.
        if (args.Type!.StartsWith("mcp-infra:", StringComparison.Ordinal))
            return Task.FromResult<(string?, object)>(("", args.Inputs));
        var running = RegisterAsync(args);
        _running.Add(running);
        return running;
    }

    private async Task<(string? id, object state)> RegisterAsync(MockResourceArgs args)
    {
        var options = _options[(args.Type!, args.Name!)];
        var before = await BeforeAsync(args.Type!, args.Name!, options);
        var wanted = new LiveResource(args.Type!, args.Name!, Wanted(args.Inputs, before, options), options, "", args.Inputs);
        try
        {
            var there = await MakeAsync(wanted, before);
            if (!_isPreview)
                Keep(there, before);
            return (there.Id, there.State);
        }
        catch (NotReadyException late)
        {
            Keep(late.Made with { IsReady = false }, before);
            throw new UpdateFailedException($"{args.Type} {args.Name}: {late.Message}");
        }
        catch (Exception refused) when (refused is AwsException or KubectlException or HelmException)
        {
            throw new UpdateFailedException($"{args.Type} {args.Name}: {refused.Message}");
        }
    }

    /// <summary>By its own name, then by the first alias that is there; what waits for its deletion has no name any more.</summary>
    private async Task<LiveResource?> BeforeAsync(string type, string name, ResourceOptions options)
    {
        List<(string Type, string Name)> names = [(type, name)];
        foreach (var input in options.Aliases)
        {
            var alias = await OutputUtilities.GetValueAsync(input.ToOutput());
            names.Add((await ValueAsync(alias.Type) ?? type, await ValueAsync(alias.Name) ?? name));
        }

        var state = State;
        return names.Select(known => state.FirstOrDefault(resource => resource.Type == known.Type && resource.Name == known.Name)).FirstOrDefault(found => found is not null);
    }

    private static async Task<string?> ValueAsync(Input<string>? text) => text is null ? null : await OutputUtilities.GetValueAsync(text.ToOutput());

    private async Task<LiveResource> MakeAsync(LiveResource wanted, LiveResource? before)
    {
        var provider = Provider(wanted.Type);
        if (before is null)
        {
            _done.Enqueue(("create", wanted.Name));
            return _isPreview ? wanted : await CreateAsync(provider, wanted);
        }

        var changedInputs = wanted.Inputs.Keys.Union(before.Inputs.Keys).Where(key => Text(wanted, key) != Text(before, key)).ToList();
        var changed = provider.Changed(wanted, before, changedInputs).Except(wanted.Options.IgnoreChanges).ToList();
        if (changed.Count == 0 && before.IsReady)
        {
            _done.Enqueue(("same", wanted.Name));
            return before with { Type = wanted.Type, Name = wanted.Name, Options = wanted.Options };
        }

        if (provider.MustReplace(wanted.Type, changed, before.Inputs, wanted.Inputs))
        {
            _done.Enqueue(("replace", wanted.Name));
            if (_isPreview)
                return wanted;
            var replacement = await CreateAsync(provider, wanted);
            lock (_lock)
                _replaced.Add(before);
            return replacement;
        }

        _done.Enqueue(("update", wanted.Name));
        return _isPreview ? wanted with { Id = before.Id, State = before.State.SetItems(wanted.Inputs) } : await provider.UpdateAsync(wanted, before);
    }

    private async Task<LiveResource> CreateAsync(ILiveProvider provider, LiveResource wanted)
    {
        var created = await provider.CreateAsync(wanted);
        await made(created);
        return created;
    }

    private static ImmutableDictionary<string, object> Wanted(
        ImmutableDictionary<string, object> inputs, LiveResource? before, ResourceOptions options)
    {
        if (before is null)
            return inputs;
        foreach (var ignored in options.IgnoreChanges)
            inputs = before.Inputs.TryGetValue(ignored, out var old) ? inputs.SetItem(ignored, old) : inputs.Remove(ignored);
        return inputs;
    }

    /// <param name="before">What it was, maybe under another name.</param>
    private void Keep(LiveResource there, LiveResource? before)
    {
        before ??= there;
        lock (_lock)
        {
            var index = _state.FindIndex(resource => resource.Type == before.Type && resource.Name == before.Name);
            if (index >= 0)
                _state.RemoveAt(index);
            _state.Insert(index >= 0 ? index : _state.Count, there);
        }
    }

    private static void Refuse(IEnumerable<LiveResource> resources)
    {
        var kept = resources.Where(resource => resource.Options.Protect == true).Select(resource => $"{resource.Type} {resource.Name} is protected and cannot be deleted.").ToList();
        if (kept.Count > 0)
            throw new InvalidOperationException(string.Join('\n', kept));
    }

    /// <summary>Last made, first deleted: whatever needs something was made after it.</summary>
    private async Task<IReadOnlyList<string>> DeleteAsync(IReadOnlyList<LiveResource> resources)
    {
        foreach (var resource in resources.Reverse())
        {
            if (resource.Options.RetainOnDelete != true)
                await Provider(resource.Type).DeleteAsync(resource);
            lock (_lock)
            {
                if (!_replaced.Remove(resource))
                    _state.Remove(resource);
            }
        }

        return [.. resources.Select(resource => resource.Name)];
    }

    private ILiveProvider Provider(string type) =>
        providers.FirstOrDefault(provider => provider.Handles(type)) ?? throw new NotSupportedException($"Nothing here makes a {type}.");

    private List<string> Names(string what) => [.. _done.Where(done => done.What == what).Select(done => done.Name).Order(StringComparer.Ordinal)];

    /// <summary>Maps in order of their keys: dictionaries of two runs list them differently.</summary>
    private static string Text(LiveResource resource, string key) =>
        resource.Inputs.TryGetValue(key, out var value) ? JsonSerializer.Serialize(Sorted(value)) : "";

    private static object? Sorted(object? value) => value switch
    {
        IReadOnlyDictionary<string, object> map => new SortedDictionary<string, object?>(map.ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)), StringComparer.Ordinal),
        string text => text,
        System.Collections.IEnumerable list => list.Cast<object?>().Select(Sorted).ToList(),
        _ => value,
    };
}
