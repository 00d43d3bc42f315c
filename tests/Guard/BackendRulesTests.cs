using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Guard;

/// <summary>What the guard makes of the objects of other backends than AWS.</summary>
public sealed class BackendRulesTests
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
        Assert.NotNull(Check("kubernetes:core/v1:ConfigMap", "spec.encryptedData.JWT_SECRET_KEY", ciphertext));
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

    private static (string Problem, string Fix)? Check(string type, string path, string text)
    {
        var held = new HeldSecrets();
        held.Hold(Held);
        return new PlaintextRules(held).Check(type, new InputLeaf(path, text));
    }
}
