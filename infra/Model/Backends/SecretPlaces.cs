using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model.Backends;

/// <summary>Where the values of a group are in a backend that this program writes nothing to.</summary>
internal static class SecretPlaces
{
    /// <summary>The place of each property; null with AWS, where the program makes the secrets itself.</summary>
    /// <param name="secret">Name of the Kubernetes Secret that takes the group.</param>
    public static Func<string, RemoteSecret>? Of(StackSettings settings, string group, string secret)
    {
        switch (settings.Backend)
        {
            case BackendSettings.Vault vault:
                return property => new RemoteSecret.OfVault($"{vault.Path}/{group}", property);
            case BackendSettings.Azure azure:
                return property => new RemoteSecret.OfKeyVault($"{azure.Prefix}-{settings.Environment}-{group}", property);
            case BackendSettings.Sealed files:
                var file = files.Documents.FirstOrDefault(document => document.Name == secret)?.File ?? "SealedSecret " + secret;
                return key => new RemoteSecret.OfSealed(file, key);
            case BackendSettings.Existing:
                return key => new RemoteSecret.OfKubernetes(secret, key);
            default:
                return null;
        }
    }
}
