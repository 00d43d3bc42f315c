using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.Support;

/// <summary>
/// An unchanged program changes nothing, whichever way AWS tells of a secret's key: on the imitated engine, with a provider
/// that reads back what the real one reads.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class SecondUpTests
{
    private const string Theirs = "arn:aws:kms:eu-west-1:123456789012:key/11112222-3333-4444-5555-666677778888";
    private const string Ours = "arn:aws:kms:eu-west-1:123456789012:key/vault-key";
    private const string AwsManaged = "alias/aws/secretsmanager";

    /// <summary>What a stack has said of its key, one after the other, and the key that its secrets then have.</summary>
    public static TheoryData<KeyReading, string, string> Histories
    {
        get
        {
            (string Said, string Key)[] histories =
            [
                ("", AwsManaged),
                (Theirs, Theirs),
                ("managed", Ours),
                ($"{Theirs} ", Theirs),
                ("managed ", Ours),
                ("aws-managed ", AwsManaged),
                ($"{Theirs} aws-managed ", AwsManaged),
                ("managed aws-managed ", AwsManaged),
                (" managed aws-managed ", AwsManaged),
            ];
            var rows = new TheoryData<KeyReading, string, string>();
            foreach (var (said, key) in histories)
            {
                rows.Add(KeyReading.Echoed, said, key);
                rows.Add(KeyReading.LeftOut, said, key);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task PreviewAndUp_KeyAfterAnyHistory_AreTheSameAtTheSecond(KeyReading reading, string said, string key)
    {
        var provider = new KeyReadings(reading);
        var engine = Engine(provider);
        foreach (var word in said.Split(' '))
            await engine.UpAsync(WithKey(word));

        var expected = await engine.PreviewAsync(WithKey(said.Split(' ')[^1]));
        var again = await engine.UpAsync(WithKey(said.Split(' ')[^1]));

        Assert.Equal((engine.State.Count, engine.State.Count), (expected.Unchanged, again.Unchanged));
        Assert.Equal([key], provider.KeysInUse);
    }

    /// <summary>What the program reads of a resource is there in a preview too, whatever its provider leaves out.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Preview_StackThatIsThere_ExpectsNoChange(string stack)
    {
        var engine = Engine(new KeyReadings(KeyReading.LeftOut));
        await engine.UpAsync(Stacks.Shipped(stack));

        var expected = await engine.PreviewAsync(Stacks.Shipped(stack));

        Assert.Equal(engine.State.Count, expected.Unchanged);
    }

    /// <summary>Said in words, AWS's own key is a difference for ever by the one reading, until the line goes as the page says.</summary>
    [Theory]
    [InlineData(KeyReading.Echoed, 0)]
    [InlineData(KeyReading.LeftOut, 4)]
    public async Task Up_AwsManagedInWords_TellsWhetherTheLineMayStay(KeyReading reading, int updated)
    {
        var engine = Engine(new KeyReadings(reading));
        await engine.UpAsync(WithKey(Theirs));
        await engine.UpAsync(WithKey("aws-managed"));

        var again = await engine.UpAsync(WithKey("aws-managed"));

        Assert.Equal(updated, again.Updated.Count);
    }

    /// <summary>The secrets stay on the key, so it stays as well, and whoever reads them may still decrypt.</summary>
    [Theory]
    [InlineData(KeyReading.Echoed)]
    [InlineData(KeyReading.LeftOut)]
    public async Task Up_ManagedKeyThatNobodySaysAnyMore_IsKeptAndDecryptsStill(KeyReading reading)
    {
        var provider = new KeyReadings(reading);
        var engine = Engine(provider);
        await engine.UpAsync(WithKey("managed"));

        await engine.UpAsync(WithKey(""));

        Assert.DoesNotContain("vault-key", provider.Deleted);
        Assert.Equal([Ours], provider.KeysInUse);
        var reader = Assert.Single(engine.State, resource => resource.Type == "aws:iam/rolePolicy:RolePolicy");
        Assert.Contains(Ours, (string)reader.Inputs["policy"], StringComparison.Ordinal);
    }

    private static LiveEngine Engine(ILiveProvider provider) => new([provider], _ => Task.CompletedTask);

    private static StackSettings WithKey(string said)
    {
        var dev = Stacks.Shipped("dev");
        return dev with
        {
            Backend = new BackendSettings.Aws(dev.Aws with
            {
                Kms = said switch
                {
                    "" => new KmsSettings(KmsMode.AsItIs, null),
                    "managed" => new KmsSettings(KmsMode.Managed, null),
                    "aws-managed" => new KmsSettings(KmsMode.AwsManaged, null),
                    _ => new KmsSettings(KmsMode.Existing, said),
                },
            }),
        };
    }
}
