using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Guard;

/// <summary>What a resource must not be given: the judge's signs, but for the places where secret values belong.</summary>
/// <param name="caller">Whether inputs are judged or rendered files.</param>
internal sealed class PlaintextRules(HeldSecrets held, Caller caller = Caller.Guard)
{
    private static readonly Words UseCatalog = Words.Own("Name it under mcp-infra:secrets; the chart then takes it from a Kubernetes Secret.");

    private readonly Judge _judge = new(caller, held);

    /// <summary>What is wrong with the inputs of a resource, by place.</summary>
    /// <param name="type">Pulumi type token of the resource.</param>
    /// <param name="prefix">What stands before each path.</param>
    /// <param name="marks">Paths of what Pulumi carries as a secret; none unless given.</param>
    public IEnumerable<(string Path, Words Problem, Words Fix)> Check(string type, MappingNode inputs, string prefix = "", IReadOnlyList<string>? marks = null)
    {
        var root = ResourceTypes.WithKind(type, inputs);
        foreach (var text in PlacedTexts.Of(root, prefix, held: held))
        {
            if (!IsPlaceOfSecrets(type, text.Holder, marks ?? []) && Check(text.Place, text.Text) is var (problem, fix))
                yield return (text.Path, problem, fix);
        }
    }

    /// <summary>What is wrong with one text.</summary>
    public (Words Problem, Words Fix)? Check(Place place, string text) => _judge.Look(place, text) is { } sign ? (Problem(sign), UseCatalog) : null;

    /// <summary>What is wrong where Pulumi carries a value as a secret; null in a place for it.</summary>
    public static (Words Problem, Words Fix)? CheckMark(string type, string path) =>
        IsPlaceOfSecrets(type, path, [path]) ? null : (Words.Own("a value that Pulumi marks as secret"), UseCatalog);

    private static Words Problem(Sign sign) => sign.Kind switch
    {
        SignKind.ChartPlace => Words.Own("a credential of the chart that must stay empty"),
        SignKind.Name => Words.Of($"{Words.OfSign(sign)} ({sign.Length} characters)"),
        SignKind.Held => Words.OfSign(sign),
        _ => Words.Of($"what looks like {Words.OfSign(sign)}"),
    };

    /// <summary>Where secret values belong: the version of an AWS secret, and the kubeconfig of a provider where Pulumi carries it as the secret that it is.</summary>
    private static bool IsPlaceOfSecrets(string type, string path, IReadOnlyList<string> marks) => type switch
    {
        ResourceTypes.SecretVersion => path == "secretString",
        ResourceTypes.KubernetesProvider => path == "kubeconfig" && marks.Contains(path),
        _ => false,
    };
}
