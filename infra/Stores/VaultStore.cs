using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>HashiCorp Vault, KV version 2, through <c>vault</c>.</summary>
/// <param name="space">Namespace of Vault Enterprise; null for the root.</param>
internal sealed class VaultStore(IPrograms programs, string address, string? space, string mount) : JsonStore
{
    private readonly StoreProgram _vault = new(programs, "vault");

    private string[] Where => [$"-address={address}", .. space is null ? (string[])[] : [$"-namespace={space}"]];

    public override Words Name => $"Vault at {address}";

    /// <summary>Of a value in Vault's own storage (its <c>max_entry_size</c>, 1 MiB), less what surrounds it.</summary>
    protected override int Longest => 1_000_000;

    protected override bool MakesHolders => true;

    public override HolderState Look(string holder, bool isRead) => State(Read(holder));

    protected override Words NotThere(string holder) => $"{holder} is not there.";

    protected override Words IsDeleted(string holder) => $"{holder} is deleted. Take it back: {ShellLine.Of($"vault kv undelete {Where} -mount={mount} -versions=")}VERSION {holder}";

    protected override StoredValues Read(string holder)
    {
        string[] get = ["kv", "get", "-format=json", .. Where, $"-mount={mount}", holder];
        var answer = _vault.Run(get);

        // Of a version that was deleted it prints the metadata and ends with 2.
        if (answer.Code == 2 && answer.Error.Contains("No value found at", StringComparison.Ordinal))
            return new StoredValues(Presence.Missing, "0");
        var read = answer.Code == 2 && StoredJson.Parse(answer.Output) is { } deleted ? deleted : _vault.Json(answer, get);
        var (version, changed) = (StoredJson.Number(read.TextAt("data", "metadata", "version")), read.DateAt("data", "metadata", "created_time"));
        return read.At("data", "data") is JsonObject values
            ? new StoredValues(Presence.Present, version, changed, (JsonObject)values.DeepClone())
            : new StoredValues(Presence.Empty, version, changed);
    }

    /// <summary>Vault compares: another version than the one that was read is refused.</summary>
    protected override string Write(string holder, SecretText text, string? was)
    {
        string[] put = ["kv", "put", "-format=json", .. Where, $"-mount={mount}", $"-cas={was ?? "0"}", holder, "-"];
        var answer = _vault.Run(put, text);
        return answer.Code != 0 && answer.Error.Contains("check-and-set parameter did not match", StringComparison.Ordinal)
            ? throw new StoreException($"{holder} was changed by somebody else meanwhile, so that nothing was put: run the line again.")
            : _vault.Json(answer, put).TextAt("data", "version") ?? "";
    }
}
