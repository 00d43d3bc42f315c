using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>AWS refused a call.</summary>
/// <param name="code">AWS' name for it, such as <c>InvalidRequestException</c>.</param>
internal sealed class AwsException(string code, string message) : Exception($"{code}: {message}")
{
    public string Code { get; } = code;
}

/// <summary>An AWS endpoint, spoken to in AWS' own protocols as one caller.</summary>
internal sealed class AwsApi(Uri endpoint, string region, AwsCredentials credentials)
{
    private static readonly HttpClient Http = new();

    /// <summary>One call at a time: the emulator answers on many threads and fails where one adds a secret while another looks.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public Uri Endpoint => endpoint;

    public AwsCredentials Credentials => credentials;

    /// <summary>The same endpoint as somebody else.</summary>
    public AwsApi As(AwsCredentials other) => new(endpoint, region, other);

    public Task<JsonObject> SecretsManagerAsync(string action, JsonObject request) =>
        JsonAsync("secretsmanager", "secretsmanager." + action, "application/x-amz-json-1.1", request);

    public Task<JsonObject> KmsAsync(string action, JsonObject request) =>
        JsonAsync("kms", "TrentService." + action, "application/x-amz-json-1.1", request);

    public Task<XElement> IamAsync(string action, params (string Key, string Value)[] parameters) => QueryAsync("iam", "2010-05-08", action, parameters);

    public Task<XElement> StsAsync(string action, params (string Key, string Value)[] parameters) => QueryAsync("sts", "2011-06-15", action, parameters);

    /// <summary>The credentials that a call of STS grants.</summary>
    public async Task<AwsCredentials> AssumeAsync(string action, params (string Key, string Value)[] parameters)
    {
        var granted = (await StsAsync(action, [.. parameters, ("RoleSessionName", "end-to-end")])).Descendants().ToList();
        return new AwsCredentials(Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken"));

        string Text(string name) => granted.First(element => element.Name.LocalName == name).Value;
    }

    /// <summary>The current text of a secret.</summary>
    public async Task<string> SecretTextAsync(string id) =>
        (string)(await SecretsManagerAsync("GetSecretValue", new JsonObject { ["SecretId"] = id }))["SecretString"]!;

    private async Task<JsonObject> JsonAsync(string service, string target, string contentType, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Add("X-Amz-Target", target);
        var (isOk, answer) = await SendAsync(request, body.ToJsonString(), contentType, service);
        // The emulator refuses in XML whatever it was asked in.
        if (!isOk && answer.StartsWith('<'))
            throw Refusal(XElement.Parse(answer));
        var json = answer.Length == 0 ? [] : JsonNode.Parse(answer) as JsonObject ?? [];
        return isOk ? json : throw new AwsException(
            ((string?)json["__type"] ?? "").Split('#')[^1], (string?)json["Message"] ?? (string?)json["message"] ?? "no message");
    }

    private async Task<XElement> QueryAsync(string service, string version, string action, (string Key, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        using var form = new FormUrlEncodedContent(
            parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2)));
        var (isOk, answer) = await SendAsync(request, await form.ReadAsStringAsync(), "application/x-www-form-urlencoded", service);
        var xml = XElement.Parse(answer);
        return isOk ? xml : throw Refusal(xml);
    }

    private static AwsException Refusal(XElement xml)
    {
        return new AwsException(Text("Code"), Text("Message"));

        string Text(string name) => xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
    }

    private async Task<(bool IsOk, string Answer)> SendAsync(HttpRequestMessage request, string body, string contentType, string service)
    {
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new(contentType) { CharSet = "utf-8" };
        AwsSignature.Sign(request, body, service, region, credentials);
        await OneAtATime.WaitAsync();
        try
        {
            using var response = await Http.SendAsync(request);
            return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
