using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Patch;

public sealed class PatchWriterTests
{
    [Fact]
    public void Write_LaterFileCannotBeWritten_LeavesEveryFileAsItWas()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        Directory.CreateDirectory(chart.At("in-the-way"));
        File.WriteAllText(chart.At("in-the-way/file"), "");
        var bytes = chart.Bytes();
        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);

        Assert.Throws<UnusableChartException>(() => PatchWriter.Write(
            chart.Directory, plan with { Changes = [.. plan.Changes, new FileChange("in-the-way", "", "", "a directory")] }));
        Assert.Throws<UnusableChartException>(() => PatchWriter.Write(
            chart.Directory, plan with { Changes = [.. plan.Changes, new FileChange("nowhere/file", "", "", "no such directory")] }));

        Assert.Equal(bytes, chart.Bytes());
    }

    [Fact]
    public void Write_LinkAndMode_StayWhatTheyAre()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Move(chart.At("values.yaml"), chart.At("real-values.yaml"));
        File.CreateSymbolicLink(chart.At("values.yaml"), "real-values.yaml");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(chart.At("README.md"), mode);

        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.NotNull(new FileInfo(chart.At("values.yaml")).LinkTarget);
        Assert.Contains(PatchTexts.Field, chart["real-values.yaml"], StringComparison.Ordinal);
        Assert.Equal(mode, File.GetUnixFileMode(chart.At("README.md")));
    }
}
