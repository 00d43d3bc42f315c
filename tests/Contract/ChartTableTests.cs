using McpInfra.Chart.Check;
using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Migration;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Contract;

/// <summary>A row of the chart's contract reaches everybody: what a new row costs is the row.</summary>
public sealed class ChartTableTests
{
    private const string Typed = "Zk3xQ9zL2wVt8mPq";

    public static TheoryData<string> Credentials() => [.. ChartCredentials.All.Select(row => row.Path)];

    public static TheoryData<string> RefusedInValues() => [.. ChartCredentials.All.Where(row => row.Fate != Fate.Guarded).Select(row => row.Path)];

    public static TheoryData<string> GatewayVariables() => [.. ChartCredentials.GatewayVariables];

    public static TheoryData<string> Owned() => [.. OwnedPaths.All.Select(row => row.Path)];

    public static TheoryData<string> Variables() => [.. ChartTable.Rows.OfType<ChartVariable>().Where(row => row.When != SetWhen.Never).Select(row => row.Name)];

    public static TheoryData<string> SecretPaths() => [.. ChartTable.Rows.OfType<ChartSecretPath>().Select(row => row.Path)];

    public static TheoryData<string> OwnDefaults() => [.. ChartTable.Rows.OfType<ChartSetting>().Where(row => row.OwnDefault != OwnDefault.None).Select(row => row.Path)];

    public static TheoryData<string> Switches() => [.. ChartTable.Rows.OfType<ChartSetting>().Where(row => row.IsSwitch).Select(row => row.Path)];

    [Fact]
    public void Rows_PathsAndVariables_AreThereOnce()
    {
        var variables = ChartTable.Rows.OfType<ChartVariable>().Select(row => row.Name).ToList();
        var paths = ChartTable.Rows.Where(row => row is not ChartVariable).Select(row => row.Path).ToList();

        Assert.Equal(variables.Distinct(), variables);
        Assert.Equal(paths.Distinct(), paths);
    }

