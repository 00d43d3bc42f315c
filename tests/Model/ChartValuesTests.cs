using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

/// <summary>What the values of the release say whatever the stack says.</summary>
public sealed class ChartValuesTests
{
    [Fact]
    public void ChartValues_EveryCredentialOfTheChart_IsBlankedOrTakenFromASecret()
    {
        foreach (var (name, settings, canaries) in Stacks.EveryCombination())
        {
            var values = ValueTree.Leaves(ChartValues.For(LoadedStack.Of(settings)).ToTree())
                .ToDictionary(leaf => leaf.Path, leaf => leaf.Value);

            foreach (var variable in ChartCredentials.GatewayVariables)
                Assert.Equal("", values["mcpContextForge.secret." + variable]);
            foreach (var path in ChartCredentials.Emptied)
                Assert.Equal("", values[path]);
            Assert.True(values.ContainsKey("postgres.existingSecret") || values.ContainsKey("postgres.external.existingSecret"), name);
            Assert.True(values.ContainsKey("redis.auth.existingSecret") || values.ContainsKey("redis.external.existingSecret"), name);
            Assert.True(values.ContainsKey("pgadmin.existingSecret") || values.ContainsKey("minio.existingSecret"), name);
            Assert.NotEmpty(canaries.All);
        }
    }

    [Fact]
    public void ChartValues_DatabaseMode_AloneDecidesMigrationAndHookPhase()
    {
        foreach (var (name, settings, _) in Stacks.EveryCombination())
        {
            var tree = ChartValues.For(LoadedStack.Of(settings)).ToTree();

            var external = settings.Database is DatabaseSettings.External;
            Assert.True(Equals(external, ValueTree.At(tree, "migration.enabled")), name);
            Assert.True(Equals(external ? "pre-install,pre-upgrade" : null, ValueTree.At(tree, "migration.hookPhase")), name);
            Assert.True(Equals(!external, ValueTree.At(tree, "postgres.enabled")), name);
        }
    }
}
