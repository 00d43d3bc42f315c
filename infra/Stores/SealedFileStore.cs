using McpInfra.Files;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Stores;

/// <summary>SealedSecret files of the project, sealed through <c>kubeseal</c>: a file's other keys and its comments stay as they are.</summary>
/// <param name="directory">The project's.</param>
/// <param name="folder">Where a file that is not there yet is made.</param>
/// <param name="head">What a new one begins with.</param>
internal sealed class SealedFileStore(
    IPrograms programs, string directory, IReadOnlyList<SealedDocument> documents, string @namespace, string context, string folder, Func<string, string> head) : IValueStore
{
    private const string Scope = "sealedsecrets.bitnami.com/";

    private static readonly string[] WiderScopes = ["cluster-wide", "namespace-wide"];

    private readonly StoreProgram _kubeseal = new(programs, "kubeseal");

    public Words Name => Words.Own("SealedSecret files");

    public HolderState Look(string holder, bool isRead) => documents.Where(document => document.File == holder).ToList() is { Count: > 0 } found
        ? new HolderState(Presence.Present, Keys: found.SelectMany(document => (Find(document, "spec", "encryptedData") as MappingNode)?.Entries ?? [])
            .DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value is ScalarNode { Text.Length: > 0 }))
        : new HolderState(Presence.Missing);

    public Words Put(ValuePlace place, SecretText value, bool replaces)
    {
        var document = documents.FirstOrDefault(document => document.Name == place.Secret);
        if (document is not null && documents.Count(other => other.File == document.File) > 1)
            throw new StoreException($"{document.File} has several documents: give SealedSecret {place.Secret} a file of its own.");
        if (!replaces && document is not null && Find(document, "spec", "encryptedData", place.Item) is not null)
            throw new StoreException(ValueWords.IsThere(place));
        var file = document?.File ?? $"{folder}/{place.Secret}.yaml";
        var path = Path.Combine(directory, file);
        var was = document is null ? head(place.Secret) : File.ReadAllText(path);
        var cipher = Seal(place.Secret, document, value);
        try
        {
            var text = YamlInsertion.Set(was, ["spec", "encryptedData", place.Item], cipher);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (document is null)
                StagedFile.WriteNew(path, text);
            else
                StagedFile.Write(path, text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or YamlFaultException)
        {
            throw new StoreException($"{file} cannot be written: {(failed is YamlFaultException ? "it is no file that one key can be set in" : failed is UnauthorizedAccessException ? "access is denied" : "something is there that the stack does not name, or the disk refuses it")}.");
        }

        var named = document is null ? Words.Own(", which mcp-infra:sealed.files has to name") : Words.None;
        return $"{place.Name} is sealed into {file}{named}. Commit it, and pulumi up brings it to the cluster";
    }

    private string Seal(string name, SealedDocument? document, SecretText value)
    {
        var scope = WiderScopes.FirstOrDefault(wider => document is not null && Find(document, "metadata", "annotations", Scope + wider) is ScalarNode { Text: "true" }) ?? "strict";
        string[] seal = ["--raw", "--context", context, "--namespace", @namespace, "--name", name, "--scope", scope, "--from-file=/dev/stdin"];
        var answer = _kubeseal.Run(seal, value);
        if (answer.Code != 0)
            throw _kubeseal.Failed(seal, answer);
        var cipher = answer.Output.Trim();
        return SealedCiphertext.Matches(cipher) ? cipher : throw new StoreException($"kubeseal answered something that is not sealed, so that nothing was written.");
    }

    private static YamlNode? Find(SealedDocument document, params ReadOnlySpan<string> path)
    {
        YamlNode? node = document.Root;
        foreach (var key in path)
            node = (node as MappingNode)?.Find(key);
        return node;
    }
}
