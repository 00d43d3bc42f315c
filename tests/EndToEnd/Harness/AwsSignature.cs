using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Long- or short-lived credentials of AWS.</summary>
internal sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);

/// <summary>
/// Signs requests by AWS Signature Version 4 (IAM User Guide, "Create a signed AWS API request"): the package that does
/// it for IAM and Secrets Manager is not in every package source.
/// </summary>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <param name="body">The body that the request carries.</param>
    public static void Sign(HttpRequestMessage request, string body, string service, string region, AwsCredentials credentials)
    {
        var time = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        request.Headers.Add("X-Amz-Date", time);
        if (credentials.SessionToken is { } token)
            request.Headers.Add("X-Amz-Security-Token", token);

        var headers = request.Headers.Where(header => header.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value)))
            .Append((Name: "host", Value: request.RequestUri!.Authority))
            .OrderBy(header => header.Name, StringComparer.Ordinal).ToList();
        var signed = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join('\n',
            request.Method.Method, request.RequestUri.AbsolutePath, "",
            string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n")), signed, Hash(body));
        var toSign = string.Join('\n', Algorithm, time, scope, Hash(canonical));
        var key = new[] { time[..8], region, service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), (bytes, part) => HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={signed}, Signature={signature}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
