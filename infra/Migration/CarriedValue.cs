using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>A value that is in force today and goes into the store as it is.</summary>
/// <param name="Id">Its name in the stack: a variable of the gateway, or the password of Postgres or Redis.</param>
/// <param name="Value">Null where the files do not hold it: a Secret of somebody else brings it today.</param>
/// <param name="Place">Where it stands, such as <c>values.yaml:12</c>.</param>
/// <param name="IsShipped">Whether it is what the chart ships, which everybody knows.</param>
internal sealed record CarriedValue(string Id, SecretText? Value, string Place, bool IsShipped);
