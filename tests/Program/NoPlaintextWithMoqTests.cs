using System.Text.Json;
using McpInfra.Cli.Preview;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using Moq;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Testing;

namespace McpInfra.Tests.Program;

/// <summary>
/// The core claim in one file to start from: no secret reaches the chart's values, the program asks the cloud for nothing,
/// and each resource is registered once. A strict mock stands in the place of Pulumi's engine, as in its guide to unit
/// tests (https://www.pulumi.com/docs/iac/guides/testing/unit/): what is not set up fails the run.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class NoPlaintextWithMoqTests
{
    private const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

    private readonly Canaries _secrets = new();
    private readonly StackSettings _settings;
    private readonly Mock<IMocks> _engine = new(MockBehavior.Strict);

    public NoPlaintextWithMoqTests()
    {
        // Arrange: a secret from every source there is. What the program may know of one is a canary.
        _settings = StackYaml.Baseline
            .With("mcp-infra:secrets.JWT_SECRET_KEY", "{from: generate}")
            .With("mcp-infra:secrets.SMTP_PASSWORD", "{from: config}")
            .With("mcp-infra:secretValues.SMTP_PASSWORD", StackYaml.Ciphertext)
            .With("mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET", "{from: external}")
            .With("mcp-infra:secrets.CSRF_SECRET_KEY", $"{{from: existing, arn: {StackYaml.ExistingArn}}}")
            .Load() with
        { SecretValues = new Dictionary<string, SecretText> { ["SMTP_PASSWORD"] = new(_secrets.New("configured")) } };

        // Each resource is answered as its provider would: with the inputs, and what is computed. CallAsync is not set
        // up: the one way to a value that somebody else keeps in AWS is to ask for it.
        var provider = new ProviderAnswers("aws", "eu-west-1", StackYaml.AccountId, (name, _) => _secrets.New(name), _ => ProviderAnswers.VersionId(1));
        _engine.Setup(engine => engine.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync((MockResourceArgs args) => ((string? id, object state))provider.To(args.Type!, args.Name!, args.Inputs));
        // A component says what it made.
        _engine.Setup(engine => engine.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>())).Returns(Task.CompletedTask);
    }

    private IReadOnlyList<MockResourceArgs> Registered => [.. _engine.Invocations.SelectMany(call => call.Arguments).OfType<MockResourceArgs>()];

    [Fact]
    public async Task Program_SecretsOfEverySource_KeepsTheClaim()
    {
        Assert.Equal(Enum.GetValues<SecretSource>(), _settings.Secrets.Select(secret => secret.Source.From).Distinct().Order());

        // Act: the real program.
        await RunAsync(() => McpProgram.Define(LoadedStack.Of(_settings)));

        AssertValuesAreInAwsAlone();
        AssertNothingIsAskedFor();
        AssertEachIsRegisteredOnce();
    }

    /// <summary>Outside of the program's root component, where its guard sees nothing.</summary>
    [Fact]
    public async Task Claim_ValueInAChartsValues_IsBroken()
    {
        await RunAsync(() =>
        {
            McpProgram.Define(LoadedStack.Of(_settings));
            _ = new Release("leak", new ReleaseArgs { Chart = "chart", Values = { ["note"] = _settings.SecretValues["SMTP_PASSWORD"].Reveal() } });
        });

        Assert.Contains("Release leak carries a secret", Assert.ThrowsAny<Exception>(AssertValuesAreInAwsAlone).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_ResourceOfTheSameName_IsBroken()
    {
        await RunAsync(() =>
        {
            McpProgram.Define(LoadedStack.Of(_settings));
            _ = new Namespace("namespace");
        });

        Assert.Throws<MockException>(AssertEachIsRegisteredOnce);
    }

    [Fact]
    public async Task Claim_ValueAskedOfTheCloud_IsBroken()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(() =>
        {
            McpProgram.Define(LoadedStack.Of(_settings));
            _ = Deployment.Instance.Invoke<object>("aws:secretsmanager/getSecretVersion:getSecretVersion", InvokeArgs.Empty);
        }));

        Assert.Throws<MockException>(AssertNothingIsAskedFor);
    }

    private Task RunAsync(Action program) => Deployment.TestAsync(_engine.Object, new TestOptions { IsPreview = false }, program);

    /// <summary>In any form that a text can take; the input of Secrets Manager's own versions is where values belong.</summary>
    private void AssertValuesAreInAwsAlone()
    {
        Assert.Contains(Registered, resource => resource.Type == Deployed.Release);
        Assert.Contains(_settings.SecretValues["SMTP_PASSWORD"].Reveal(), Registered.Where(resource => resource.Type == SecretVersion)
            .SelectMany(version => JsonSerializer.Deserialize<Dictionary<string, string>>((string)version.Inputs["secretString"])!.Values));
        foreach (var resource in Registered)
        {
            var inputs = resource.Type == SecretVersion ? resource.Inputs.Remove("secretString") : resource.Inputs;
            _secrets.AssertNoneIn($"{resource.Type} {resource.Name}", JsonSerializer.Serialize(inputs) + resource.Name);
        }
    }

    private void AssertNothingIsAskedFor() => _engine.Verify(engine => engine.CallAsync(It.IsAny<MockCallArgs>()), Times.Never);

    private void AssertEachIsRegisteredOnce()
    {
        foreach (var resource in Registered)
            _engine.Verify(engine => engine.NewResourceAsync(It.Is<MockResourceArgs>(args => args.Type == resource.Type && args.Name == resource.Name)), Times.Once);
    }
}
