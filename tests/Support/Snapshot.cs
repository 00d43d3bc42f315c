namespace McpInfra.Tests.Support;

/// <summary>Texts that people read or commit, kept beside the tests; <c>ACCEPT=1 dotnet test</c> takes new ones over.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual)
    {
        var path = Repository.At("tests", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no snapshot {name}. Read the output, then run `ACCEPT=1 dotnet test`.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
