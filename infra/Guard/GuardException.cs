using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Guard;

/// <summary>A resource would carry a secret in plain sight and was not registered.</summary>
internal sealed class GuardException(IReadOnlyList<Finding> findings, HeldSecrets held) : RefusedException(Describe(findings), held)
{
    public IReadOnlyList<Finding> Findings { get; } = findings;

    private static Words Describe(IReadOnlyList<Finding> findings) =>
        Words.Lines(findings.Select(finding => finding.Words).Prepend(Words.Own("The plaintext guard refused a resource:")));
}
