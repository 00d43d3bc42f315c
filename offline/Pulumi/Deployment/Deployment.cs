using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs programs. This stand-in runs them against mocks only.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> CurrentInstance = new();

    private readonly List<string> _errors = [];
    private Stack? _stack;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        Options = options ?? new();
        Engine = new(mocks);
        Registration = new(this);
    }

    public static DeploymentInstance Instance
    {
        get => CurrentInstance.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");
        internal set => CurrentInstance.Value = CurrentInstance.Value is null
            ? value
            : throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
    }

    internal static Deployment? Current => CurrentInstance.Value?.Deployment;

    internal TestOptions Options { get; }

    internal bool IsPreview => Options.IsPreview ?? true;

    internal MockEngine Engine { get; }

    internal Registration Registration { get; }

    internal TaskTracker Tasks { get; } = new();

    internal ConfigValues Config { get; } = ConfigValues.FromEnvironment();

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    internal void AddError(string message)
    {
        lock (_errors)
            _errors.Add(message);
    }

    private async Task RunAsync(Func<Stack> createStack)
    {
        try
        {
            createStack().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            Report([exception]);
            return;
        }

        Report(await Tasks.WaitAsync().ConfigureAwait(false));
    }

    private void Report(IReadOnlyList<Exception> failures)
    {
        foreach (var failure in failures)
        {
            AddError(failure switch
            {
                RunException or ResourceException { HideStack: true } => failure.Message,
                ResourceException => failure.ToString(),
                _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}",
            });
        }

        // The official SDK does this in tests too: 32 tells the engine that the failure has been explained.
        if (failures.Count > 0)
            Environment.ExitCode = 32;
    }

    private void ThrowIfFailed()
    {
        string[] errors;
        lock (_errors)
            errors = [.. _errors];
        if (errors is [var only])
            throw new RunException(only);
        if (errors.Length > 1)
            throw new AggregateException(errors.Select(error => new RunException(error)));
    }

    private static async Task<ImmutableArray<Resource>> TestStackAsync(IMocks mocks, TestOptions? options, Func<Stack> createStack)
    {
        var deployment = new Deployment(mocks, options);
        Instance = new(deployment);
        await deployment.RunAsync(createStack).ConfigureAwait(false);
        deployment.ThrowIfFailed();
        return deployment.Engine.Resources;
    }
}
