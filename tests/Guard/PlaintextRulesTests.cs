using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Guard;

/// <summary>What the guard makes of the objects of other backends than AWS.</summary>
public sealed class PlaintextRulesTests
{
    private const string Sealed = "kubernetes:bitnami.com/v1alpha1:SealedSecret";
    private const string Static = "kubernetes:secrets.hashicorp.com/v1beta1:VaultStaticSecret";
    private const string Held = "held-secret-value-0123456789";

    [Fact]
    public void Check_CiphertextOfKubeseal_IsTakenInItsPlaceAlone()
    {
        var ciphertext = SealedProject.Ciphertext();

        Assert.Null(Check(Sealed, "spec.encryptedData.JWT_SECRET_KEY", ciphertext));
        Assert.NotNull(Check(Sealed, "spec.template.data.JWT_SECRET_KEY", ciphertext));
    }

    [Theory]
    [InlineData("spec.encryptedData.JWT_SECRET_KEY", "somebody forgot to seal this")]
    [InlineData("spec.encryptedData.OTHER", Held)]
    [InlineData("spec.template.data.JWT_SECRET_KEY", "open")]
    [InlineData("spec.template.stringData.SMTP_PASSWORD", "open")]
    [InlineData("metadata.annotations.note", Held)]
    public void Check_PlainTextInASealedSecret_IsRefused(string path, string text) => Assert.NotNull(Check(Sealed, path, text));

    [Fact]
    public void Check_TemplateThatNamesValues_IsTakenAndOneThatHoldsThemIsNot()
    {
        const string path = "spec.destination.transformation.templates.JWT_SECRET_KEY.text";

        Assert.Null(Check(Static, path, "{{ if hasKey .Secrets \"JWT_SECRET_KEY\" }}{{ get .Secrets \"JWT_SECRET_KEY\" }}{{ else }}{{ fail \"JWT_SECRET_KEY is not in Vault\" }}{{ end }}"));
        Assert.NotNull(Check(Static, path, "{{ get .Secrets \"a\" }}" + Held));
    }

    private static IReadOnlyList<string>? Check(string type, string path, string text)
    {
        var held = new HeldSecrets();
        held.Hold(Held);
        var inputs = path.Split('.').Reverse().Aggregate((YamlNode)ScalarNode.OfText(text), (inner, key) => new MappingNode([new MappingEntry(key, inner)]));
        return new PlaintextRules(held).Check(type, (MappingNode)inputs).Select(found => found.Path).ToList() is { Count: > 0 } found ? found : null;
    }
}
