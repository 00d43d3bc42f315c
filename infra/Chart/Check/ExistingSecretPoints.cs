using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>Whether the chart reads its servers' credentials from a Secret that somebody else makes.</summary>
internal static class ExistingSecretPoints
{
    public static IReadOnlyList<CheckPoint> Of(Renders renders) =>
        [.. Probes.ExistingSecrets.Select(existing => Of(renders[existing.Path], existing.Path, existing.Secret))];

    private static CheckPoint Of(Rendering rendering, string path, string secret)
    {
        if (rendering.Refusal is { } refusal)
            return new CheckPoint(path, Outcome.No, "helm refuses it", [rendering.AsWhole(refusal)]);
        var readers = rendering.Objects
            .Select(item => (Item: item, References: References(item.Root, secret).ToList()))
            .Where(reader => reader.References.Count > 0)
            .ToList();
        if (readers.Count == 0)
            return new CheckPoint(path, Outcome.No, "nothing that is rendered names the Secret", [rendering.AsWhole("the name is in no object")]);
        var keys = readers.SelectMany(reader => reader.References).Select(reference => reference.Key).OfType<string>().Distinct().ToList();
        return new CheckPoint(path, Outcome.Yes, keys.Count == 0 ? "read whole" : "read for its keys " + string.Join(", ", keys),
            [.. readers.Select(reader => rendering.At(reader.Item, reader.References[0].Node, $"{reader.Item.Kind} {reader.Item.Name}"))]);
    }

    /// <summary>Places that name the Secret, each with the key that is read; null where all of it is.</summary>
    private static IEnumerable<(YamlNode Node, string? Key)> References(YamlNode root, string secret)
    {
        foreach (var map in root.Maps())
        {
            foreach (var word in (string[])["secretKeyRef", "secretRef"])
            {
                if (map.Text(word, "name") == secret)
                    yield return (map.At(word, "name")!, map.Text(word, "key"));
            }

            if (map.Text("secretName") == secret)
                yield return (map.At("secretName")!, null);
        }
    }
}
