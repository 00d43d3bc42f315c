namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public partial class SecretArgs
{
    [field: Input("data")]
    public InputMap<string> Data { get => field ??= []; set => field = Secrets.Of(value); }

    [field: Input("stringData")]
    public InputMap<string> StringData { get => field ??= []; set => field = Secrets.Of(value); }
}
