using McpInfra.Cli.Preview;
using McpInfra.Cli.Preview.Baseline;

namespace McpInfra.Tests.Cli.Preview.Baseline;

public sealed class IamChangesTests
{
    [Fact]
    public void Of_PermissionThatMovesToAnotherStatementOfThePolicy_IsTold()
    {
        var change = Assert.Single(IamChanges.Of(
            With(Role("r", Statement("Read", "a", "x"), Statement("Write", "b", "y"))), With(Role("r", Statement("Read", "b", "x"), Statement("Write", "a", "y")))));

        Assert.Equal(("access changed", "Role r", "Read: − a, + b; Write: − b, + a"), (change.What, change.Subject.ToString(), change.Detail.ToString()));
    }

    [Fact]
    public void Of_PoliciesOfSecretsThatChangeAlike_IsOneLineThatNamesEach()
    {
        var change = Assert.Single(IamChanges.Of(With(), With(OfSecret("one"), OfSecret("two"))));

        Assert.Equal("policies of 2 secrets", change.Subject.ToString());
        Assert.Equal("Read: + get, + the secret itself; of one, two", change.Detail.ToString());
    }

    [Fact]
    public void Of_OnePolicyThatReachesAnotherSecret_StandsAlone()
    {
        var changes = IamChanges.Of(With(), With(OfSecret("one"), OfSecret("two"), OfSecret("three", "arn:aws:secretsmanager:eu-west-1:1:secret:one")));

        Assert.Equal(["policies of 2 secrets", "policy of three"], changes.Select(change => change.Subject.ToString()));
        Assert.Contains("+ arn:aws:secretsmanager:eu-west-1:1:secret:one", changes[1].Detail.ToString(), StringComparison.Ordinal);
    }

    private static PreviewedEnvironment With(params PreviewedResource[] resources) =>
        new() { Stack = "dev", Components = [new PreviewedComponent("Some", [], resources)] };

    private static PreviewedResource Role(string role, params string[] statements) => Resource("role", role, statements);

    private static PreviewedResource OfSecret(string secret, string? reaches = null)
    {
        var arn = "arn:aws:secretsmanager:eu-west-1:1:secret:" + secret;
        return Resource("secretArn", arn, Statement("Read", "get", reaches ?? arn));
    }

    private static PreviewedResource Resource(string input, string value, params string[] statements) => new(
        "aws:iam/policy:Policy", value, Inputs: new Dictionary<string, string> { [input] = value, ["policy"] = $$"""{"Statement": [{{string.Join(", ", statements)}}]}""" });

    private static string Statement(string sid, string action, string resource) =>
        $$"""{"Sid": "{{sid}}", "Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}"}""";
}
