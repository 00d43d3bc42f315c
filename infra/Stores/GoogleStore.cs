using System.Text;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>Google Secret Manager, through <c>gcloud</c>. Every call names the project, so that no other can be meant.</summary>
/// <param name="location">Null for secrets that are in no region.</param>
internal sealed class GoogleStore(IPrograms programs, string project, string? location) : JsonStore
{
    private readonly StoreProgram _gcloud = new(programs, "gcloud");

    private string[] Where => ["--project", project, .. location is null ? (string[])[] : ["--location", location]];

    public override Words Name => $"Google Secret Manager, project {project}";

    protected override int Longest => 65_536;

    protected override bool MakesHolders => false;

    public override HolderState Look(string holder, bool isRead) => State(Read(holder));

    protected override Words NotThere(string holder) => $"{holder} is not there. Make it: {ShellLine.Of($"gcloud secrets create {holder} {Where}")}";

    protected override Words IsDeleted(string holder) => $"{holder} is deleted.";

    protected override StoredValues Read(string holder)
    {
        string[] access = ["secrets", "versions", "access", "latest", "--secret", holder, .. Where, "--format=json"];
        var answer = _gcloud.Run(access);
        if (answer.Code != 0 && answer.Error.Contains("NOT_FOUND", StringComparison.Ordinal))
            return new StoredValues(_gcloud.Run(["secrets", "describe", holder, .. Where, "--format=json"]).Code == 0 ? Presence.Empty : Presence.Missing);
        var secret = _gcloud.Json(answer, access);
        var version = VersionOf(secret.TextAt("name"));
        return Of(Decoded(secret.TextAt("payload", "data")), version, null) with { Changed = Created(holder, version) };
    }

    /// <summary>Nothing compares before it writes: the number of the new version says whether another came between.</summary>
    protected override string Write(string holder, SecretText text, string? was)
    {
        var version = VersionOf(_gcloud.Json(["secrets", "versions", "add", holder, .. Where, "--data-file=-", "--format=json"], text).TextAt("name")) ?? "";
        return was is null || !int.TryParse(was, out var before) || !int.TryParse(version, out var after) || after == before + 1 ? version : throw new StoreException(
            $"The value is put, and somebody else put another version between: {after - 1}. What that one changed of other keys is out of force: see who it was, and put it again.");
    }

    private DateTimeOffset? Created(string holder, string? version) => version is null ? null
        : StoredJson.Parse(_gcloud.Run(["secrets", "versions", "describe", version, "--secret", holder, .. Where, "--format=json"]).Output)?.DateAt("createTime");

    private static string? VersionOf(string? name) => StoredJson.Number(name?[(name.LastIndexOf('/') + 1)..]);

    /// <summary>As JSON has bytes, with either alphabet.</summary>
    private static string? Decoded(string? data)
    {
        try
        {
            return data is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(data.Replace('-', '+').Replace('_', '/')));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
