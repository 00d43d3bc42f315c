using System.Text.RegularExpressions;

namespace McpInfra.Settings.Backends;

/// <summary>The formats that the settings of backends other than AWS must keep to.</summary>
internal static partial class BackendFormats
{
    /// <summary>Name of the ServiceAccount that a store reads as, unless the stack says otherwise.</summary>
    public const string Reader = "mcp-secrets-reader";

    public static TextFormat VaultAddress { get; } = new(
        "the URL of a Vault server: http:// or https://, a host and perhaps a port, nothing else", "https://vault.example.com:8200", Url());

    /// <summary>A Key Vault's URL in any of Azure's clouds.</summary>
    public static TextFormat KeyVaultUrl { get; } = new(
        "the URL of a Key Vault, such as https://NAME.vault.azure.net", "https://NAME.vault.azure.net", VaultUrl());

    /// <summary>Part of a Key Vault secret's name, which takes letters, digits and dashes alone.</summary>
    public static TextFormat KeyVaultWord { get; } = new(
        "letters, digits and '-', a letter or digit at each end: more than that a Key Vault does not take in a name", "mcp", KeyVaultName())
    { Longest = 40 };

    public static TextFormat ProjectPath { get; } = new(
        "a path inside the project, '*' and '?' in its last part alone, without '..'", "sealed/dev/*.yaml", InProject());

    public static TextFormat VaultPath(string what, string example) => new(
        $"{what}: letters, digits and _ . -, its parts joined by single '/'", example, Path())
    { Longest = 256 };

    public static TextFormat VaultRole(string example) => new(
        "the name of a Vault role: letters, digits and _ . -", example, Role())
    { Longest = 128 };

    public static TextFormat AzureId(string example) => new(
        "an id of Azure, such as 11112222-3333-4444-5555-666677778888", example, Id());

    /// <summary>Key of a Secret or a ConfigMap.</summary>
    public static TextFormat DataKey { get; } = new(
        "a key of a Secret: letters, digits and _ . -", "KEY", Role())
    { Longest = 253 };

    [GeneratedRegex(@"^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?\z")]
    private static partial Regex Url();

    [GeneratedRegex(@"^https://[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\.vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)\z")]
    private static partial Regex VaultUrl();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex KeyVaultName();

    [GeneratedRegex(@"^(?!(.*/)?\.\.(/|\z))(\./)?([^/*?\\\p{Cc}]+/)*[^/\\\p{Cc}]+\z")]
    private static partial Regex InProject();

    [GeneratedRegex(@"^(?!(.*/)?\.\.(/|\z))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\z")]
    private static partial Regex Role();

    [GeneratedRegex(@"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z")]
    private static partial Regex Id();
}
