using System.Text.RegularExpressions;

namespace McpInfra.Programs;

/// <summary>Why a program did not answer, by the words of those that are asked: <c>aws</c>, <c>kubectl</c>, <c>vault</c>, <c>az</c> and <c>gcloud</c>.</summary>
internal static partial class Answers
{
    private static readonly string[] Refusals =
        ["AccessDenied", "UnauthorizedOperation", "not authorized to perform", "(Forbidden)", "is forbidden", "permission denied", "PERMISSION_DENIED", "AuthorizationFailed"];

    private static readonly string[] NoCredentials =
    [
        "Unable to locate credentials", "ExpiredToken", "InvalidClientTokenId", "UnrecognizedClientException", "SSO session", "config profile", "az login",
        "gcloud auth login", "must be logged in", "UNAUTHENTICATED", "(Unauthorized)",
    ];

    /// <summary>Whether whoever asks is known, and may not read that.</summary>
    public static bool IsRefused(this ProgramAnswer answer) => answer.Code != 0 && Refusals.Any(answer.Says);

    /// <summary>Whether nobody knows who asks.</summary>
    public static bool LacksCredentials(this ProgramAnswer answer) => answer.Code != 0 && NoCredentials.Any(answer.Says);

    /// <summary>Whether the program complained in these words; it may quote what it read, so they are looked for and not shown.</summary>
    public static bool Says(this ProgramAnswer answer, string words) => answer.Error.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the fault is called, which a complaint may be known by without being shown; null for one that has no known name.</summary>
    public static string? Fault(this ProgramAnswer answer) =>
        Named().Match(answer.Error) is { Success: true } named ? named.Groups["name"].Value
        : Refusals.Concat(NoCredentials).Append("connection refused").FirstOrDefault(answer.Says)?.Trim('(', ')');

    /// <summary>As AWS, Azure and Kubernetes name one: <c>(AccessDeniedException) when calling</c>.</summary>
    [GeneratedRegex(@"\((?<name>[A-Z][A-Za-z]{0,40}(Exception|Error|Denied|Failure|NotFound|Token|TokenId|Client))\)")]
    private static partial Regex Named();
}
