using System.Collections.Frozen;

namespace McpInfra.Contract;

/// <summary>The chart's credentials by place.</summary>
internal static class ChartCredentials
{
    public const string JwtSecretKey = "JWT_SECRET_KEY";

    /// <summary>Encrypts what the gateway stores; stored data must be encrypted anew before it may change.</summary>
    public const string AuthEncryptionSecret = "AUTH_ENCRYPTION_SECRET";

    public const string BasicAuthPassword = "BASIC_AUTH_PASSWORD";

    /// <summary>Empty, it makes an administrator nobody can log in as, and bootstrap skips that one for ever.</summary>
    public const string PlatformAdminPassword = "PLATFORM_ADMIN_PASSWORD";

    public const string DefaultUserPassword = "DEFAULT_USER_PASSWORD";

    public static IReadOnlyList<ChartCredential> All { get; } = [.. ChartTable.Rows.OfType<ChartCredential>()];

    /// <summary>What the program writes empty, the gateway's own variables among it.</summary>
    public static IReadOnlyList<string> Emptied { get; } = [.. All.Where(row => row.Fate == Fate.Emptied).Select(row => row.Path)];

    /// <summary>Variables of <c>mcpContextForge.secret</c> with a shipped or empty default that must not be used.</summary>
    public static IReadOnlyList<string> GatewayVariables { get; } = [.. All.Select(row => row.Variable).Where(name => name.Length > 0)];

    public static IReadOnlyList<string> UserPaths { get; } = [.. All.Where(row => row.Form == CredentialForm.UserName).Select(row => row.Path)];

    public static IReadOnlyList<string> UrlPaths { get; } = [.. All.Where(row => row.Form == CredentialForm.Url).Select(row => row.Path)];

    /// <summary>By the last name of their paths, behind which stands nothing: few paths end in one.</summary>
    private static readonly ILookup<string, ChartCredential> ByLastName = All.ToLookup(row => row.Path[LastName(row.Path)..], StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LastNames =
        ByLastName.Select(rows => rows.Key).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a path ends at one of them: in a values file, below <c>values</c> of a release, or in a text inside another.</summary>
    /// <param name="withUsers">Whether names of users count too.</param>
    public static bool IsAt(string path, bool withUsers) =>
        LastNames.TryGetValue(path.AsSpan(LastName(path)), out var last) && ByLastName[last].Any(row => (withUsers || row.Form != CredentialForm.UserName)
            && path.EndsWith(row.Path, StringComparison.Ordinal)
            && (path.Length == row.Path.Length || path[^(row.Path.Length + 1)] is '.' or ':'));

    private static int LastName(string path) => path.AsSpan().LastIndexOfAny('.', ':') + 1;
}
