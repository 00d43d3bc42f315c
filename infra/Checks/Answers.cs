using McpInfra.Programs;

namespace McpInfra.Checks;

/// <summary>Why a program did not answer, by the words of those that are asked: <c>aws</c>, <c>kubectl</c>, <c>vault</c>, <c>az</c> and <c>gcloud</c>.</summary>
internal static class Answers
{
    private static readonly string[] Refusals =
        ["AccessDenied", "UnauthorizedOperation", "not authorized to perform", "(Forbidden)", "is forbidden", "permission denied", "PERMISSION_DENIED", "AuthorizationFailed"];

    private static readonly string[] NoCredentials =
        ["Unable to locate credentials", "ExpiredToken", "InvalidClientTokenId", "UnrecognizedClientException", "SSO session", "config profile", "az login", "gcloud auth login", "must be logged in", "(Unauthorized)"];

    /// <summary>Whether whoever asks is known, and may not read that.</summary>
    public static bool IsRefused(this ProgramAnswer answer) => answer.Code != 0 && Refusals.Any(answer.Says);

    /// <summary>Whether nobody knows who asks.</summary>
    public static bool LacksCredentials(this ProgramAnswer answer) => answer.Code != 0 && NoCredentials.Any(answer.Says);

    /// <summary>Whether the program complained in these words; it may quote what it read, so they are looked for and not shown.</summary>
    public static bool Says(this ProgramAnswer answer, string words) => answer.Error.Contains(words, StringComparison.OrdinalIgnoreCase);
}
