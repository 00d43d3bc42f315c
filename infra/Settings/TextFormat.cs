using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using McpInfra.Contract;

namespace McpInfra.Settings;

/// <summary>What a text must look like.</summary>
/// <param name="Description">Says it in a message after "is not".</param>
/// <param name="Example">A text of that format for the command that mends a wrong one; capitals stand for what only a person knows.</param>
internal sealed record TextFormat(string Description, string Example, Func<string, bool> IsValid);

/// <summary>The formats of Kubernetes, AWS and Postgres names that settings must keep to.</summary>
internal static partial class TextFormats
{
    private const int LongestDnsName = 253;

    public static TextFormat Any(string what, string example) => new(what, example, text => !text.Any(char.IsControl));

    public static TextFormat DnsLabel(string example, int longest = 63) => new(
        $"a DNS label: lower-case letters, digits and '-', at most {longest.ToString(CultureInfo.InvariantCulture)} characters, a letter or digit at each end",
        example, text => text.Length <= longest && Label().IsMatch(text));

    /// <summary>Name of a Kubernetes object.</summary>
    public static TextFormat ObjectName(string example) => new(
        "a Kubernetes name: lower-case letters, digits, '-' and '.', at most 253 characters, a letter or digit at each end",
        example, text => text.Length <= LongestDnsName && Subdomain().IsMatch(text));

    /// <summary>Host of a server that somebody else runs: a DNS name or an address.</summary>
    public static TextFormat Host(string example) => new(
        "a host name or address (IPv4: the chart writes it into a URL, without the brackets of IPv6), without scheme, port or path",
        example, text => text.Length <= LongestDnsName
            && (HostName().IsMatch(text)
                || (IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text)));

    public static TextFormat ChartVersion { get; } = new(
        "a chart version such as " + ChartTable.NewestVersion, ChartTable.NewestVersion, text => Version().IsMatch(text));

    public static TextFormat IngressHost { get; } = new(
        "a lower-case host name, without scheme, port or path",
        "mcp.example.com", text => text.Length <= LongestDnsName && Subdomain().IsMatch(text) && text.Contains('.', StringComparison.Ordinal));

    public static TextFormat AccountId { get; } = new(
        "an AWS account id: twelve digits", "123456789012", text => Account().IsMatch(text));

    public static TextFormat Region { get; } = new(
        "an AWS region such as eu-west-1", "eu-west-1", text => AwsRegion().IsMatch(text));

    public static TextFormat Prefix { get; } = new(
        "a path of letters, digits and + = . @ _ -, its parts joined by single '/'",
        "mcp", text => text.Length <= 128 && NamePath().IsMatch(text));

    /// <summary>A variable as a shell and a Kubernetes <c>envFrom</c> both take it.</summary>
    public static TextFormat EnvironmentVariable { get; } = new(
        "the name of an environment variable: letters, digits and '_', no digit first", "NAME", text => Variable().IsMatch(text));

    // The chart joins user and database name into a URL without escaping them.
    public static TextFormat DatabaseWord(string what) => new(
        $"{what} that can stand in a URL: letters, digits and _ . -, at most 63 characters", "mcp", text => Word().IsMatch(text));

    public static TextFormat ChartSource { get; } = new(
        "an oci:// address without a tag, or a directory", ChartSettings.PublishedSource, IsChartSource);

    public static TextFormat KmsKey { get; } = OfArn(
        "the ARN of a KMS key (not of an alias)", "arn:aws:kms:REGION:ACCOUNT:key/ID",
        arn => arn is { Service: "kms", Region.Length: > 0 } && KmsKeyResource().IsMatch(arn.Resource));

    public static TextFormat ExistingSecret { get; } = OfArn(
        "the full ARN of a Secrets Manager secret, its six-character suffix included", "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX",
        arn => arn is { Service: "secretsmanager", Region.Length: > 0 } && SecretResource().IsMatch(arn.Resource));

    public static TextFormat Role { get; } = OfArn(
        "the ARN of an IAM role", "arn:aws:iam::ACCOUNT:role/NAME",
        arn => arn is { Service: "iam", Region: "" } && RoleResource().IsMatch(arn.Resource));

    public static TextFormat Policy { get; } = OfArn(
        "the ARN of an IAM policy", "arn:aws:iam::ACCOUNT:policy/NAME",
        arn => arn is { Service: "iam", Region: "" } && PolicyResource().IsMatch(arn.Resource), account => account == "aws");

    public static TextFormat OidcProvider { get; } = OfArn(
        "the ARN of an IAM OIDC provider", "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID",
        arn => arn is { Service: "iam", Region: "" } && OidcResource().IsMatch(arn.Resource));

    private static TextFormat OfArn(string description, string example, Func<Arn, bool> isValid, Func<string, bool>? otherAccount = null) =>
        new(description, example, text => Arn.Parse(text) is { Partition: "aws" or "aws-cn" or "aws-us-gov" } arn
            && (Account().IsMatch(arn.Account) || (otherAccount?.Invoke(arn.Account) ?? false))
            && isValid(arn));

    private static bool IsChartSource(string text)
    {
        if (text.Any(char.IsControl))
            return false;
        if (!text.StartsWith("oci://", StringComparison.Ordinal))
            return !text.Contains("://", StringComparison.Ordinal);
        return OciAddress().IsMatch(text);
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();

    // Dotted digits alone are an address, which is checked as one.
    [GeneratedRegex(@"^(?![0-9.]+\z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex HostName();

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

    [GeneratedRegex(@"^key/[A-Za-z0-9-]+\z")]
    private static partial Regex KmsKeyResource();

    [GeneratedRegex(@"^secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}\z")]
    private static partial Regex SecretResource();

    [GeneratedRegex(@"^role/([\x21-\x7e]+/)?[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex RoleResource();

    [GeneratedRegex(@"^policy/([\x21-\x7e]+/)?[A-Za-z0-9+=,.@_-]{1,128}\z")]
    private static partial Regex PolicyResource();

    [GeneratedRegex(@"^oidc-provider/[A-Za-z0-9.-]+(/[A-Za-z0-9._~/-]+)?\z")]
    private static partial Regex OidcResource();

    [GeneratedRegex(@"^oci://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+\z")]
    private static partial Regex OciAddress();
}