    /// <summary>A name that means nothing, so that the place alone tells.</summary>
    [Theory]
    [MemberData(nameof(Credentials))]
    public void Credential_Text_IsFoundByTheJudge(string path)
    {
        var form = Row(path).Form;

        Assert.Equal(SignKind.ChartPlace, Sign(Caller.Guard, path)?.Kind);
        Assert.Equal(SignKind.ChartPlace, Sign(Caller.RenderedFile, "values." + path)?.Kind);
        Assert.Equal(form == CredentialForm.UserName, Sign(Caller.Audit, path) is null);
        Assert.Equal(form == CredentialForm.UserName, Sign(Caller.ChartCheck, path) is null);
        Assert.Equal(form != CredentialForm.Secret, Sign(Caller.Migrate, path) is null);

        static Sign? Sign(Caller caller, string path) => new Judge(caller, new HeldSecrets()).Look(new Place("x", path), "of-somebody");
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Credential_ThatTheChartShips_IsKnownByItsText(string path)
    {
        var judge = new Judge(Caller.Audit, new HeldSecrets());
        foreach (var ships in Row(path).Ships)
        {
            Assert.Equal(ships.Recognized == Recognized.Anywhere, judge.Look(new Place("x", "x"), ships.Text)?.Kind == SignKind.Shipped);
            Assert.Equal(ships.Recognized != Recognized.Nowhere, ShippedCredentials.Are(ships.Text));
            Assert.Contains(ChartFacts.CredentialsIn(Root(ValueTree.MapAt(path, ships.Text)), ""), found => found.Path == path);
        }
    }

    [Theory]
    [MemberData(nameof(RefusedInValues))]
    public void Credential_InAStacksValues_IsRefused(string path)
    {
        var row = Row(path);
        var stack = StackYaml.Baseline.With("mcp-infra:values." + path, Typed);
        if (row.Fate == Fate.Refused)
            stack = row.When.Aggregate(stack, (stack, condition) => stack.With("mcp-infra:values." + condition.Switch, condition.IsOn ? "true" : "false"));
        var reported = row.Fate == Fate.Refused ? row.When[^1].Switch : path;

        Assert.Contains(stack.Problems(), problem => ("mcp-infra:values." + reported + ".").StartsWith(problem.Path + ".", StringComparison.Ordinal)
            && problem.Message.ToString().Contains(row.Refusal, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Credential_OfThisProgramsRelease_IsEmptyOrNotThere(string path)
    {
        foreach (var (name, settings, _) in Stacks.EveryCombination())
        {
            var value = ValueTree.At(ChartValues.For(LoadedStack.Of(settings)).ToTree(), path);
            Assert.True(Row(path).Fate == Fate.Emptied ? value is "" : value is null, name);
        }
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Credential_InAValuesFile_GoesWhereItsRowSays(string path)
    {
        var row = Row(path);
        var text = row.Form switch
        {
            CredentialForm.Url => $"redis://:{Typed}@redis.example.com",
            CredentialForm.UserName => "minioadmin",
            _ => Typed,
        };
        var inForce = row.When.Select(condition => ValueTree.MapAt(condition.Switch, condition.IsOn)).Aggregate(ValueTree.MapAt(path, text), ValueTree.Merge);

        Assert.Equal(row.Target ?? new Target.ByHand(Assert.IsType<Target.ByHand>(TargetOf(inForce, path)).What), TargetOf(inForce, path));
        foreach (var condition in row.Target is null ? [] : row.When)
            Assert.IsType<Target.Unused>(TargetOf(ValueTree.Merge(inForce, ValueTree.MapAt(condition.Switch, !condition.IsOn)), path));
        if (row is { Target: not null, ExistingSecret: { } existing })
            Assert.IsType<Target.Unused>(TargetOf(ValueTree.Merge(inForce, ValueTree.MapAt(existing, "mine")), path));
    }

    [Theory]
    [MemberData(nameof(GatewayVariables))]
    public void GatewayVariable_NobodySpeaksOf_ComesOfASecret(string name)
    {
        var loaded = LoadedStack.Of(StackYaml.Baseline.Load());

        Assert.Contains(loaded.Catalog.GatewayObjects.SelectMany(secret => secret.Fetched), fetched => fetched.Key == name);
        Assert.All(GatewayEnvironment.Of(loaded), container => Assert.Contains(container.Seen, seen => seen.Name == name && seen.OverridesChartDefault));
        Assert.Equal(ShippedCredentials.At(ChartTable.Variables + name, ChartTable.NewestVersion).Length > 0,
            AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n").Carried.Any(carried => carried.Id == name));
    }

    [Theory]
    [MemberData(nameof(Owned))]
    public void OwnedPath_InAStacksValues_IsRefusedWithWhatToUse(string path)
    {
        var problem = Assert.Single(StackYaml.Baseline.With("mcp-infra:values." + path, "x").Problems(), problem => problem.Path == "mcp-infra:values." + path);

        Assert.Contains(ChartTable.Rows.Single(row => row.Path == path && row is not ChartVariable).Instead, problem.Message.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the program takes care of is said to be the program's, at the path or above it.</summary>
    [Fact]
    public void Rows_OfWhatTheProgramWrites_AreOwned() => Assert.All(
        ChartTable.Rows.Where(row => row is ChartSecretPath or ChartCredential { Fate: Fate.Emptied or Fate.KeptOut }),
        row => Assert.Contains(OwnedPaths.All, owned => (row.Path + ".").StartsWith(owned.Path + ".", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Variables))]
    public void Variable_AsItsRowSays_HidesASecretOfItsName(string name)
    {
        var row = ChartTable.Rows.OfType<ChartVariable>().Single(row => row.Name == name);
        IReadOnlyDictionary<string, object?> values = row.Path.Length > 0 ? ValueTree.MapAt(row.Path, true) : new Dictionary<string, object?>();

        var hidden = Assert.Single(Of(ChartTable.NewestVersion), hidden => hidden.Name == name);
        Assert.Equal((row.Because, row.Path.Length > 0), (hidden.Because, hidden.By is not null));
        Assert.Equal(row.Since.Length == 0, Of("1.0.0").Any(hidden => hidden.Name == name));

        IReadOnlyList<ShadowedVariable> Of(string version) => ChartContract.For(version).Shadowed(ChartContainer.Gateway, Probes.BundledRedis, values);
    }

    [Theory]
    [MemberData(nameof(SecretPaths))]
    public void SecretPath_AsItsRowSays_IsProbed(string path)
    {
        var row = ChartTable.Rows.OfType<ChartSecretPath>().Single(row => row.Path == path);
        var probe = Probes.All.Single(probe => probe.Name == path).Values;

        Assert.StartsWith("probe-", Assert.IsType<string>(ValueTree.At(probe, path)), StringComparison.Ordinal);
        Assert.All(row.On, on => Assert.Equal(true, ValueTree.At(probe, on)));
        Assert.All(row.Off, off => Assert.Equal(false, ValueTree.At(probe, off)));
        Assert.All(row.Keys, key => Assert.Equal(key.Setting, ChartNames.SecretKeySettings[key.Key]));
    }

    /// <summary>A release that is taken over stays as the chart made it, and a new one has what the program prefers.</summary>
    [Theory]
    [MemberData(nameof(OwnDefaults))]
    public void OwnDefault_OfAMigratedStack_IsTheChartsOwn(string path)
    {
        var row = ChartTable.Rows.OfType<ChartSetting>().Single(row => row.Path == path);
        var own = StackYaml.Baseline.With("mcp-infra:gateway.host", "gateway.example.com").Load();

        Assert.Equal(row.Default, ValueTree.At(AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n").Settings.Values, path));
        Assert.NotEqual(row.Default, ValueTree.At(ChartValues.For(LoadedStack.Of(own)).ToTree(), path));
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void Switch_ThatIsAText_IsRefused(string path) =>
        Assert.Contains(StackYaml.Baseline.With("mcp-infra:values." + path, "\"yes\"").Problems(), problem => problem.Path == "mcp-infra:values." + path);

    [Theory]
    [InlineData("0.9.0", "my-test-salt")]
    [InlineData("v1.0.7", "my-test-salt")]
    [InlineData("1.0.8-RC-1", "")]
    [InlineData("2.0.0", "")]
    [InlineData("latest", "")]
    public void ShippedValue_OfAVersion_IsWhatThatVersionHas(string version, string expected) =>
        Assert.Equal(expected, ShippedCredentials.At("mcpContextForge.secret.AUTH_ENCRYPTION_SECRET", version));

    [Fact]
    public void Since_AndUntil_AreTheFirstAndTheLastThatHaveIt()
    {
        var ships = new ShippedValue("x", Since: "1.0.2", Until: "1.0.4");

        Assert.Equal([false, true, true, false], ((string[])["1.0.1", "1.0.2", "1.0.4", "1.0.5"]).Select(ships.IsIn));
    }

    /// <summary>What was read of the chart is written down here alone.</summary>
    [Fact]
    public void Code_NewestVersionAndShippedTexts_StandInTheTableAlone()
    {
        string[] told = [ChartTable.NewestVersion, .. ChartCredentials.All.SelectMany(row => row.Ships).Where(ships => ships.Recognized == Recognized.Anywhere).Select(ships => ships.Text).Distinct()];
        var sources = Directory.EnumerateFiles(Repository.At("infra"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(path).Select(line => (File: Path.GetFileName(path), Line: line))).ToList();

        Assert.All(told, text => Assert.Equal(["ChartTable.cs"], sources.Where(source => source.Line.Contains(text, StringComparison.Ordinal)).Select(source => source.File).Distinct()));
    }

    private static ChartCredential Row(string path) => ChartCredentials.All.Single(row => row.Path == path);

    private static YamlNode? Root(IReadOnlyDictionary<string, object?> values) => YamlReader.ReadWhole(YamlWriter.Block(values), YamlRules.Manifests);

    private static Target TargetOf(IReadOnlyDictionary<string, object?> values, string path)
    {
        var file = ValuesFile.Parse("values.yaml", "/nowhere/values.yaml", YamlWriter.Block(values));
        return SecretFinder.Find([file], new MergedValues([file]), Decisions.None).Single(secret => secret.Path == path).Target;
    }
}
