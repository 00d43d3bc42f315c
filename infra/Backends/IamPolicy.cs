using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpInfra.Backends;

/// <summary>A policy document of AWS IAM; property names are those of its JSON.</summary>
internal sealed record IamPolicy(IReadOnlyList<IamStatement> Statement)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of the policy language.</summary>
    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2012-10-17";

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>One statement; what is null is left out.</summary>
internal sealed record IamStatement
{
    public required string Sid { get; init; }

    public string Effect { get; } = "Allow";

    /// <summary>By kind (<c>AWS</c>, <c>Federated</c>), in policies that are attached to a resource.</summary>
    public IReadOnlyDictionary<string, string>? Principal { get; init; }

    public required IReadOnlyList<string> Action { get; init; }

    public IReadOnlyList<string>? Resource { get; init; }

    /// <summary>Operator, then condition key, then value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Condition { get; init; }
}
