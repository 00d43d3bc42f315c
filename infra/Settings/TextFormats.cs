using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Contract;

namespace McpInfra.Settings;

/// <summary>The formats of Kubernetes, AWS and Postgres names that settings must keep to.</summary>
internal static partial class TextFormats
{
    private const int LongestDnsName = 253;

    private const string LowerLabel = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private const string HostLabel = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private const string Partition = "^arn:aws(-cn|-us-gov)?:";
    private const string OfRegion = @":[^:\s]+:[0-9]{12}:";
    private const string OfAccount = "iam::[0-9]{12}:";

    public static TextFormat Any(string what, string example) => new(what, example, NoControlCharacter());

    public static TextFormat DnsLabel(string example, int longest = 63) => new(
        $"a DNS label: lower-case letters, digits and '-', at most {longest.ToString(CultureInfo.InvariantCulture)} characters, a letter or digit at each end",
        example, Label())
    { Longest = longest };

    /// <summary>Name of a Kubernetes object.</summary>
    public static TextFormat ObjectName(string example) => new(
        "a Kubernetes name: lower-case letters, digits, '-' and '.', at most 253 characters, a letter or digit at each end", example, Subdomain())
    { Longest = LongestDnsName };

    /// <summary>Host of a server that somebody else runs: a DNS name or an address.</summary>
    public static TextFormat Host(string example) => new(
        "a host name or address (IPv4: the chart writes it into a URL, without the brackets of IPv6), without scheme, port or path", example, HostOrAddress())
    { Longest = LongestDnsName };

    public static TextFormat ChartVersion { get; } = new(
        "a chart version such as " + ChartTable.NewestVersion, ChartTable.NewestVersion, Version());

    public static TextFormat IngressHost { get; } = new(
        "a lower-case host name, without scheme, port or path", "mcp.example.com", SubdomainWithDot())
    { Longest = LongestDnsName };

    public static TextFormat AccountId { get; } = new(
        "an AWS account id: twelve digits", "123456789012", Account());

    public static TextFormat Region { get; } = new(
        "an AWS region such as eu-west-1", "eu-west-1", AwsRegion());

    public static TextFormat Prefix { get; } = new(
        "a path of letters, digits and + = . @ _ -, its parts joined by single '/'", "mcp", NamePath())
    { Longest = 128 };

    /// <summary>A variable as a shell and a Kubernetes <c>envFrom</c> both take it.</summary>
    public static TextFormat EnvironmentVariable { get; } = new(
        "the name of an environment variable: letters, digits and '_', no digit first", "NAME", Variable());

    // The chart joins user and database name into a URL without escaping them.
    public static TextFormat DatabaseWord(string what) => new(
        $"{what} that can stand in a URL: letters, digits and _ . -, at most 63 characters", "mcp", Word());

    public static TextFormat ChartSource { get; } = new(
        "an oci:// address without a tag, or a directory", ChartSettings.PublishedSource, OciAddressOrDirectory());

    public static TextFormat KmsKey { get; } = new(
        "the ARN of a KMS key (not of an alias)", "arn:aws:kms:REGION:ACCOUNT:key/ID", KmsKeyArn());

    /// <summary>What encrypts an environment's secrets: a word, or a key's ARN.</summary>
    public static TextFormat Kms { get; } = new(
        "aws-managed, managed or " + KmsKey.Description, "aws-managed", KmsWordOrKeyArn());

    public static TextFormat ExistingSecret { get; } = new(
        "the full ARN of a Secrets Manager secret, its six-character suffix included", "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX", SecretArn());

    public static TextFormat Role { get; } = new(
        "the ARN of an IAM role", "arn:aws:iam::ACCOUNT:role/NAME", RoleArn());

    public static TextFormat Policy { get; } = new(
        "the ARN of an IAM policy", "arn:aws:iam::ACCOUNT:policy/NAME", PolicyArn());

    public static TextFormat OidcProvider { get; } = new(
        "the ARN of an IAM OIDC provider", "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID", OidcProviderArn());

    public static TextFormat TagName { get; } = new(
        "a tag name: 1 to 128 letters, digits, spaces and _ . : / = + - @", "NAME", TagText())
    { Longest = 128, Also = text => text.Length > 0 };

    /// <summary>Without those that AWS and this program keep for themselves.</summary>
    public static TextFormat FreeTagName { get; } = TagName with { Pattern = FreeTagText() };

    public static TextFormat TagValue { get; } = new(
        "a tag value: at most 256 letters, digits, spaces and _ . : / = + - @", "VALUE", TagText())
    { Longest = 256 };

    [GeneratedRegex(@"^[^\p{Cc}]*\z")]
    private static partial Regex NoControlCharacter();

    [GeneratedRegex($@"^{LowerLabel}\z")]
    private static partial Regex Label();

    [GeneratedRegex($@"^{LowerLabel}(\.{LowerLabel})*\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex($@"^{LowerLabel}(\.{LowerLabel})+\z")]
    private static partial Regex SubdomainWithDot();

    // Dotted digits alone are an address, as its own four numbers.
    [GeneratedRegex($@"^((?![0-9.]+\z){HostLabel}(\.{HostLabel})*|{Octet}(\.{Octet}){{3}})\z")]
    private static partial Regex HostOrAddress();

    [GeneratedRegex(@"^v?[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]\z")]
    private static partial Regex AwsRegion();

    [GeneratedRegex(@"^[A-Za-z0-9+=.@_-]+(/[A-Za-z0-9+=.@_-]+)*\z")]
    private static partial Regex NamePath();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(oci://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+|((?!://)[^\p{Cc}])*)\z")]
    private static partial Regex OciAddressOrDirectory();

    private const string KeyArn = Partition + "kms" + OfRegion + "key/[A-Za-z0-9-]+";

    [GeneratedRegex(KeyArn + @"\z")]
    private static partial Regex KmsKeyArn();

    [GeneratedRegex(@"^(aws-managed|managed)\z|" + KeyArn + @"\z")]
    private static partial Regex KmsWordOrKeyArn();

    [GeneratedRegex(Partition + "secretsmanager" + OfRegion + @"secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}\z")]
    private static partial Regex SecretArn();

    [GeneratedRegex(Partition + OfAccount + @"role/([\x21-\x7e]+/)?[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex RoleArn();

    // AWS's own policies are of the account 'aws'.
    [GeneratedRegex(Partition + @"iam::([0-9]{12}|aws):policy/([\x21-\x7e]+/)?[A-Za-z0-9+=,.@_-]{1,128}\z")]
    private static partial Regex PolicyArn();

    [GeneratedRegex(Partition + OfAccount + @"oidc-provider/[A-Za-z0-9.-]+(/[A-Za-z0-9._~/-]+)?\z")]
    private static partial Regex OidcProviderArn();

    [GeneratedRegex(@"^(?!([Aa][Ww][Ss]|[Mm][Cc][Pp]-[Ii][Nn][Ff][Rr][Aa]):)[\p{L}\p{N}\p{Zs}_.:/=+@-]*\z")]
    private static partial Regex FreeTagText();

    [GeneratedRegex(@"^[\p{L}\p{N}\p{Zs}_.:/=+@-]*\z")]
    private static partial Regex TagText();
}
