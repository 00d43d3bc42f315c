using System.Reflection;

namespace McpInfra.Tests.Offline;

public sealed class StandInSurfaceTests
{
    public static TheoryData<Type> Packages => new(
        typeof(Pulumi.Resource), typeof(Pulumi.Aws.Provider), typeof(Pulumi.Kubernetes.Provider), typeof(Pulumi.Random.Provider));

    /// <summary>
    /// What compiles against a stand-in must compile against the official package. Where the official package is the
    /// one restored, this holds the listing against it instead.
    /// </summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void StandInSurface_AgainstTheOfficialListing_HasTheSameDeclarations(Type package)
    {
        var listed = Listing(package.Assembly).ToHashSet();
        var present = PublicSurface.Of(package.Assembly)
            .SelectMany(type => type.Value.Select(member => $"{type.Key} {{ {member} }}").Prepend(type.Key)).ToHashSet();

        Assert.Empty(listed.Except(present));
        if (IsStandIn(package.Assembly))
            Assert.Empty(present.Except(listed));
    }

    private static bool IsStandIn(Assembly assembly) => assembly.GetName().Version is { Minor: 999 };

    private static IEnumerable<string> Listing(Assembly assembly)
    {
        var name = $"{typeof(StandInSurfaceTests).Namespace}.Data.{assembly.GetName().Name}.txt";
        using var reader = new StreamReader(typeof(StandInSurfaceTests).Assembly.GetManifestResourceStream(name)!);
        var type = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            if (!line.StartsWith(' '))
                type = line;
            yield return line == type ? type : $"{type} {{ {line.Trim()} }}";
        }
    }
}
