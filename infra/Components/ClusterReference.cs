using System.Text.Json;
using McpInfra.Plaintext;
using McpInfra.Settings.Clusters;
using Pulumi;

namespace McpInfra.Components;

/// <summary>
/// Asks the stack of an environment's cluster for its outputs, before the environment's settings are read: they complete them. A
/// root of its own for that reason; the guard sees what is in it all the same.
/// </summary>
internal sealed class ClusterReference : ComponentResource
{
    public const string TypeToken = "mcp-infra:index:ClusterReference";

    private readonly StackReference _stack;

    private ClusterReference(string stack, IEnumerable<ResourceTransformation> transformations)
        : base(TypeToken, "cluster", new ComponentResourceOptions { ResourceTransformations = [.. transformations] })
    {
        _stack = new StackReference("cluster", new StackReferenceArgs { Name = stack }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    /// <param name="transformations">The guard's, and whatever looks on.</param>
    /// <param name="held">Takes what a kubeconfig holds of secrets.</param>
    public static async Task<ClusterAnswers> AskAsync(ClusterLink link, IEnumerable<ResourceTransformation> transformations, HeldSecrets held)
    {
        var here = Deployment.Instance;
        var reference = new ClusterReference(link.Project is null ? $"{here.OrganizationName}/{here.ProjectName}/{link.Name}" : link.Stack, transformations);
        var answers = new Dictionary<ClusterOutput, string>();
        SecretText? kubeconfig = null;
        var isBare = false;
        foreach (var (output, name) in link.Outputs)
        {
            var details = await reference._stack.GetOutputDetailsAsync(name).ConfigureAwait(false);
            if (TextOf(details.Value ?? details.SecretValue) is not { Length: > 0 } text)
                continue;
            if (output == ClusterOutput.Kubeconfig)
                (kubeconfig, isBare) = (new SecretText(text), details.SecretValue is null);
            else
                answers[output] = text;
        }

        var holdsCredentials = kubeconfig is not null && Complete(kubeconfig, answers, held);
        return new ClusterAnswers(link, answers, kubeconfig) { IsInPlainSight = isBare && holdsCredentials };
    }

    /// <summary>An output as text: some programs output an account as a number and a kubeconfig as a map, which JSON is the text of.</summary>
    private static string? TextOf(object? value) => value is null or string ? (string?)value : JsonSerializer.Serialize(InOrder(value));

    /// <summary>The SDK gives maps in another order at every run, and a text that differs is an update of the provider.</summary>
    private static object? InOrder(object? value) => value switch
    {
        string => value,
        IReadOnlyDictionary<string, object?> map => new SortedDictionary<string, object?>(map.ToDictionary(entry => entry.Key, entry => InOrder(entry.Value)), StringComparer.Ordinal),
        IEnumerable<object?> list => list.Select(InOrder).ToList(),
        _ => value,
    };

    /// <summary>A kubeconfig says its context itself, and whatever it signs in with is a secret wherever it turns up.</summary>
    /// <returns>Whether it signs in with something of its own, and not with a program that it names. One that cannot be read may.</returns>
    private static bool Complete(SecretText kubeconfig, Dictionary<ClusterOutput, string> answers, HeldSecrets held)
    {
        held.Hold(kubeconfig.Reveal());
        if (KubeconfigText.Read(kubeconfig) is not { } config)
            return true;
        foreach (var secret in config.Credentials)
            held.Hold(secret);
        if (config.CurrentContext is { } context)
            answers.TryAdd(ClusterOutput.KubernetesContext, context);
        return config.Credentials.Count > 0;
    }
}
