using FsCheck;
using FsCheck.Fluent;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>Whatever a stack file holds, it loads or is refused with problems that have a place and no secret.</summary>
public class AnySettingsTests
{
    private static readonly string[] Keys =
    [
        .. SettingsReader.KnownKeys.Select(path => path.Text), "mcp-infra:chrt", "mcp-infra:a.b", "other:key", "bare", "aws:profile", "mcp-infra:secretValues.A",
    ];

    private static readonly string[] InnerKeys =
    [
        "mode", "from", "length", "rotate", "arn", "property", "kmsKeyArn", "group", "password", "host", "port", "name", "user", "kind", "secretRef", "configMapRef", "optional",
        "region", "accountId", "kms", "replicas", "tags", "source", "version", "refreshInterval", "JWT_SECRET_KEY", "PLATFORM_ADMIN_PASSWORD", "AUTH_ENCRYPTION_SECRET",
        "mcpContextForge", "postgres", "enabled", "monitoring", "secure", "\"a.b\"", "\"\"", "\"q\\\"x\"", "12", "~", "\"\\x07\"",
    ];

    private static readonly string[] Scalars =
    [
        "", "~", "true", "no", "0", "-1", "48", "012", "1.5", ".inf", "1e400", "2026-01-02", "2026-99-99", "99999999999999999999", "\"\"", "\" \"", "\"12\"", "generate", "config", "external",
        "existing", "bundled", "irsa", "pod-identity", "eu-west-1", "1h", "99999999h", "managed", "'{\"a\": [1, {\"b\": null}]}'", "'{\"a\"'", "'[1e999]'", "\"\\0\"", "'\U0001F511'",
        StackYaml.ExistingArn, StackYaml.KmsKeyArn, StackYaml.OperatorRoleArn, "arn:aws:::::", "arn:", "postgres://u:p@h", "AKIAABCDEFGHIJKLMNOP", "!x y", "&a 1", "{secure: v1:a:b}",
    ];

    private static Gen<string> Scalar { get; } = Gen.Elements(Scalars);

    /// <summary>A secret that somebody wrote in plain text, in the ways one can.</summary>
    private static Gen<string> Canaried { get; } = Gen.Elements(
        BadStacks.Canary, $"'{BadStacks.Canary}'", $"[{BadStacks.Canary}]", $"{{x: {BadStacks.Canary}}}", $"{{secure: [{BadStacks.Canary}]}}", $"&a {BadStacks.Canary}", $"!t {BadStacks.Canary}");

    internal static Gen<string> Stack { get; } =
        from entries in Gen.Elements(Keys).SelectMany(key => Gen.Sized(size => Node(Math.Min(size, 12))).Select(value => $"  {key}: {value}\n")).ListOf()
        from canaries in Gen.Elements("A", "POSTGRES_PASSWORD", "JWT_SECRET_KEY").SelectMany(name => Canaried.Select(value => $"{name}: {value}")).ListOf()
        from withBaseline in Gen.Elements(true, false)
        let secretValues = canaries.Count == 0 ? "" : $"  mcp-infra:secretValues: {{{string.Join(", ", canaries)}}}\n"
        select (withBaseline ? StackYaml.Baseline.Text : "config:\n") + string.Concat(entries) + secretValues;

    private static Gen<string> Node(int size)
    {
        if (size <= 1)
            return Scalar;
        var inner = Node(size / 3);
        return Gen.OneOf(
            Scalar,
            inner.ListOf().Select(items => $"[{string.Join(", ", items.Select(item => item.Length == 0 ? "~" : item))}]"),
            Gen.Elements(InnerKeys).SelectMany(key => inner.Select(value => $"{key}: {value}")).ListOf().Select(entries => $"{{{string.Join(", ", entries)}}}"));
    }

    [ManyRunsProperty(few: 200, many: 3_000)]
    public Property Load_AnyStack_LoadsOrIsRefusedWithPlacesAndNoSecret() => Prop.ForAll(Stack.ToArbitrary(), text => HoldsFor(text));

    [ManyRunsProperty(few: 200, many: 3_000)]
    public Property Load_DamagedText_LoadsOrIsRefusedWithPlacesAndNoSecret()
    {
        var whole = StackYaml.Everything.With("mcp-infra:secretValues.SMTP_PASSWORD", BadStacks.Canary).Text;
        var damaged =
            from at in Gen.Choose(0, whole.Length - 1)
            from length in Gen.Choose(0, 12)
            from noise in Gen.Elements("", "\n", "\t", ": ", "[", "}", "\"", "'", "- ", "&", "*", "%", "? ", "|\n", "\0", "#", "<<: *a\n", "---\n", "  ")
            select whole[..at] + noise + whole[Math.Min(whole.Length, at + length)..];
        return Prop.ForAll(damaged.ToArbitrary(), text => HoldsFor(text));
    }

    private static bool HoldsFor(string text)
    {
        try
        {
            StackLoader.Load(StackYaml.SourceOf(text));
            return true;
        }
        catch (SettingsException refused)
        {
            return refused.Problems.Count > 0
                && refused.Problems.All(problem => problem.Path.Length > 0 && !problem.Message.IsEmpty)
                && !refused.Message.Contains(BadStacks.Canary, StringComparison.Ordinal);
        }
    }
}
