using FsCheck;
using FsCheck.Fluent;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Tests.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary>Whatever is put wherever, and whatever the programs answer: the value is on their standard input and nowhere else.</summary>
public sealed class SecretCanaryTests
{
    private static readonly (string Backend, string Name, string Holder)[] Places =
    [
        ("vault", "PLATFORM_ADMIN_PASSWORD", "mcp/dev/gateway"), ("vso", "PLATFORM_ADMIN_PASSWORD", "mcp/dev/gateway"), ("azure", "PLATFORM_ADMIN_PASSWORD", "mcp-dev-gateway"),
        ("gcpsm", "PLATFORM_ADMIN_PASSWORD", "mcp-dev-gateway"), ("sealed", "PLATFORM_ADMIN_PASSWORD", ""), ("aws", "SMTP_PASSWORD", "mcp/dev/external"),
    ];

    [ManyRunsFact]
    public void Put_AnyValueAndAnyFailure_IsNowhereButOnStandardInput() => Check.One(
        ManyRuns.Config(few: 60, many: 2000),
        Prop.ForAll((from value in Gen.Frequency((2, CanaryTexts.Token), (2, CanaryTexts.Word), (1, CanaryTexts.Acting))
                     from other in CanaryTexts.Word
                     from place in Gen.Elements(Places)
                     from failing in Gen.Choose(0, 12)
                     from echo in Gen.Elements("error", "output", "json")
                     select (value, other, place, failing, echo)).ToArbitrary(), given => Fault(given.value, given.other, given.place, given.failing, given.echo) is { } fault ? throw new InvalidOperationException($"{fault}\n{given}") : true));

    private static string? Fault(string value, string other, (string Backend, string Name, string Holder) place, int failing, string echo)
    {
        using var project = new TemporaryProject().With("dev", place.Backend == "aws" ? StackYaml.Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external").Text : BackendStacks.All[place.Backend].Text);
        var programs = new FakePrograms();
        programs.Put(place.Holder, new System.Text.Json.Nodes.JsonObject { ["BASIC_AUTH_PASSWORD"] = other }.ToJsonString());
        var calls = 0;
        programs.Before = (_, input) => ++calls != failing ? null : echo switch
        {
            "error" => new ProgramAnswer(1, "", $"error (Forbidden): {input} {value} {other}"),
            "output" => new ProgramAnswer(0, $"{input} {value} {other}"),
            _ => new ProgramAnswer(0, new System.Text.Json.Nodes.JsonObject { ["VersionId"] = value, ["Account"] = value, ["tenantId"] = value, ["name"] = value, ["id"] = value, ["status"] = value }.ToJsonString()),
        };
        var run = project.RunAsync(programs, value, "secret", "put", place.Name, "--stack", "dev", "--wait").GetAwaiter().GetResult();
        var list = project.RunAsync(programs, value, "secret", "list", "--stack", "dev").GetAwaiter().GetResult();
        string[] forms = [value, Visible.Of(value)];
        if (forms.Any(form => (run.Output + run.Error).Contains(form, StringComparison.Ordinal)))
            return $"shown:\n{run.Output}{run.Error}";
        if ((run.Output + run.Error + list.Output + list.Error).Contains(other, StringComparison.Ordinal))
            return $"a value of the store is shown:\n{run.Output}{run.Error}{list.Output}{list.Error}";
        if (programs.Lines.Find(line => line.Contains(value, StringComparison.Ordinal) || line.Contains(other, StringComparison.Ordinal)) is { } line)
            return $"an argument of {line}";
        if (run.ExitCode is < 0 or > 2 || run.Error.Contains("a fault of mcp-infra itself", StringComparison.Ordinal))
            return $"exit code {run.ExitCode}: {run.Error}";
        return Directory.EnumerateFiles(project.PathOf("."), "*", SearchOption.AllDirectories).FirstOrDefault(file => File.ReadAllText(file).Contains(value, StringComparison.Ordinal)) is { } written ? $"in {written}" : null;
    }
}
