using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

/// <summary>Reads which backend a stack has, and its map; the maps of the others have no meaning then.</summary>
internal static class BackendReader
{
    public static SettingsPath Backend { get; } = SettingsPath.Of("backend");

    private static readonly string[] Words = ["aws", "vault", "azure", "sealed", "existing"];

    /// <param name="find">Finds a top-level key.</param>
    public static BackendSettings Read(
        Func<SettingsPath, YamlNode?> find, OpenGroup open, string environment, ProjectFiles files, Problems problems)
    {
        var isSaid = find(Backend) is not null;
        var word = isSaid
            ? SettingsGroup.ReadChoice<int>(Backend, find(Backend), problems, [.. Words.Select((word, index) => (word, index))]) is { } chosen ? Words[chosen] : null
            : "aws";
        foreach (var other in Words.Where(other => other != word && other != "aws" && find(SettingsPath.Of(other)) is not null))
        {
            if (isSaid && word is not null)
                problems.NoMeaning(SettingsPath.Of(other), "backend: " + word);
            else if (!isSaid)
                problems.Add(SettingsPath.Of(other), "has no meaning without mcp-infra:backend, which says what holds the secrets.", problems.Command.Set(Backend, other));
        }

        if (word is not ("aws" or null))
        {
            foreach (var path in (SettingsPath[])[SettingsReader.Region, SettingsPath.Of("aws"), SettingsPath.Of("identity")])
            {
                if (find(path) is not null)
                    problems.NoMeaning(path, "backend: " + word);
            }
        }

        return word switch
        {
            "vault" => VaultReader.Read(open, environment, problems),
            "azure" => AzureReader.Read(open),
            "sealed" => SealedReader.Read(open, files, problems),
            "existing" => ExistingReader.Read(open, problems),
            _ => new BackendSettings.Aws(),
        };
    }
}
