using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Tests.Support;

/// <summary>The AWS side of a stack that has one.</summary>
internal static class AwsSide
{
    extension(StackSettings settings)
    {
        public AwsSettings Aws => ((BackendSettings.Aws)settings.Backend).Settings;

        public IdentitySettings Identity => settings.Aws.Identity;

        /// <summary>The same stack with another AWS side.</summary>
        public StackSettings With(Func<AwsSettings, AwsSettings> change) => settings with { Backend = new BackendSettings.Aws(change(settings.Aws)) };
    }
}
