using System.Text.RegularExpressions;

namespace McpInfra.Audit.Rules;

/// <summary>
/// Secrets that Terraform makes: <c>resource "kubernetes_secret" "x" { metadata { name = "x" } }</c>, in a file of its own or in the
/// text of an object, as Crossplane's Workspace has it. Whether it does is for its plan to say, so that it only may.
/// </summary>
internal static partial class TerraformSecrets
{
    /// <summary>Title of what may make one, for people.</summary>
    public const string Title = "Terraform";

    public static IEnumerable<string> In(string text) => text.Contains("kubernetes_secret", StringComparison.Ordinal) ? In(text.Split('\n')) : [];

    public static IEnumerable<string> In(IEnumerable<string> lines)
    {
        var isSecret = false;
        foreach (var line in lines)
        {
            if (Block().IsMatch(line))
                isSecret = Resource().IsMatch(line);
            else if (isSecret && Name().Match(line) is { Success: true } name)
                yield return name.Groups["name"].Value;
        }
    }

    [GeneratedRegex(@"^\s*(resource|data|module|variable|output|locals|provider|terraform)\b[^=]*\{")]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*resource\s+""kubernetes_secret(_v1)?""\s")]
    private static partial Regex Resource();

    [GeneratedRegex(@"^\s*name\s*=\s*""(?<name>[a-z0-9][a-z0-9.-]{0,252})""")]
    private static partial Regex Name();
}
