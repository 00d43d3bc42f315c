using McpInfra.Settings;

namespace McpInfra.Guard;

/// <summary>A resource would carry a secret in plain sight and was not registered.</summary>
internal sealed class GuardException(IReadOnlyList<Finding> findings) : RefusedException(Describe(findings))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;

    private static string Describe(IReadOnlyList<Finding> findings) =>
        "The plaintext guard refused a resource:\n" + string.Join('\n', findings.Select(finding =>
            $"  {finding.Resource}, {finding.Path}: {finding.Problem}\n      {finding.Fix}"));
}
