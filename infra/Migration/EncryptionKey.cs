using McpInfra.Contract;
using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>
/// AUTH_ENCRYPTION_SECRET, with which the gateway encrypts the credentials that it stores: another value, and they cannot be
/// read any more. So a plan always says what is in force, what will be, and what that does.
/// </summary>
internal sealed record EncryptionKey(Words Now, Words WillBe, Words Effect)
{
    /// <summary>How the value is replaced once the migration is done; the script is the gateway's own.</summary>
    public static Words Later { get; } = Words.Own(
        "replace it only with the gateway stopped and its data encrypted anew: mcpgateway.scripts.migrate_enc_secret, as the gateway's docs/docs/operations/auth-encryption-secret-rotation.md says");

    /// <param name="carried">Null where no value of today goes on.</param>
    /// <param name="destination">Where the stack has it.</param>
    public static EncryptionKey Of(CarriedValue? carried, string chartVersion, Words destination) => carried switch
    {
        { Value: { } value } when value.Reveal().Length > 0 => new(
            Words.Of($"{Words.Plural(value.Reveal().Length, "character")}, {carried.Origin.Place}"), Words.Of($"the same, in {destination}"), Words.Own("what the gateway has stored stays readable")),
        { Value: not null } => new(
            Words.Of($"empty, {carried.Origin.Place}"), Words.Of($"empty still, in {destination}"), Words.Own("what the gateway has stored stays readable; it is protected by nothing, so replace it soon")),
        not null => new(
            Words.Of($"not seen: {carried.Origin.Place}"), Words.Of($"what you put into {destination}"), Words.Own("put the very value that the pods have, or what the gateway has stored cannot be read any more")),
        null when MayBeEmpty(chartVersion) => new(
            Words.Own("not set, so that the gateway uses its own default"), Words.Of($"a generated one, in {destination}"),
            Words.Of($"what the gateway has stored cannot be read any more: see what the pods use, say mcp-infra:secrets.{ChartCredentials.AuthEncryptionSecret}.from: external, and put that")),
        null => new(
            Words.Own("empty"), Words.Of($"a generated one, in {destination}"),
            Words.Of($"a gateway of {chartVersion} does not start with an empty one, so nothing depends on it; where the database was filled by an older gateway, say mcp-infra:secrets.{ChartCredentials.AuthEncryptionSecret}.from: external and put its key")),
    };

    /// <summary>Whether the gateway of a chart version starts with an empty one: since the chart ships none it does not.</summary>
    public static bool MayBeEmpty(string chartVersion) => ShippedCredentials.At(ChartTable.Variables + ChartCredentials.AuthEncryptionSecret, chartVersion).Length > 0;
}
