using System.Text.RegularExpressions;

namespace McpInfra.Settings;

/// <summary>The formats of a GitOps tool's Git settings.</summary>
internal static partial class GitFormats
{
    public static TextFormat Repository { get; } = new(
        "the address of a Git repository, such as https://git.example.com/team/repository.git, without a user name, a token or a password in it",
        "https://git.example.com/team/repository.git", RepositoryUrlOrSshAddress());

    /// <summary>API address of a cluster.</summary>
    public static TextFormat Server { get; } = new(
        "the API address of a cluster, such as https://10.0.0.1:6443", ArgoCdCluster.OwnServer, ServerUrl());

    /// <summary>Name of a cluster in Argo CD: what its Secret says, which is often a kubeconfig's context.</summary>
    public static TextFormat ClusterName { get; } = new(
        "the name of a cluster as Argo CD lists it: letters, digits and - _ . : @ /", "NAME", Cluster())
    { Longest = 253 };

    public static TextFormat SyncOption { get; } = new(
        "an option as Argo CD writes it, such as ServerSideApply=true", "ServerSideApply=true", Option());

    public static TextFormat Revision { get; } = new(
        "a branch, a tag or a commit", "HEAD", Reference())
    { Longest = 255 };

    /// <summary>A directory inside a repository, <c>.</c> for its root.</summary>
    public static TextFormat Path { get; } = new(
        "a directory inside a repository: names of letters, digits and - _ . joined by single '/', no '..'", ".", Directory())
    { Longest = 255 };

    // Over HTTP a server takes a token for a user name, so there must be none; over SSH, as in ssh://git@host, it is no
    // credential. A query can hold one too.
    private const string RepositoryUrl = @"^((https?|git|file)://[^\s'""@/?#]*|ssh://([A-Za-z0-9_.-]+@)?[^\s'""@/?#]+)(/[^\s'""?#]*)?\z";

    private const string SshAddress = @"^[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[A-Za-z0-9_.~/-]+\z";

    [GeneratedRegex(RepositoryUrl + "|" + SshAddress)]
    private static partial Regex RepositoryUrlOrSshAddress();

    [GeneratedRegex(@"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?\z")]
    private static partial Regex ServerUrl();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._:@/-]*[A-Za-z0-9])?\z")]
    private static partial Regex Cluster();

    [GeneratedRegex(@"^[A-Za-z]+=[A-Za-z0-9]+\z")]
    private static partial Regex Option();

    [GeneratedRegex(@"^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]*\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(?!(.*/)?\.\.(/|\z))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z")]
    private static partial Regex Directory();
}
