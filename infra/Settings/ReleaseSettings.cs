using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>The Helm release.</summary>
internal sealed record ReleaseSettings
{
    public required string Name { get; init; }
    public required int TimeoutSeconds { get; init; }
}

/// <summary><c>mcp-infra:release</c>.</summary>
internal static class ReleaseTopic
{
    public static GroupSetting Topic { get; } = new("release", "the Helm release");

    private static readonly TextSetting Name = Topic.Add(new TextSetting("name", "name of the Helm release", TextFormats.DnsLabel("mcp", longest: 53), "mcp"));
    private static readonly IntegerSetting TimeoutSeconds = Topic.Add(new IntegerSetting("timeoutSeconds", "how long an install or upgrade may take, in seconds", 600, Limits.Timeout));

    public static ReleaseSettings Read(SettingsGroup settings)
    {
        var release = settings.Open(Topic);
        return new ReleaseSettings { Name = release.Text(Name), TimeoutSeconds = release.Integer(TimeoutSeconds) };
    }
}

/// <summary>Limits that settings share.</summary>
internal static class Limits
{
    /// <summary>In seconds, to a day.</summary>
    public static (int Least, int Most) Timeout { get; } = (1, 86_400);

    public static (int Least, int Most) Port { get; } = (1, 65_535);
}
