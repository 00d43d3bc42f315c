using McpInfra.Model;

namespace McpInfra.Tests.Model;

public sealed class PodEnvironmentTests
{
    [Fact]
    public void Compute_SameVariableInTwoEnvFromEntries_LaterWins()
    {
        var effective = PodEnvironment.Compute([From("chart", ("KEY", "default")), From("ours", ("KEY", "mine"))], []);

        Assert.Equal("mine", effective["KEY"].Value);
        Assert.Equal("ours", effective["KEY"].Source);
        Assert.Equal(["chart"], effective["KEY"].Overridden);
    }

    [Fact]
    public void Compute_VariableInEnvToo_EnvWins()
    {
        var effective = PodEnvironment.Compute([From("ours", ("KEY", "mine"))], [KeyValuePair.Create("KEY", "explicit")]);

        Assert.Equal("explicit", effective["KEY"].Value);
        Assert.Equal(PodEnvironment.ExplicitEnv, effective["KEY"].Source);
    }

    [Fact]
    public void Compute_DifferentVariables_AreAllThere()
    {
        var effective = PodEnvironment.Compute([From("a", ("A", "1")), From("b", ("B", "2"))], [KeyValuePair.Create("C", "3")]);

        Assert.Equal(["A", "B", "C"], effective.Keys);
    }

    private static EnvFromContent<string> From(string source, params (string Name, string Value)[] variables) =>
        new(source, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
