using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model.Backends;

/// <summary>The cluster's side of AWS Secrets Manager, read through External Secrets Operator.</summary>
internal static class AwsManifests
{
    public static IEnumerable<KubernetesManifest> All(LoadedStack stack)
    {
        var settings = stack.Settings;
        var aws = new Dictionary<string, object?> { ["region"] = settings.Aws.Region, ["service"] = "SecretsManager" };
        KubernetesManifest? reader = null;
        switch (settings.Identity)
        {
            case IdentitySettings.Irsa irsa:
                reader = SecretManifests.ServiceAccount(settings, irsa.ServiceAccount, ("eks.amazonaws.com/role-arn", new ReaderRoleArn()));
                aws["auth"] = Map(("jwt", Map(("serviceAccountRef", EsoManifests.ServiceAccountRef(settings, irsa.ServiceAccount)))));
                break;

            // Pod Identity is the operator's own; a serviceAccountRef cannot be used with it, so the role is assumed from there.
            case IdentitySettings.PodIdentity:
                aws["role"] = new ReaderRoleArn();
                break;
        }

        return EsoManifests.All(stack, "aws", aws, reader);
    }
}
