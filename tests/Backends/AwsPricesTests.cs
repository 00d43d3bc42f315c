using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

public sealed class AwsPricesTests
{
    private const string Secrets = "secrets", Replicas = "replicas of secrets", Key = "KMS key, before its yearly rotations", Calls = "calls that read secrets", Requests = "KMS requests of these";

    [Fact]
    public void Of_EveryShippedStack_CountsItsGroupsAndReplicas()
    {
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var groups = LoadedStack.Of(settings).Catalog.Groups.Count;

            Assert.Equal(groups * 0.40m, Dollars(settings, Secrets));
            Assert.Equal(groups * settings.Aws.Replicas.Count * 0.40m, Dollars(settings, Replicas));
            Assert.Equal(settings.Aws.Kms.Mode == KmsMode.Managed ? 1m : 0m, Dollars(settings, Key));
        }
    }

    /// <summary>730 hours: half the interval is twice the calls, at $0.05 for 10,000.</summary>
    [Theory]
    [InlineData("1h0m0s", 730)]
    [InlineData("30m0s", 1460)]
    public void Of_Interval_CountsEveryReadOfEveryRefresh(string interval, int refreshes)
    {
        var dev = Stacks.Shipped("dev");
        var settings = dev with { Store = dev.Store with { RefreshInterval = interval } };
        var reads = ReadCost.PeriodicReads(LoadedStack.Of(settings).Catalog).Count();

        Assert.Equal(reads * refreshes * 0.05m / 10_000, Dollars(settings, Calls));
    }

    [Fact]
    public void Of_SecretsOnAKeyOfOnesOwn_PaysForItsRequestsToo()
    {
        var dev = Stacks.Shipped("dev");
        var withKey = dev.With(aws => aws with { Kms = new KmsSettings(KmsMode.Managed, null) });

        Assert.Equal(0, Dollars(dev, Requests));
        Assert.Equal(Dollars(withKey, Calls) * 3 / 5, Dollars(withKey, Requests));
    }

    private static decimal Dollars(StackSettings settings, string what) =>
        Backend.Of(LoadedStack.Of(settings)).MonthlyCost.SingleOrDefault(part => part.What.ToString() == what)?.Dollars ?? 0;
}
