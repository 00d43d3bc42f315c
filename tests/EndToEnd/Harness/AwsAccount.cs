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
        var user = "mcp-deployer-" + LiveStack.NewId();
        var credentials = await MakeDeployerAsync(api, user);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => GiveBackAsync(api, user, credentials).GetAwaiter().GetResult();
        await SetCallsWithoutIamAsync(api.Endpoint, "0");
        return api.As(credentials);
    }

    private static async Task<AwsCredentials> MakeDeployerAsync(AwsApi api, string user)
    {
        await api.IamAsync("CreateUser", ("UserName", user));
        await api.IamAsync("PutUserPolicy", ("UserName", user), ("PolicyName", "deploy"), ("PolicyDocument",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        var key = (await api.IamAsync("CreateAccessKey", ("UserName", user))).Descendants().ToList();
        return new AwsCredentials(
            key.First(element => element.Name.LocalName == "AccessKeyId").Value, key.First(element => element.Name.LocalName == "SecretAccessKey").Value);
    }

    private static async Task GiveBackAsync(AwsApi api, string user, AwsCredentials credentials)
    {
        await SetCallsWithoutIamAsync(api.Endpoint, "inf");
        await api.IamAsync("DeleteAccessKey", ("UserName", user), ("AccessKeyId", credentials.AccessKeyId));
        await api.IamAsync("DeleteUserPolicy", ("UserName", user), ("PolicyName", "deploy"));
        await api.IamAsync("DeleteUser", ("UserName", user));
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
