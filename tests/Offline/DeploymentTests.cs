using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace McpInfra.Tests.Offline;

/// <summary>The run itself: its names, its configuration, calls of functions, several runs at once.</summary>
[Collection(ProcessCollection.Name)]
public sealed class DeploymentTests
{
    [Fact]
    public async Task Options_NotGiven_HaveDefaultsAndPreview()
    {
        (string, string, string, bool)? seen = null;

        await Deployment.TestAsync(new MockRun(), new TestOptions(), () =>
        {
            var now = Deployment.Instance;
            seen = (now.ProjectName, now.StackName, now.OrganizationName, now.IsDryRun);
            Assert.Throws<InvalidOperationException>(() => now.RootDirectory);
        });

        Assert.Equal(("project", "stack", "organization", true), seen);
    }

    [Fact]
    public async Task Run_BesideAnother_SeesItsOwnNames()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var options = new TestOptions { StackName = $"stack{i}" };
            var (_, outputs) = await Deployment.TestAsync(new MockRun(), options, async () =>
            {
                await Task.Yield();
                return new Dictionary<string, object?> { ["name"] = Deployment.Instance.StackName };
            });
            return (string)outputs["name"]!;
        }));

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"stack{i}"), names);
    }

    [Fact]
    public async Task Run_InsideAnother_IsRefused()
        => await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(
            () => new MockRun().RunAsync(() => { }).GetAwaiter().GetResult()));

    [Fact]
    public void Instance_OutsideARun_IsNotThere() => Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

    [Fact]
    public async Task Config_FromTheEnvironment_IsReadByKindAndName()
    {
        using var values = new EnvironmentVariable("PULUMI_CONFIG", """
            { "project:text": "t", "project:config:old": "o", "project:flag": "true", "project:number": "3", "project:list": "[1,2]", "aws:region": "eu-west-1" }
            """);

        await new MockRun().RunAsync(() =>
        {
            var config = new Config();
            Assert.Equal(("t", "o", "eu-west-1"), (config.Require("text"), config.Get("old"), new Config("aws").Get("region")));
            Assert.Equal((true, 3, 3.0), (config.RequireBoolean("flag"), config.GetInt32("number"), config.GetDouble("number")));
            Assert.Equal([1, 2], config.RequireObject<int[]>("list"));
            Assert.Equal((null, null, null), (config.Get("none"), config.GetBoolean("none"), config.GetObject<int[]>("none")));
            config.RequireSecret("text").Apply(_ => 0);
        });
    }

    [Theory]
    [InlineData("none", "Missing Required configuration variable 'project:none'\n\tplease set a value using the command `pulumi config set project:none <value>`")]
    [InlineData("text", "Configuration 'project:text' value 't' is not a valid Int32")]
    public async Task Config_MissingOrOfAnotherKind_FailsSayingSo(string key, string message)
    {
        using var values = new EnvironmentVariable("PULUMI_CONFIG", """{ "project:text": "t" }""");

        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => _ = new Config().RequireInt32(key)));

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public async Task Secret_FromConfig_IsMarked()
    {
        using var values = new EnvironmentVariable("PULUMI_CONFIG", """{ "project:text": "t", "project:map": "{\"a\":\"b\"}" }""");
        Output<string>? text = null;
        Output<Dictionary<string, string>>? map = null;

        await new MockRun().RunAsync(() => (text, map) = (new Config().RequireSecret("text"), new Config().GetSecretObject<Dictionary<string, string>>("map")));

        Assert.True(await Output.IsSecretAsync(text!));
        Assert.True(await Output.IsSecretAsync(map!));
        Assert.Equal("b", (await OutputUtilities.GetValueAsync(map!))["a"]);
    }

    [Fact]
    public async Task Function_Called_SendsItsArgumentsAndReadsItsAnswer()
    {
        var run = new MockRun { Call = _ => new Dictionary<string, object> { ["accountId"] = "123456789012" } };
        Output<Pulumi.Aws.GetCallerIdentityResult>? identity = null;

        await run.RunAsync(() => identity = Pulumi.Aws.GetCallerIdentity.Invoke(new() { Id = Output.CreateSecret("me") }));

        var call = Assert.Single(run.Calls);
        Assert.Equal(("aws:index/getCallerIdentity:getCallerIdentity", "", "me"), (call.Token, call.Provider, call.Args["id"]));
        Assert.Equal("123456789012", (await OutputUtilities.GetValueAsync(identity!)).AccountId);
        Assert.False(await Output.IsSecretAsync(identity!));
    }

    [Fact]
    public async Task Function_WithAProviderAndDependencies_RefersToBoth()
    {
        var run = new MockRun();
        Output<Pulumi.Aws.GetRegionResult>? region = null;
        Thing? thing = null;

        await run.RunAsync(() =>
        {
            thing = new("thing");
            region = Pulumi.Aws.GetRegion.Invoke(new(), new InvokeOutputOptions { Provider = new Pulumi.Aws.Provider("aws"), DependsOn = { thing } });
        });

        Assert.EndsWith("::aws::aws-id", Assert.Single(run.Calls).Provider, StringComparison.Ordinal);
        Assert.Equal(ImmutableHashSet.Create<Resource>(thing!), await OutputUtilities.GetDependenciesAsync(region!));
    }

    [Fact]
    public async Task Function_WithAnUnknownArgument_IsNotCalled()
    {
        var run = new MockRun { IsPreview = true };
        Output<Pulumi.Aws.GetCallerIdentityResult>? identity = null;

        await run.RunAsync(() => identity = Pulumi.Aws.GetCallerIdentity.Invoke(new() { Id = OutputUtilities.CreateUnknown("x") }));

        Assert.Empty(run.Calls);
        Assert.False(await OutputUtilities.GetIsKnownAsync(identity!));
    }

    [Fact]
    public async Task Function_WithAResourceWithoutId_IsNotCalled()
    {
        var run = new MockRun { IsPreview = true, Resource = args => (null, args.Inputs) };
        Output<Pulumi.Aws.GetPartitionResult>? partition = null;

        await run.RunAsync(() => partition = Pulumi.Aws.GetPartition.Invoke(new(), new InvokeOutputOptions { DependsOn = { new Thing("thing") } }));

        Assert.Empty(run.Calls);
        Assert.False(await OutputUtilities.GetIsKnownAsync(partition!));
    }

    [Fact]
    public async Task Function_CalledPlainly_AnswersATask()
    {
        var run = new MockRun { Call = _ => new Dictionary<string, object> { ["partition"] = "aws-cn" } };
        string? partition = null;

        await Deployment.TestAsync(run, new TestOptions(), async () => partition = (await Pulumi.Aws.GetPartition.InvokeAsync()).Partition);

        Assert.Equal("aws-cn", partition);
    }

    [Fact]
    public async Task KubernetesProvider_WithoutKubeconfig_TakesTheEnvironments()
    {
        using var kubeconfig = new EnvironmentVariable("KUBECONFIG", "somewhere");
        var run = new MockRun();

        await run.RunAsync(() => _ = new Pulumi.Kubernetes.Provider("cluster", new() { Context = "dev" }));

        Assert.Equal(("somewhere", "dev"), (run["cluster"].Inputs["kubeconfig"], run["cluster"].Inputs["context"]));
    }
}
