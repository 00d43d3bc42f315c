using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

/// <summary>What was refused is withheld, as long as what is shown says more than that.</summary>
public sealed class HeldSecretsTests
{
    /// <summary>A weak password is often what the application is called, and so is its folder: the file must be found.</summary>
    [Theory]
    [InlineData("gitea", true)]
    [InlineData("web-gateway", true)]
    [InlineData("quiet-meadow-river", false)]
    [InlineData("quietmeadowriver", false)]
    [InlineData("web-gateway7", false)]
    public void Refuse_TextThatIsAFoldersName_LeavesThePathReadable(string refused, bool isReadable)
    {
        var held = new HeldSecrets();
        held.Refuse(refused);

        Assert.Equal(isReadable, !held.Hidden($"apps/{refused}/values.yaml").Any());
        Assert.NotEmpty(held.Hidden(refused));
    }
}
