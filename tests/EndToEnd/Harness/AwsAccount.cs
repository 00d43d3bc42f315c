namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The account that the tests deploy into, as its deployer. On an emulator that decides by IAM (<c>MCP_E2E_IAM</c>) every
/// call is decided from the first test on: the deployer is a user with a policy, as on AWS. That is a state of the
/// endpoint, which all tests want alike; it is given back when the process ends.
/// </summary>
internal static class AwsAccount
{
    private static readonly Lazy<Task<AwsApi>> Shared = new(OpenAsync);

    public static Task<AwsApi> DeployerAsync() => Shared.Value;

    private static async Task<AwsApi> OpenAsync()
    {
        var api = new AwsApi(new Uri(RealComponents.AwsEndpoint!), RealComponents.Region, new AwsCredentials(
            Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "", Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? ""));
        if (!RealComponents.DecidesByIam || !await SetCallsWithoutIamAsync(api.Endpoint, "inf"))
            return api;
        var deployer = api.As(await MakeDeployerAsync(api));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => SetCallsWithoutIamAsync(api.Endpoint, "inf").GetAwaiter().GetResult();
        await SetCallsWithoutIamAsync(api.Endpoint, "0");
        return deployer;
    }

    private static async Task<AwsCredentials> MakeDeployerAsync(AwsApi api)
    {
        var user = "mcp-deployer-" + LiveStack.NewId();
        await api.IamAsync("CreateUser", ("UserName", user));
        await api.IamAsync("PutUserPolicy", ("UserName", user), ("PolicyName", "deploy"), ("PolicyDocument",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        var key = (await api.IamAsync("CreateAccessKey", ("UserName", user))).Descendants().ToList();
        return new AwsCredentials(
            key.First(element => element.Name.LocalName == "AccessKeyId").Value, key.First(element => element.Name.LocalName == "SecretAccessKey").Value);
    }

    /// <summary>Moto's own switch: how many calls pass before IAM decides.</summary>
    /// <returns>Whether the endpoint has that switch; AWS itself decides always.</returns>
    private static async Task<bool> SetCallsWithoutIamAsync(Uri endpoint, string count)
    {
        using var http = new HttpClient();
        using var body = new StringContent(count, System.Text.Encoding.ASCII, "text/plain");
        using var answer = await http.PostAsync(new Uri(endpoint, "moto-api/reset-auth"), body);
        return answer.IsSuccessStatusCode;
    }
}
