using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Writes into a stack file what a migration needs it to say: sources of the values, servers, chart settings.</summary>
internal sealed class StackEntries(StackText stack, SecretSource to)
{
    /// <summary>Keys that only another source gives a meaning.</summary>
    private static readonly string[] OtherKeys = ["length", "rotate", "group", "arn", "property", "kmsKeyArn"];

    /// <summary>Group for carried variables where the stack keeps others in the common one, whose JSON a put would replace.</summary>
    private const string OwnGroup = "carried";

    public List<Words> Notes { get; } = [];

    /// <summary>Each variable that is carried gets its source; one that the stack generates would be another value.</summary>
    public void SetVariables(IReadOnlyList<CarriedValue> carried)
    {
        var ids = carried.Select(value => value.Id).ToHashSet();
        var others = (stack.Find(Secrets) as MappingNode)?.Entries
            .Where(entry => !ids.Contains(entry.Key) && stack.TextOf(Secrets, entry.Key, "from") == "external" && !stack.Has(Secrets, entry.Key, "group")).ToList() ?? [];
        var open = carried.DistinctBy(value => value.Id).Where(value => !IsDecided([Secrets, value.Id])).ToList();
        SetSources([.. open.Select(value => ((IReadOnlyList<string>)[Secrets, value.Id], to))]);
        stack.Set([.. open.Where(value => to == SecretSource.External && value.Id != ChartCredentials.AuthEncryptionSecret && (value.Value is null || others.Count > 0))
            .Select(value => ((IReadOnlyList<string>)[Secrets, value.Id, "group"], (object?)(value.Value is null ? MigrationPlan.ByHandGroup : OwnGroup)))]);
    }

    public void SetServers(ServerMove servers)
    {
        stack.Set([.. servers.Settings.Select(setting => ((IReadOnlyList<string>)[StackText.Key(setting.Group), setting.Key], (object?)setting.Value))]);
        foreach (var value in servers.Carried)
        {
            IReadOnlyList<string> path = [StackText.Key(value.Id == DatabaseSettings.PasswordName ? "database" : "redis"), "password"];
            if (!IsDecided(path))
                SetSources([(path, to == SecretSource.Config && value.Value is { } text && !IsUrlSafe(text) ? SecretSource.External : to)]);
        }
    }

    /// <summary>Settings of the chart that the stack does not make itself.</summary>
    public void SetValues(FreeValues values)
    {
        if (values.References.Count > 0 && !stack.Has(StackText.Key("extraEnvVarsSecret")))
            stack.Set(values.References, StackText.Key("extraEnvVarsSecret"));
        stack.Set([.. Missing([StackText.Key("values")], values.Tree)]);
    }

    public void SetGateway(MergedValues values, FreeValues free)
    {
        var gateway = StackText.Key("gateway");
        if (!free.IsExposed || stack.Has(gateway))
            return;
        stack.Set(values.Text("mcpContextForge.ingress.host"), gateway, "host");
        if (values.Text("mcpContextForge.ingress.className") is not "nginx" and var ingressClass)
            stack.Set(ingressClass, gateway, "ingressClass");
        if (values.Text("mcpContextForge.ingress.tls.secretName") is { Length: > 0 } tls)
            stack.Set(tls, gateway, "tlsSecret");
        if (!values.IsOn("mcpContextForge.ingress.tls.enabled"))
            Notes.Add("The gateway's Ingress has no TLS today; the program's has.");
    }

    private static string Secrets => StackText.Key("secrets");

    /// <summary>Whether the stack has named a source that keeps the value as it is.</summary>
    private bool IsDecided(IReadOnlyList<string> path) => stack.TextOf([.. path, "from"]) is "external" or "config" or "existing";

    /// <summary>The sources first: a map without its only key would be gone, with its place and its comments.</summary>
    private void SetSources(IReadOnlyList<(IReadOnlyList<string> Path, SecretSource From)> sources)
    {
        stack.Set([.. sources.Select(source => ((IReadOnlyList<string>)[.. source.Path, "from"], (object?)(source.From == SecretSource.Config ? "config" : "external")))]);
        foreach (var (path, _) in sources)
        {
            foreach (var key in OtherKeys.Where(key => stack.Has([.. path, key])))
                stack.Remove([.. path, key]);
        }
    }

    /// <summary>What the stack does not say already.</summary>
    private IEnumerable<(IReadOnlyList<string> Keys, object? Value)> Missing(IReadOnlyList<string> path, IReadOnlyDictionary<string, object?> tree) => stack.Find(path) switch
    {
        _ when tree.Count == 0 => [],
        null or ScalarNode { Written: "" } => [(path, tree)],
        MappingNode => tree.SelectMany(entry => entry.Value is IReadOnlyDictionary<string, object?> inner ? Missing([.. path, entry.Key], inner)
            : stack.Has([.. path, entry.Key]) ? [] : [([.. path, entry.Key], entry.Value)]),
        _ => [],
    };

    /// <summary>The chart joins the password of a server of its own into a URL as it is.</summary>
    private static bool IsUrlSafe(SecretText text) =>
        text.Reveal().All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~');
}
