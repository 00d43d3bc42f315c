using System.Security.Cryptography;
using System.Text;
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
    /// The new version is named after what was in force when it was made, and AWS makes no second one of a name (PutSecretValue,
    /// ClientRequestToken): of two that were made of the same one is refused. What another program has written over is looked at
    /// afterwards, since nothing compares before it writes.
    /// </summary>
    protected override string Write(string holder, SecretText text, string? was)
    {
        var before = Describe(holder);
        if (Staged(before, Current) != was)
            throw new StoreException(ValueWords.CameBetween(holder, Staged(before, Current) ?? "none"));
        var name = Next(holder, was, Staged(before, Previous));
        string[] put = ["secretsmanager", "put-secret-value", "--region", region, "--secret-id", holder, "--secret-string", "file:///dev/stdin", "--output", "json"];
        var answer = _aws.Run([.. put, "--client-request-token", name], text);
        if (answer.Code != 0 && answer.Says("(ResourceExistsException)"))
            throw new StoreException(ValueWords.CameBetween(holder, name));
        var version = _aws.Json(answer, put).TextAt("VersionId") ?? name;
        var now = Describe(holder);
        var (current, previous) = (Staged(now, Current), Staged(now, Previous));

        // What is told of a secret may be a moment old.
        if (current == was || (current == version && previous == was))
            return version;
        throw new StoreException(current == version
            ? $"The value is put, and somebody else put another version between: {previous ?? "none"}. What that one changed of other keys is out of force: see who it was, and put it again."
            : $"The value was put as version {version}, and {current ?? "none"} of somebody else is in force: run the line again if yours is to be.");
    }

    private const string Previous = "AWSPREVIOUS";

    private const string Current = "AWSCURRENT";

    /// <summary>
    /// What the version after that one is called: AWS asks for 32 to 64 characters. Where a former version is in force again,
    /// the one that it took the place of tells the two times apart.
    /// </summary>
    private static string Next(string holder, string? current, string? previous) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{holder}\n{current}\n{previous}")).AsSpan(0, 16)).ToString();

    private JsonObject? Describe(string holder)
    {
        string[] describe = ["secretsmanager", "describe-secret", "--region", region, "--secret-id", holder, "--output", "json"];
        var answer = _aws.Run(describe);
        return answer.Code != 0 && answer.Error.Contains("(ResourceNotFoundException)", StringComparison.Ordinal) ? null : _aws.Json(answer, describe);
    }

    private static string? Staged(JsonObject? secret, string stage) => (secret?["VersionIdsToStages"] as JsonObject)?
        .FirstOrDefault(version => version.Value is JsonArray stages && stages.Any(label => label?.ToString() == stage)).Key;
}
