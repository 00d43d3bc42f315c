using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>A run that ends before its time: the next command ends it or takes it back, and keeps what a person wrote in between.</summary>
public sealed class InterruptedMigrationTests : MigratingRelease
{
    /// <summary>Whatever moment the process ends at, the next command finds one state of all files and says which.</summary>
    [Fact]
    public async Task Write_KilledAtAnyStep_IsEndedByTheNextCommand()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        var before = Read();
        for (var step = 0; Kill(step); step++)
        {
            var status = await Project.RunAsync("migrate", "status");

            var isWritten = Read() != before;
            Assert.Contains(isWritten ? "stage 4" : "stage 1, 2 or 3", status.Output, StringComparison.Ordinal);
            Assert.Equal(isWritten, !Project.Read("values.yaml").Contains(ReleaseValues.Canary, StringComparison.Ordinal) && !Project.Read("more.yaml").Contains(ReleaseValues.Canary, StringComparison.Ordinal));
            if (step > 0)
                Assert.StartsWith(isWritten ? "An earlier run was interrupted while it wrote; its files are written now: " : "An earlier run was interrupted before it wrote", status.Error, StringComparison.Ordinal);
            ComparedValues.Forget(Assert.Single(StackFiles.Find(Project.PathOf("."), ["dev"])));
            Assert.Equal(["Pulumi.dev.yaml", "Pulumi.yaml", "migration.dev.yaml", "more.yaml", "references.dev.yaml", "values.yaml"],
                Directory.EnumerateFiles(Project.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Restore(before);
        }
    }

    /// <summary>Whichever way is chosen by its printed line: what a person has written since is there, and the next command finds files it can go on with.</summary>
    [Theory]
    [InlineData("  go on;")]
    [InlineData("  go back;")]
    public async Task Write_KilledAndThenEditedByHand_IsEndedByThePrintedLine(string way)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        Project.Commit();
        var before = Read();
        var refused = 0;
        for (var step = 0; Kill(step); step++)
        {
            foreach (var name in (string[])["values.yaml", "more.yaml", "references.dev.yaml", "migration.dev.yaml"])
            {
                Restore(before);
                Kill(step);
                Project.WithFile(name, Project.Read(name) + "# by hand\n");
                var edited = Project.Read(name);

                var status = await Project.RunAsync("migrate", "status");
                if (status.Error.Contains($"{name} was changed since", StringComparison.Ordinal))
                {
                    refused++;
                    Assert.Equal((2, ""), (status.ExitCode, status.Output));
                    Assert.Equal(edited, Project.Read(name));
                    Project.Shell(Assert.Single(status.Error.Split('\n'), line => line.StartsWith(way, StringComparison.Ordinal)).Split(":  ")[1]);
                    status = await Project.RunAsync("migrate", "status");
                    Assert.NotEqual("", status.Output);
                }

                Assert.Contains(edited, ((string[])[name, name + ".mcp-infra-mine"]).Select(Project.PathOf).Where(File.Exists).Select(File.ReadAllText));
                Assert.DoesNotContain(Directory.EnumerateFiles(Project.PathOf(".")), path => path.EndsWith(".mcp-infra-new", StringComparison.Ordinal) || path.EndsWith("ing", StringComparison.Ordinal));
            }

            Restore(before);
        }

        Assert.True(refused > 4, $"{refused}");
    }

    [Fact]
    public async Task Write_OneFileInAReadOnlyFolder_ChangesNone()
    {
        Project.WithFile("locked/more.yaml", "postgres: {credentials: {password: canary-postgres}}\n");
        await WriteAsync("values.yaml", "locked/more.yaml");
        await Project.CompareAsync();
        File.SetAttributes(Project.PathOf("locked/more.yaml"), FileAttributes.ReadOnly);

        var run = await Project.RunAsync("migrate", "--write", "--ready");
        var export = await Project.RunAsync("migrate", "export", "--group", "postgres");
        File.SetAttributes(Project.PathOf("locked/more.yaml"), FileAttributes.Normal);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{Path.Combine("locked", "more.yaml")} cannot be written: access is denied. All files are as they were.", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, Project.Read("values.yaml"));
        Assert.Equal("""{"password":"canary-postgres"}""", export.Output);
    }

    /// <returns>False when the stage has fewer steps.</returns>
    private bool Kill(int step)
    {
        var stack = Assert.Single(StackFiles.Find(Project.PathOf("."), ["dev"]));
        var directory = Path.GetDirectoryName(stack.Path)!;
        var plan = PlanBuilder.Build(
            stack, ValuesFile.Read(directory, "Pulumi.dev.yaml"), [ValuesFile.Read(directory, "values.yaml"), ValuesFile.Read(directory, "more.yaml")], MigrationRecord.Read(directory, "dev"), SecretSource.External);
        plan = plan with { Compared = Compared(plan, stack) };
        var steps = 0;
        try
        {
            new MigrationWriter(plan, _ => KillFrom(steps++, step)).Write(isReady: true);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    /// <summary>Everything, since the file of it goes with the first write that ends.</summary>
    private static ComparedValues Compared(MigrationPlan plan, StackFile stack)
    {
        ComparedValues.None.Write(stack, plan.Carried.Select(value => (value, plan.WhereOf(value.Id))), []);
        return ComparedValues.Read(stack, Path.GetDirectoryName(stack.Path)!);
    }

    private void Restore(string before)
    {
        foreach (var left in Directory.EnumerateFiles(Project.PathOf("."), "*.mcp-infra-*").Concat(Directory.EnumerateFiles(Project.PathOf("."), "migration.dev.yaml.*")))
            File.Delete(left);
        foreach (var (name, text) in before.Split('\f').Chunk(2).Select(pair => (pair[0], pair[1])))
            Project.WithFile(name, text);
    }

    private static void KillFrom(int at, int step)
    {
        if (at >= step)
            throw new KilledException();
    }

    private sealed class KilledException : Exception;
}
