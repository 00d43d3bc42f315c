using System.Reflection;
using System.Text.RegularExpressions;
using Pulumi;

namespace McpInfra.Tests.Offline;

[Collection(ProcessCollection.Name)]
public sealed partial class StandInSurfaceTests
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
        var types = package.Assembly.GetExportedTypes()
            .Where(type => IsStandIn(package.Assembly) || listed.Contains(PublicSurface.Declaration(type)));
        var present = types.SelectMany(PublicSurface.Of).ToHashSet();

        Assert.Equal("", string.Join('\n', listed.Except(present)));
        if (IsStandIn(package.Assembly))
            Assert.Equal("", string.Join('\n', present.Except(listed)));
    }

    /// <summary>A listing made by hand can lack a mark; the AWS provider's nested types have the same parts as inputs and as outputs.</summary>
    [Fact]
    public void Listing_FieldOfAnAwsOutputType_IsNullableWhereItsInputIsOptional()
    {
        var lines = Listing(typeof(Pulumi.Aws.Provider).Assembly).ToList();
        var inputs = lines.Select(line => NestedInput().Match(line)).Where(match => match.Success)
            .ToDictionary(match => $"{match.Groups["type"]}.{match.Groups["name"]}", match => !match.Groups["marks"].Value.Contains("required", StringComparison.Ordinal));
        var outputs = lines.Select(line => NestedOutput().Match(line)).Where(match => match.Success)
            .ToDictionary(match => $"{match.Groups["type"]}.{match.Groups["name"]}", match => match.Groups["nullable"].Success);

        Assert.NotEmpty(outputs);
        Assert.All(outputs, field => Assert.Equal((field.Key, inputs[field.Key]), (field.Key, field.Value)));
    }

    [Fact]
    public async Task StandIn_AskedToDeploy_SaysWhatToDoAndFails()
    {
        // The official package looks for the engine instead.
        if (!IsStandIn(typeof(Deployment).Assembly))
            return;

        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            Assert.Equal(1, await Deployment.RunAsync(Task () => throw new InvalidOperationException("must not run")));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("restore from a package source that has the official Pulumi packages", Assert.Single(error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Pulumi\.Aws\.\w+\.Inputs\.(?<type>\w+)Args : Pulumi\.ResourceArgs \{ \[Input\((?<marks>.*?)\)\] public \S+ (?<name>\w+) ")]
    private static partial Regex NestedInput();

    [GeneratedRegex(@"Pulumi\.Aws\.\w+\.Outputs\.(?<type>\w+) \{ public readonly \w+(?<nullable>\?)? (?<name>\w+) \}")]
    private static partial Regex NestedOutput();

    private static bool IsStandIn(Assembly assembly) => assembly.GetName().Version is { Minor: 999 };

    private static IEnumerable<string> Listing(Assembly assembly)
    {
        var name = $"{assembly.GetName().Name}.txt";
        using var reader = new StreamReader(typeof(StandInSurfaceTests).Assembly.GetManifestResourceStream(name)!);
        var type = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            if (!line.StartsWith(' '))
                type = line;
            yield return line == type ? type : PublicSurface.Member(type, line.Trim());
        }
    }
}
