using McpInfra.Plaintext;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Plaintext;

/// <summary>What the judge costs by the piece; bench/ has what it costs by the text.</summary>
public sealed class CostTests
{
    /// <summary>A path is made for every key of every tree, twice by the guard: no place for secrets and no table of signs is made for it.</summary>
    [Fact]
    public void Key_OfAnOrdinaryName_CostsLittle()
    {
        var held = new HeldSecrets();

        // Two places for secrets and their tables are twenty times that.
        Assert.InRange(Allocation.Of(() => PlacePath.Key("metadata", "namespace", held)), 0, 1000);
        Assert.InRange(Allocation.Of(() => PlacePath.Key("metadata", "namespace")), 0, 1000);
    }

    [Fact]
    public void Counts_AskedTwice_AreTheSameTable() =>
        Assert.All(Enum.GetValues<Caller>(), caller => Assert.Same(Callers.Counts(caller), Callers.Counts(caller)));

    [Fact]
    public void None_ToldOfASecret_HoldsNothing()
    {
        HeldSecrets.None.Hold("held-secret-value");
        HeldSecrets.None.Refuse("refused-secret-value");

        Assert.False(HeldSecrets.None.Holds("held-secret-value"));
        Assert.Empty(HeldSecrets.None.Hidden("refused-secret-value"));
    }

    /// <summary>A thousand resources with the same settings are looked at as one; what the run holds by then is asked of each.</summary>
    [Fact]
    public void Look_AtTheSameTextAgain_AsksOnlyWhatTheRunHolds()
    {
        var held = new HeldSecrets();
        var judge = new Judge(Caller.Guard, held);
        for (var number = 0; number < 1000; number++)
            Assert.Null(judge.Look(new Place("length", "spec.length"), "a-text-that-is-known"));
        Assert.Equal(1, held.Harmless.Looks);

        held.Hold("a-text-that-is-known");
        Assert.Equal(SignKind.Held, judge.Look(new Place("length", "spec.length"), "a-text-that-is-known")?.Kind);
    }

    /// <summary>What a thousand files have at as many places is looked at once, as far as the place says nothing of it.</summary>
    [Fact]
    public void Look_AtTheSameTextOfManyFiles_IsOnce()
    {
        var held = new HeldSecrets();
        var judge = new Judge(Caller.Audit, held);
        for (var number = 0; number < 1000; number++)
            Assert.Null(judge.Look(new Place("image", $"spec.containers[{number}].image"), "registry.example.com/team/service:1.4.2"));

        Assert.Equal(1, held.Harmless.Looks);
    }

    [Theory]
    [InlineData("value", "spec.env[0].value", "heroku.env[0].value", "12345678-90ab-4cde-8f12-34567890abcd", nameof(SignKind.Format))]
    [InlineData("rootUser", "labels.rootUser", "minio.credentials.rootPassword", "ordinary", nameof(SignKind.ChartPlace))]
    [InlineData("p", "spec.p", "spec.args[1]", "Xk29fj2Lq81m", nameof(SignKind.Credential))]
    [InlineData("n", "keys[0].n", "spec.n", "Xk29fj2Lq81mZp0QwErTyUiOpAsDfGh3", nameof(SignKind.Opaque))]
    public void Look_WhereThePathMakesASignOfAKnownText_FindsIt(string name, string harmless, string path, string text, string sign)
    {
        var judge = new Judge(Caller.Audit, new HeldSecrets());

        Assert.Null(judge.Look(new Place(name, harmless), text));
        Assert.Equal(sign, judge.Look(new Place(name, path), text)?.Kind.ToString());
    }

    /// <summary>What is asked for again and again stays known, however many others come by.</summary>
    [Fact]
    public void Known_AskedForAmongManyOthers_Stays()
    {
        var texts = new HarmlessTexts(most: 10);
        texts.Add(Key("stays"), []);
        for (var number = 0; number < 1000; number++)
        {
            texts.Add(Key($"other {number}"), []);
            Assert.NotNull(texts.Layers(Key("stays")));
        }

        Assert.Null(texts.Layers(Key("other 0")));

        static HarmlessTexts.Key Key(string text) => new(Caller.Audit, PlaceKind.Value, IsFromElsewhere: false, "name", "", text);
    }

    /// <summary>Texts that nobody has twice leave no more in memory than those that are there a thousand times.</summary>
    [Fact]
    public void Look_AtMoreTextsThanAreKept_FindsTheSame()
    {
        var held = new HeldSecrets();
        var judge = new Judge(Caller.Guard, held);
        for (var number = 0; number < 20_000; number++)
            Assert.Null(judge.Look(new Place("note", "note"), $"text {number}"));
        Assert.NotNull(judge.Look(new Place("password", "password"), "Xk29fj2Lq81mZp0"));
        Assert.NotNull(judge.Look(new Place("password", "password"), "Xk29fj2Lq81mZp0"));
    }

    /// <summary>2,000 secrets and 6,000 texts are compared no oftener for each text than 500 and 1,500 are.</summary>
    [Fact]
    public void Held_FourTimesTheSecretsAndTexts_AreComparedFourTimesAtMost()
    {
        Assert.InRange(Comparisons(2000, 6000) / (double)Comparisons(500, 1500), 0, Allocation.MostForFourTimes);

        // Texts that end as a secret does, so that something is compared at all.
        static long Comparisons(int secrets, int texts)
        {
            var held = new HeldSecrets();
            for (var number = 0; number < secrets; number++)
                held.Hold($"held-value-{number:00000000}");
            for (var number = 0; number < texts; number++)
                Assert.False(held.Holds($"a text of somebody else {number % secrets:00000000}"));
            return held.Comparisons;
        }
    }
}
