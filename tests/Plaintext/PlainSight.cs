using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Tests.Plaintext;

/// <summary>What the judge makes of texts and of whole files.</summary>
internal static class PlainSight
{
    /// <summary>Whoever looks at what is written in the open.</summary>
    public static readonly Caller[] Everybody = [Caller.StackFile, Caller.Guard, Caller.RenderedFile, Caller.Audit, Caller.Migrate, Caller.ChartCheck, Caller.SealedFile];

    /// <summary>A sign known to one is known to all; the values of a Secret are told with its object.</summary>
    public static void AssertFound(string yaml) => Assert.All(Everybody, caller => Assert.Contains(Found(caller, yaml), found => found.Kind is null or SignKind.Format or SignKind.Credential or SignKind.Name or SignKind.ChartPlace));

    public static IEnumerable<(string Path, SignKind? Kind)> Found(Caller caller, string yaml)
    {
        var read = YamlReader.Read(yaml, YamlRules.Manifests);
        Assert.Empty(read.Faults);
        return
        [
            .. from root in read.Roots
               from text in PlacedTexts.Of(root, "", kubernetes: root as MappingNode)
               let sign = Look(caller, text.Place, text.Text)
               where sign is not null || (text.Place.Kind == PlaceKind.InnerSecret && !Harmless.IsReference(text.Text) && !Harmless.IsPlaceholder(text.Text))
               select (text.Path, sign?.Kind),
        ];
    }

    public static Sign? Look(Caller caller, Place place, string text) => new Judge(caller, new HeldSecrets()).Look(place, text);
}
