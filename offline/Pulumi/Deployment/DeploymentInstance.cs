using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The run that the calling code is part of.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    public string StackName => Deployment.Options.StackName ?? "stack";

    public string ProjectName => Deployment.Options.ProjectName ?? "project";

    public string OrganizationName => Deployment.Options.OrganizationName ?? "organization";

    public string RootDirectory => Deployment.Options.RootDirectory
        ?? throw new InvalidOperationException("The run has no root directory; give it one in TestOptions.");

    public bool IsDryRun => Deployment.IsPreview;

    internal Deployment Deployment { get; }

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => new(Call(token, args, options).CallAsOutputAsync<T>());

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => new(Call(token, args, options).CallAsOutputAsync<T>());

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(results => results.Values.First());

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(results => results.Values.First());

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Call(token, args, options).CallAsync<T>();

    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => (await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeAsync<object>(token, args, options);

    private Invocation Call(string token, InvokeArgs args, InvokeOptions? options) => new(Deployment, token, args, options);
}
