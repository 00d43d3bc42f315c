using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>A release of one or two values files on its way, for the tests of what can happen on it.</summary>
public abstract class MigratingRelease : IDisposable
{
    private protected const string Values = """
        mcpContextForge:
          secret:
            JWT_SECRET_KEY: canary-jwt-key-of-more-than-thirty-two-characters

        """;

    private protected TemporaryProject Project { get; } = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", Values).WithFile("more.yaml", "postgres: {credentials: {password: canary-postgres}}\n");

    public void Dispose()
    {
        Project.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string Read() => string.Join('\f', ((string[])["Pulumi.dev.yaml", "migration.dev.yaml", "more.yaml", "references.dev.yaml", "values.yaml"]).Select(name => $"{name}\f{Project.Read(name)}"));

    private protected async Task WriteAsync(params string[] arguments)
    {
        if (arguments.Contains("--ready"))
            await Project.CompareAsync();
        var run = await Project.RunAsync(["migrate", .. arguments, "--write"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("wrote ", run.Output, StringComparison.Ordinal);
    }
}
