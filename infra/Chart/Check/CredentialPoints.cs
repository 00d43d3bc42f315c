using System.Text;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>Where credentials that the chart ships are still rendered: the place and the length, never the text.</summary>
internal static class CredentialPoints
{
    /// <summary>Long enough that a text which holds it does so on purpose.</summary>
    private const int ShortestWithin = 8;

    public static IReadOnlyList<CheckPoint> Of(Renders renders) =>
    [
        .. new[] { (Probes.Defaults, "the chart's values"), (Probes.Bundled, Probes.Bundled), (Probes.External, Probes.External) }
            .Select(probe => Of(renders, probe.Item1, probe.Item2)).OfType<CheckPoint>(),
    ];

    private static CheckPoint? Of(Renders renders, string probe, string name)
    {
        var rendering = renders[probe];
        if (rendering.Refusal is not null)
            return null;
        List<Evidence> found =
        [
            .. from item in rendering.Objects
               from place in Places(item)
               let credential = renders.Chart.Credentials.FirstOrDefault(credential => Holds(place, credential))
               where credential is not null
               select rendering.At(item, place.Node, $"{place.Name} of {item.Kind} {item.Name}, {credential.Text.Reveal().Length} characters"),
        ];
        return found.Count == 0
            ? new CheckPoint(name, Outcome.Yes, "no credential that the chart ships is rendered", [rendering.AsWhole("none")])
            : new CheckPoint(name, Outcome.Note, found.Count == 1 ? "1 credential that the chart ships is rendered" : $"{found.Count} credentials that the chart ships are rendered", found);
    }

    private static bool Holds(Place place, ShippedCredential credential)
    {
        var text = credential.Text.Reveal();
        if (credential.IsUserName)
            return place.Text == text && place.Name.StartsWith(credential.Path.Split('.')[0] + "_", StringComparison.OrdinalIgnoreCase);
        return place.Text == text || (text.Length >= ShortestWithin && place.Text.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>A text that a pod may be given.</summary>
    private sealed record Place(string Name, string Text, YamlNode Node);

    private static IEnumerable<Place> Places(RenderedObject item)
    {
        foreach (var field in (string[])["data", "stringData"])
        {
            foreach (var entry in item.Root.Entries(field))
            {
                if (entry.Value is ScalarNode { Written: var text })
                    yield return new Place(entry.Key, item.Kind == "Secret" && field == "data" ? Decoded(text) : text, entry.KeyNode);
            }
        }

        foreach (var map in item.Root.Maps())
        {
            if (map.Text("name") is { } name && map.At("value") is ScalarNode { Written: var text } value)
                yield return new Place(name, text, value);
            foreach (var word in map.Items("args").Concat(map.Items("command")).OfType<ScalarNode>())
                yield return new Place("a container's arguments", word.Written, word);
        }
    }

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : base64;
    }
}
