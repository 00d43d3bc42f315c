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
        foreach (var value in carried)
        {
            if (IsDecided([Secrets, value.Id]))
                continue;
            SetSource([Secrets, value.Id], to);
            if (to == SecretSource.External && value.Id != ChartCredentials.AuthEncryptionSecret && (value.Value is null || others.Count > 0))
                stack.Set(value.Value is null ? MigrationPlan.ByHandGroup : OwnGroup, Secrets, value.Id, "group");
        }
    }

    public void SetServers(ServerMove servers)
    {
        foreach (var (group, key, value) in servers.Settings)
            stack.Set(value, StackText.Key(group), key);
        foreach (var value in servers.Carried)
        {
            IReadOnlyList<string> path = [StackText.Key(value.Id == DatabaseSettings.PasswordName ? "database" : "redis"), "password"];
            if (!IsDecided(path))
                SetSource(path, to == SecretSource.Config && value.Value is { } text && !IsUrlSafe(text) ? SecretSource.External : to);
        }
    }

    /// <summary>Settings of the chart that the stack does not make itself.</summary>
    public void SetValues(FreeValues values)
    {
        if (values.References.Count > 0 && !stack.Has(StackText.Key("extraEnvVarsSecret")))
            stack.Set(values.References, StackText.Key("extraEnvVarsSecret"));
        Merge([StackText.Key("values")], values.Tree);
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

    private void SetSource(IReadOnlyList<string> path, SecretSource source)
    {
        stack.Set(source == SecretSource.Config ? "config" : "external", [.. path, "from"]);
        foreach (var key in OtherKeys.Where(key => stack.Has([.. path, key])))
            stack.Remove([.. path, key]);
    }

    private void Merge(IReadOnlyList<string> path, IReadOnlyDictionary<string, object?> tree)
    {
        if (tree.Count == 0)
            return;
        switch (stack.Find(path))
        {
            case null or ScalarNode { Written: "" }:
                stack.Set(tree, path);
                break;
            case MappingNode:
                foreach (var (key, value) in tree)
                {
                    if (value is IReadOnlyDictionary<string, object?> inner)
                        Merge([.. path, key], inner);
                    else if (!stack.Has([.. path, key]))
                        stack.Set(value, [.. path, key]);
                }

                break;
        }
    }

    /// <summary>The chart joins the password of a server of its own into a URL as it is.</summary>
    private static bool IsUrlSafe(SecretText text) =>
        text.Reveal().All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~');
}
