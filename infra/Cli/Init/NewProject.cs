using System.Reflection;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Init;

/// <summary>
/// A whole project where there is none: its program is a package, so that a team has its stacks in a repository of its own
/// and no copy of this one.
/// </summary>
internal static class NewProject
{
    private const string Program = ToolForm.Folder + "/Program.cs";
    private const string ProgramProject = ToolForm.Folder + "/Infra.csproj";

    /// <summary>Everything but the stack's file.</summary>
    /// <exception cref="InitException">Something is in the way of its program.</exception>
    public static IReadOnlyList<NewFile> In(string directory)
    {
        // Whatever lies there would be compiled with it, and two projects in one folder are none that Pulumi runs.
        var program = Path.Combine(directory, ToolForm.Folder);
        if (File.Exists(program) || (Directory.Exists(program) && Directory.EnumerateFileSystemEntries(program).Any()))
            throw new InitException($"{ToolForm.Folder}/ holds something already, and a new project has its program there and nothing else. Run this in another folder, or move it away.");
        return
        [
            new("Pulumi.yaml", Shipped("Pulumi.yaml")),
            new(PulumiProject.Schema, Shipped(PulumiProject.Schema), MayBeThere: true),
            new(ProgramProject, ProjectText),
            new(Program, "return await McpInfra.EntryPoint.RunAsync(args);\n"),
            new(".gitignore", Shipped(".gitignore"), MayBeThere: true),
            .. ProjectWorkflows.For(directory),
        ];
    }

    /// <summary>The project as it will be: with these files, and those that are there.</summary>
    public static PulumiProject With(IReadOnlyList<NewFile> files, string directory)
    {
        var there = new ProjectFiles(directory);
        var texts = files.ToDictionary(file => file.Name, file => file.Text);
        return new PulumiProject(
            new ProjectFiles(
                folder => there.Match(Path.Combine(folder, "*")).Union(texts.Keys.Where(name => (Path.GetDirectoryName(name) ?? "") == folder)),
                name => texts.TryGetValue(name, out var text) ? text : there.Read(name)),
            directory);
    }

    /// <summary>A file of this repository that a new project has too.</summary>
    public static string Shipped(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Central versions of a repository around it would refuse the one here.</summary>
    private static string ProjectText => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <!-- What `pulumi up` runs, and what a version changes: CHANGELOG.md in the package says how to see it beforehand. -->
            <PackageReference Include="McpInfra.Program" Version="{VersionLine.Version}" />
          </ItemGroup>
        </Project>

        """.ReplaceLineEndings("\n");
}
