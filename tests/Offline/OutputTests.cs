using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace McpInfra.Tests.Offline;

public sealed class OutputTests
{
    private static readonly Output<string> Plain = Output.Create("plain");
    private static readonly Output<string> Secret = Output.CreateSecret("secret");
    private static readonly Output<string> Unknown = OutputUtilities.CreateUnknown("unknown");

    [Fact]
    public async Task Apply_OnAnUnknownOutput_DoesNotRunAndStaysUnknown()
    {
        var ran = false;

        var result = Unknown.Apply(text => ran = true);

        Assert.False(await OutputUtilities.GetIsKnownAsync(result));
        Assert.False(ran);
    }

    [Fact]
    public async Task Apply_WithAFunctionThatFails_FailsWithItsException()
    {
        var result = Plain.Apply(string (_) => throw new FormatException("no"));

        Assert.Equal("no", (await Assert.ThrowsAsync<FormatException>(() => OutputUtilities.GetValueAsync(result))).Message);
    }

    [Fact]
    public async Task Apply_WithAnOutputAsResult_IsThatOutput()
    {
        var result = Plain.Apply(_ => Secret);

        Assert.Equal("secret", await OutputUtilities.GetValueAsync(result));
        Assert.True(await Output.IsSecretAsync(result));
    }

    [Fact]
    public async Task Secret_OneAmongPlainOutputs_MakesTheResultSecret()
    {
        Assert.True(await Output.IsSecretAsync(Secret.Apply(text => text.Length)));
        Assert.True(await Output.IsSecretAsync(Output.All(Plain, Secret)));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(Plain, Plain, Secret)));
        Assert.True(await Output.IsSecretAsync(Output.Format($"{Plain} and {Secret}")));
        Assert.True(await Output.IsSecretAsync(Output.JsonSerialize(Output.Create(new { a = Plain, b = Secret }))));
        Assert.True(await Output.IsSecretAsync(Output.JsonDeserialize<int>(Output.CreateSecret("1"))));
    }

    [Fact]
    public async Task Unknown_OneAmongKnownOutputs_MakesTheResultUnknown()
    {
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.All(Plain, Unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Tuple(Plain, Unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Format($"{Plain} and {Unknown}")));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Output.Create(new { a = Unknown }))));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonDeserialize<int>(Unknown)));
    }

    [Fact]
    public async Task Unknown_AfterASecret_KeepsTheSecretMark()
        => Assert.True(await Output.IsSecretAsync(Output.CreateSecret(Unknown).Apply(text => text.Length)));

    [Fact]
    public async Task Unsecret_OfASecret_KeepsTheValueOnly()
    {
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(Secret)));
        Assert.Equal("secret", await OutputUtilities.GetValueAsync(Output.Unsecret(Secret)));
    }

    [Fact]
    public async Task Format_WithOutputsInputsAndValues_UsesTheInvariantCulture()
    {
        Input<string> input = "input";

        var text = Output.Format($"{Plain} {input} {1.5} {null}|");

        Assert.Equal("plain input 1.5 |", await OutputUtilities.GetValueAsync(text));
    }

    [Fact]
    public async Task JsonSerialize_WithNestedOutputs_WritesTheirValues()
    {
        var document = new { text = Plain, list = new[] { Output.Create(1) }, inner = Output.Create(new { a = true }) };

        var json = Output.JsonSerialize(Output.Create(document));

        Assert.Equal("""{"text":"plain","list":[1],"inner":{"a":true}}""", await OutputUtilities.GetValueAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_WithAnOutputOfObject_WritesAnEmptyObject()
    {
        var json = Output.JsonSerialize(Output.Create(new { text = Output.Create<object>("lost") }));

        Assert.Equal("""{"text":{}}""", await OutputUtilities.GetValueAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_WithInputs_WritesTheirValues()
    {
        InputList<string> list = new[] { "a", "b" };
        InputMap<string> map = new() { { "k", Secret } };
        Input<int> number = 1;

        var json = Output.JsonSerialize(Output.Create(new { list, map, number }));

        Assert.Equal("""{"list":["a","b"],"map":{"k":"secret"},"number":1}""", await OutputUtilities.GetValueAsync(json));
        Assert.True(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task InputList_WithValuesAndOutputs_IsOneList()
    {
        InputList<string> list = ["a", Plain];
        list.Add("b", Secret);

        var all = list.Concat("c").ToOutput();

        Assert.Equal(["a", "plain", "b", "secret", "c"], (await OutputUtilities.GetValueAsync(all)).AsEnumerable());
        Assert.True(await Output.IsSecretAsync(all));
    }

    [Fact]
    public async Task InputMap_MergedWithAnother_TakesTheLaterValue()
    {
        InputMap<string> first = new() { { "a", "1" }, { "b", "1" } };
        InputMap<string> second = new() { ["b"] = "2" };

        var merged = await OutputUtilities.GetValueAsync(InputMap<string>.Merge(first, second).ToOutput());

        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, merged.ToDictionary());
    }

    [Fact]
    public async Task InputMap_WithTheSameKeyTwice_FailsUnlessTheValuesAreEqual()
    {
        InputMap<string> same = new() { { "a", "1" }, { "a", "1" } };
        InputMap<string> different = new() { { "a", "1" }, { "a", "2" } };

        Assert.Equal("1", (await OutputUtilities.GetValueAsync(same.ToOutput()))["a"]);
        await Assert.ThrowsAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(different.ToOutput()));
    }

    [Fact]
    public async Task InputUnion_FromEitherSide_HoldsThatSide()
    {
        InputUnion<string, int> text = "a";
        InputUnion<string, int> number = Output.Create(1);

        Assert.Equal("a", (await OutputUtilities.GetValueAsync(text.ToOutput())).AsT0);
        Assert.Equal(1, (await OutputUtilities.GetValueAsync(number.ToOutput())).AsT1);
        Assert.True(await OutputUtilities.GetValueAsync(number.ToOutput().IsT1()));
    }

    [Fact]
    public async Task ImmutableArray_InsideAnOutput_IsReachedByIndexAndLength()
    {
        var array = Output.CreateSecret(ImmutableArray.Create("a", "b"));

        Assert.Equal("b", await OutputUtilities.GetValueAsync(array.GetAt(1)));
        Assert.Equal("a", await OutputUtilities.GetValueAsync(array.First()));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(array.Length()));
        Assert.True(await Output.IsSecretAsync(array.First()));
    }

    [Fact]
    public void Enumeration_OfAnInputList_IsRefused()
        => Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputList<string>()).GetEnumerator());
}
