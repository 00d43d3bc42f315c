using System.Text.RegularExpressions;

namespace McpInfra.Settings.Backends;

/// <summary>The formats of Vault, Azure and file names that a backend's settings must keep to.</summary>
internal static partial class BackendFormats
{
    /// <summary>Name of the ServiceAccount that a store reads as, unless the stack says otherwise.</summary>
    public const string Reader = "mcp-secrets-reader";

    public static TextFormat VaultAddress { get; } = new(
        "the URL of a Vault server: http:// or https://, a host and perhaps a port, nothing else", "https://vault.example.com:8200", text => Url().IsMatch(text));

    /// <summary>A Key Vault's URL in any of Azure's clouds.</summary>
    public static TextFormat KeyVaultUrl { get; } = new(
        "the URL of a Key Vault, such as https://NAME.vault.azure.net", "https://NAME.vault.azure.net", text => VaultUrl().IsMatch(text));

    /// <summary>Part of a Key Vault secret's name, which takes letters, digits and dashes alone.</summary>
    public static TextFormat KeyVaultWord { get; } = new(
        "letters, digits and '-', a letter or digit at each end: more than that a Key Vault does not take in a name", "mcp", text => text.Length <= 40 && KeyVaultName().IsMatch(text));

    public static TextFormat ProjectPath { get; } = new(
        "a path inside the project, '*' and '?' in its last part alone, without '..'", "sealed/dev/*.yaml",
        text => !text.Any(char.IsControl) && InProject().IsMatch(text) && !text.Split('/').Contains(".."));

    public static TextFormat VaultPath(string what, string example) => new(
        $"{what}: letters, digits and _ . -, its parts joined by single '/'", example, text => text.Length <= 256 && Path().IsMatch(text) && !text.Split('/').Contains(".."));

    public static TextFormat VaultRole(string example) => new(
        "the name of a Vault role: letters, digits and _ . -", example, text => text.Length <= 128 && Role().IsMatch(text));

    public static TextFormat AzureId(string example) => new(
        "an id of Azure, such as 11112222-3333-4444-5555-666677778888", example, text => Guid.TryParseExact(text, "D", out _));

    /// <summary>Key of a Secret or a ConfigMap.</summary>
    public static TextFormat DataKey(string example) => new(
        "a key of a Secret: letters, digits and _ . -", example, text => text.Length <= 253 && Role().IsMatch(text));

    [GeneratedRegex(@"^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?\z")]
    private static partial Regex Url();

    [GeneratedRegex(@"^https://[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\.vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)\z")]
    private static partial Regex VaultUrl();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex KeyVaultName();

    [GeneratedRegex(@"^(\./)?([^/*?\\]+/)*[^/\\]+\z")]
    private static partial Regex InProject();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\z")]
    private static partial Regex Role();
}
