using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>AWS Secrets Manager, through <c>aws</c>.</summary>
/// <param name="stack">For the lines that mend.</param>
internal sealed class AwsStore(IPrograms programs, string account, string region, string stack) : JsonStore
{
    /// <summary>Of the text of a secret (SecretString of PutSecretValue).</summary>
    public const int LongestInBytes = 65_536;

    private readonly StoreProgram _aws = new(programs, "aws");

    public override Words Name => $"AWS Secrets Manager, account {account}, {region}";

    protected override int Longest => LongestInBytes;

    protected override bool MakesHolders => false;

    /// <summary>The command line keeps what it has sent, the value too, where somebody has switched its history on.</summary>
    protected override void CheckWriting()
    {
        if (_aws.Run(["configure", "get", "cli_history"]).Output.Trim() == "enabled")
            throw new StoreException($"aws keeps a history of what it sends, and would write the value into it (cli_history). Switch that off: {ShellLine.Of($"aws configure set cli_history disabled")}");
    }

    public override HolderState Look(string holder, bool isRead)
    {
        if (isRead)
            return State(Read(holder));
        if (Describe(holder) is not { } secret)
            return new HolderState(Presence.Missing);
        return secret.ContainsKey("DeletedDate") ? new HolderState(Presence.Deleted, Changed: secret.DateAt("DeletedDate"))
            : Staged(secret, Current) is { } version ? new HolderState(Presence.Present, version, secret.DateAt("LastChangedDate"))
            : new HolderState(Presence.Empty);
    }

    protected override Words NotThere(string holder) => $"{holder} is not there yet: pulumi up makes it, empty. Run {ShellLine.Of($"pulumi up --stack {stack}")} first; it waits for the value, which may be put meanwhile.";

    protected override Words IsDeleted(string holder) =>
        $"{holder} is scheduled for deletion. Take it back: {ShellLine.Of($"aws secretsmanager restore-secret --region {region} --secret-id {holder}")}";

    protected override StoredValues Read(string holder)
    {
        string[] get = ["secretsmanager", "get-secret-value", "--region", region, "--secret-id", holder, "--output", "json"];
        var answer = _aws.Run(get);
        if (answer.Code == 0)
        {
            var value = _aws.Json(answer, get);
            return Of(value.TextAt("SecretString"), value.TextAt("VersionId"), value.DateAt("CreatedDate"));
        }

        // Of a secret without a value and of one that is to be deleted it says the same as of others.
        if (!answer.Error.Contains("(ResourceNotFoundException)", StringComparison.Ordinal) && !answer.Error.Contains("(InvalidRequestException)", StringComparison.Ordinal))
            throw _aws.Failed(get, answer);
        return Look(holder, isRead: false) switch
        {
            { Presence: Presence.Present } => throw _aws.Failed(get, answer),
            var other => new StoredValues(other.Presence, Changed: other.Changed),
        };
    }

    /// <summary>
    /// What is put beside what is in force takes its place only where that is still the version which was read: AWS refuses to
    /// take a label from a version that has it no more (UpdateSecretVersionStage, RemoveFromVersionId). Before the first
    /// version nothing is there to compare, so what was written over is looked at afterwards.
    /// </summary>
    protected override string Write(string holder, SecretText text, string? was)
    {
        string[] put = ["secretsmanager", "put-secret-value", "--region", region, "--secret-id", holder, "--secret-string", "file:///dev/stdin", .. was is null ? (string[])[] : ["--version-stages", Beside], "--output", "json"];
        var version = _aws.Json(put, text).TextAt("VersionId") ?? "";
        if (was is null)
        {
            var written = Describe(holder) is { } secret ? Staged(secret, "AWSPREVIOUS") : null;
            return written is null ? version : throw new StoreException(
                $"The value is put, and somebody else put another version between: {written}. What that one changed of other keys is out of force: see who it was, and put it again.");
        }

        var move = Label(holder, Current, "--move-to-version-id", version, "--remove-from-version-id", was);
        var moved = _aws.Run(move);

        // Without a label AWS lets go of a version; this is nobody's business but ours, so a refusal stops nothing.
        _ = _aws.Run(Label(holder, Beside, "--remove-from-version-id", version));
        return moved.Code == 0 ? version
            : moved.Says("(InvalidParameterException)") ? throw new StoreException(ValueWords.CameBetween(holder, Describe(holder) is { } now ? Staged(now, Current) ?? "none" : "none"))
            : throw _aws.Failed(move, moved);
    }

    private const string Current = "AWSCURRENT";

    /// <summary>Label of a version that is not in force yet.</summary>
    private const string Beside = "MCP-INFRA-PUT";

    private string[] Label(string holder, string label, params string[] which) => ["secretsmanager", "update-secret-version-stage", "--region", region, "--secret-id", holder, "--version-stage", label, .. which];

    private JsonObject? Describe(string holder)
    {
        string[] describe = ["secretsmanager", "describe-secret", "--region", region, "--secret-id", holder, "--output", "json"];
        var answer = _aws.Run(describe);
        return answer.Code != 0 && answer.Error.Contains("(ResourceNotFoundException)", StringComparison.Ordinal) ? null : _aws.Json(answer, describe);
    }

    private static string? Staged(JsonObject secret, string stage) => (secret["VersionIdsToStages"] as JsonObject)?
        .FirstOrDefault(version => version.Value is JsonArray stages && stages.Any(label => label?.ToString() == stage)).Key;
}
