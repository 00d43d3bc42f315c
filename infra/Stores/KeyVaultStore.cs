using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>Azure Key Vault, through <c>az</c>.</summary>
/// <param name="url">The Key Vault's own.</param>
internal sealed class KeyVaultStore(IPrograms programs, string url) : JsonStore
{
    private readonly StoreProgram _az = new(programs, "az");

    public override Words Name => $"Azure Key Vault {url}";

    /// <summary>Of a secret's value.</summary>
    protected override int Longest => 25_600;

    protected override bool MakesHolders => true;

    private string Vault => new Uri(url).Host.Split('.')[0];

    public override HolderState Look(string holder, bool isRead) => State(Read(holder));

    protected override Words NotThere(string holder) => $"{holder} is not there.";

    protected override Words IsDeleted(string holder) => $"{holder} is deleted, and its name is taken until it is purged. Take it back: {ShellLine.Of($"az keyvault secret recover --vault-name {Vault} --name {holder}")}";

    protected override StoredValues Read(string holder)
    {
        string[] show = ["keyvault", "secret", "show", "--vault-name", Vault, "--name", holder, "--output", "json"];
        var answer = _az.Run(show);
        if (answer.Code != 0 && answer.Error.Contains("(SecretNotFound)", StringComparison.Ordinal))
        {
            var deleted = _az.Run(["keyvault", "secret", "show-deleted", "--vault-name", Vault, "--name", holder, "--output", "none"]);
            return new StoredValues(deleted.Code == 0 ? Presence.Deleted : Presence.Missing);
        }

        var secret = _az.Json(answer, show);
        return Of(secret.TextAt("value"), VersionOf(secret.TextAt("id")), secret.DateAt("attributes", "updated"));
    }

    /// <summary>Nothing compares before it writes, so the version is looked at once more right before.</summary>
    protected override string Write(string holder, SecretText text, string? was)
    {
        if (Read(holder).Version is var now && now != was)
            throw new StoreException(ValueWords.CameBetween(holder, now ?? "none"));
        string[] set = ["keyvault", "secret", "set", "--vault-name", Vault, "--name", holder, "--file", "/dev/stdin", "--encoding", "utf-8", "--query", "{id:id}", "--output", "json"];
        return VersionOf(_az.Json(set, text).TextAt("id")) ?? "";
    }

    private static string? VersionOf(string? id) => id?[(id.LastIndexOf('/') + 1)..];
}
