using FsCheck;
using FsCheck.Fluent;
using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Patch;

/// <summary>Whatever else stands in the files around the anchors: it stays, and the patch is done once.</summary>
public sealed class ChartPatchPropertyTests
{
    private static readonly string[] Yaml = ["Chart.yaml", "values.yaml", "templates/deployment-mcpgateway.yaml", "templates/job-migration.yaml", "templates/_helpers.tpl"];

    private static readonly string[] Json = ["values.schema.json"];

    private static readonly string[] Markdown = ["README.md", "CHANGELOG.md"];

    /// <summary>A line put somewhere into one of the files.</summary>
    /// <param name="Place">Line, counted round.</param>
    public sealed record Edit(int File, int Place, int Indent, string Text, bool IsBlank);

    public sealed record Edits(string Layout, bool IsWindows, bool HasFinalNewLine, Edit[] Lines);

    public static class Generators
    {
        public static Arbitrary<Edits> Edits() => (
            from layout in Gen.Elements(ChartCopy.Layouts.AsEnumerable())
            from isWindows in ArbMap.Default.GeneratorFor<bool>()
            from hasFinalNewLine in ArbMap.Default.GeneratorFor<bool>()
            from lines in Line().ArrayOf()
            select new Edits(layout, isWindows, hasFinalNewLine, lines)).ToArbitrary();

        private static Gen<Edit> Line() =>
            from file in Gen.Choose(0, 7)
            from place in Gen.Choose(0, 200)
            from indent in Gen.Choose(0, 14)
            from text in Gen.Elements("words", "envFrom: x", "- a dash", "é 🚀", "key: [", "'", "mcpContextForge:", "\t tab", "## Values and more", "version: 2")
            from isBlank in ArbMap.Default.GeneratorFor<bool>()
            select new Edit(file, place, indent, text, isBlank);
    }

    [ManyRunsProperty(few: 20, many: 300, Arbitrary = [typeof(Generators)])]
    public void Patch_LinesPutAnywhere_KeepsThemAndIsDoneOnce(Edits edits)
    {
        using var chart = ChartCopy.OfLayout(edits.Layout);
        foreach (var edit in edits.Lines)
            Apply(chart, edit);
        foreach (var file in Yaml.Concat(Json).Concat(Markdown))
        {
            var text = edits.HasFinalNewLine ? chart[file] : chart[file].TrimEnd('\n');
            chart[file] = edits.IsWindows ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
        }

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, plan);

        Assert.Equal(8, plan.Changes.Count);
        Assert.All(plan.Changes, change =>
        {
            Insertions.AssertOnly(change.Before, change.After, isVersion: change.File == "Chart.yaml");
            Assert.Equal(edits.IsWindows, change.After.Contains("\r\n", StringComparison.Ordinal));
            Assert.Equal(edits.IsWindows ? change.After.Split('\n').Length : 1, change.After.Split('\r').Length);
        });
        Assert.True(ChartPatch.Plan(chart.Directory, VersionBump.Patch).IsEmpty);
    }

    /// <summary>Any text at all in place of a file: the patch takes it as it should be or leaves the chart alone, and never falls over.</summary>
    [ManyRunsProperty(few: 20, many: 300)]
    public void Patch_AnyTextInPlaceOfAFile_PatchesOrRefuses(NonNull<string> text, PositiveInt file, PositiveInt cut)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        var files = Yaml.Concat(Json).Concat(Markdown).ToList();
        var name = files[file.Get % files.Count];
        var old = chart[name];
        var place = cut.Get * 37 % old.Length;

        // The file cut short, with something else behind it: nearer to what people break than a random text.
        chart[name] = old[..place] + text.Get.Replace("\0", "", StringComparison.Ordinal);
        var bytes = chart.Bytes();
        try
        {
            Assert.NotEmpty(ChartPatch.Plan(chart.Directory, VersionBump.Patch).Changes);
        }
        catch (PatchRefusedException refused)
        {
            Assert.Equal([name], refused.Problems.Select(problem => problem.File).Distinct());
        }

        Assert.Equal(bytes, chart.Bytes());
    }

    private static void Apply(ChartCopy chart, Edit edit)
    {
        var file = Yaml.Concat(Json).Concat(Markdown).ElementAt(edit.File);
        var lines = chart[file].Split('\n').ToList();
        var place = edit.Place % lines.Count;
        if (edit.IsBlank || Json.Contains(file))
            lines.Insert(place, new string(' ', edit.Indent));
        else if (Yaml.Contains(file))
            lines.Insert(place, new string(' ', edit.Indent) + "# " + edit.Text);
        else
            lines.Insert(place, edit.Text);
        chart[file] = string.Join('\n', lines);
    }
}
