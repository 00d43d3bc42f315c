using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// What the end-to-end tests talk to: any cluster with External Secrets Operator, any AWS endpoint, and the programs on
/// <c>PATH</c>. All of it is named by environment variables, which are read here and nowhere else.
/// </summary>
internal static class RealComponents
{
    private const string HowTo = "see 'Real components' in CONTRIBUTING.md";

    public static string? Kubeconfig { get; } = Variable("KUBECONFIG");

    public static string? AwsEndpoint { get; } = Variable("AWS_ENDPOINT_URL");

    public static string Region { get; } = Variable("AWS_REGION") ?? "eu-west-1";

    /// <summary>Where the operator looks for AWS when that leads through this process, so that a test can cut it off.</summary>
    public static string? OperatorEndpoint { get; } = Variable("MCP_E2E_OPERATOR_ENDPOINT");

    /// <summary>Whether the AWS endpoint can decide every call by IAM, per secret and per identity.</summary>
    public static bool DecidesByIam { get; } = Variable("MCP_E2E_IAM") is not null;

    /// <summary>The operator's own role, where it holds one as EKS Pod Identity gives it.</summary>
    public static string? OperatorRoleArn { get; } = Variable("ESO_OPERATOR_ROLE_ARN");

    /// <summary>HOST:PORT of a registry that takes charts over plain HTTP.</summary>
    public static string? OciRegistry { get; } = Variable("OCI_REGISTRY");

    /// <summary>A folder with <c>cluster</c>, which starts a control plane of its own.</summary>
    public static string? Tools { get; } = Variable("MCP_TOOLS");

    /// <summary>Release whose CRDs External Secrets Operator has in this cluster, where that was asked for.</summary>
    public static string? EsoCrds { get; } = Variable("ESO_CRDS");

    /// <summary>A chart to test in place of this project's own.</summary>
    public static string? OtherChart { get; } = Variable("MCP_STACK_CHART");

    /// <summary>What has to be set before a test can run, in one line; null where nothing is missing.</summary>
    public static string? Missing(params string[] also)
    {
        string[] variables = ["KUBECONFIG", "AWS_ENDPOINT_URL", .. also];
        var missing = variables.Where(name => Variable(name) is null).ToList();
        var programs = new[] { "kubectl", "helm" }.Where(program => !IsOnPath(program)).ToList();
        return (missing.Count, programs.Count) switch
        {
            (0, 0) => null,
            (0, _) => $"Put {string.Join(" and ", programs)} on PATH: {HowTo}.",
            _ => $"Set {string.Join(" and ", missing)}: {HowTo}.",
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program)));
}

/// <summary>A test on real components; skipped with one line that says what to set where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndFactAttribute : FactAttribute
{
    /// <param name="variables">What it needs besides a cluster and an AWS endpoint.</param>
    public EndToEndFactAttribute(params string[] variables) => Skip = RealComponents.Missing(variables);
}

/// <inheritdoc cref="EndToEndFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndTheoryAttribute : TheoryAttribute
{
    public EndToEndTheoryAttribute(params string[] variables) => Skip = RealComponents.Missing(variables);
}
