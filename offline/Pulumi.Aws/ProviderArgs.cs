namespace Pulumi.Aws;

public partial class ProviderArgs
{
    [Input("accessKey")]
    public Input<string>? AccessKey { get; set => field = Secrets.Of(value); }

    [Input("region")]
    public Input<string>? Region { get; set; }
        = (Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"))!;

    [Input("secretKey")]
    public Input<string>? SecretKey { get; set => field = Secrets.Of(value); }

    [Input("skipCredentialsValidation", json: true)]
    public Input<bool>? SkipCredentialsValidation { get; set; } = false;

    [Input("skipRegionValidation", json: true)]
    public Input<bool>? SkipRegionValidation { get; set; } = true;

    [Input("token")]
    public Input<string>? Token { get; set => field = Secrets.Of(value); }
}
