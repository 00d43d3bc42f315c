using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What Pulumi 3.259 itself refuses of the configuration that a project's file declares (Project.Validate in sdk/go/common/workspace, and
/// mergeConfig in pkg/workspace), told before it does.
/// </summary>
internal sealed partial class DeclarationCheck(ProjectFile project, Problems problems)
{
    private const string Array = "array";

    private static readonly string[] Types = ["string", "integer", "boolean", Array, "object"];
    private static readonly string[] Members = ["type", "items", "description", "secret", "default", "value"];

    /// <param name="document">The stack's configuration with what the project gives.</param>
    public void Report(SettingsDocument document)
    {
        if (project.Root!.Find("config") is SequenceNode list)
            Tell(list.Line, "config", "is a list, and must be a map of keys. Make it one.");
        foreach (var declaration in ProjectConfig.Declarations(project))
        {
            var before = problems.Errors.Count;
            ReportForm(declaration);
            if (declaration.TopLevel is { } key && problems.Errors.Count == before)
                ReportStack(declaration, declaration.Path, ProjectConfig.Find(document.Entries, key, declaration.Inner), document);
        }
    }

    private void ReportForm(ProjectDeclaration declaration)
    {
        if (declaration.TopLevel is null)
            Tell(declaration, "is no key that Pulumi can read. Write it as NAME, NAMESPACE:NAME, or with a path behind the name: a.b, a[\"b\"], a[0].");
        switch (declaration.Written)
        {
            case MappingNode map:
                ReportMembers(declaration, map);
                break;
            case ScalarNode { Value: long or double } number when !Integer().IsMatch(number.Written):
                Tell(declaration, "is a number that Pulumi does not take here. Put it in quotes.");
                break;
            case ScalarNode { Value: null }:
                Tell(declaration, "is empty, which Pulumi does not take. Give it a value or remove it.");
                break;
        }
    }

    private void ReportMembers(ProjectDeclaration declaration, MappingNode map)
    {
        foreach (var other in map.Entries.Where(entry => !Members.Contains(entry.Key)))
            Tell(other.Line, PlacePath.Key(Key(declaration), other.Key, problems.Held), $"is no member of a declaration; those are {Words.Join(", ", Members)}. An object stands under {(declaration.IsOwn ? "default" : "value")}.");
        if (declaration.Type is { } type && !Types.Contains(type))
            Tell(declaration, $"has a type that Pulumi does not know; it knows {Words.Join(", ", Types)}.");
        if (declaration.Present("default") is not null && declaration.Present("value") is not null)
            Tell(declaration, "has a default and a value, and Pulumi takes one of them. Remove one.");
        if (declaration.IsOwn)
            ReportOwn(declaration);
        else
            ReportForeign(declaration);
    }

    private void ReportOwn(ProjectDeclaration declaration)
    {
        if (declaration.Type == Array && declaration.Present("items") is null)
            Tell(declaration, "is an array whose items have no type. Add one, such as items: {type: string}.");
        else if (declaration is { Type: { } type } && Types.Contains(type) && declaration.Present("default") is { } value && !Fits(type, declaration.Present("items") as MappingNode, value))
            Tell(declaration, $"has a default that is not of its type, {type}. Change the one or the other.");
    }

    private void ReportForeign(ProjectDeclaration declaration)
    {
        if (declaration.Type is not null)
            Tell(declaration, "has a type, which only a key of the project itself may have. Remove it.");
        if (declaration.Present("default") is not null)
            Tell(declaration, "has a default, which only a key of the project itself may have. Write value in its place.");
        else if (declaration.Present("value") is null)
            Tell(declaration, "has no value, which a key that is not the project's own must have. Give it one or remove it.");
    }

    /// <summary>What a declaration asks of the stack at hand.</summary>
    private void ReportStack(ProjectDeclaration declaration, SettingsPath path, YamlNode? there, SettingsDocument document)
    {
        var declared = Words.Of($"{project.Name}{(declaration.Line is { } line ? Words.Of($":{line}") : Words.None)}");
        switch (there)
        {
            case null when declaration is { IsOwn: true, Value: null }:
                problems.Required(path, $"{declared} declares it without a default, so that Pulumi asks every stack for it", "VALUE");
                break;
            case null:
                break;
            // Only Pulumi can read what is encrypted.
            case EncryptedNode:
                break;
            case not null when declaration is { IsSecret: true, Type: not null }:
                if (document.Given.PlaceOf(path) is null)
                    problems.Add(path, $"must be encrypted, since {declared} declares it as secret.", problems.Command.SetSecret(path));
                else
                    Tell(declaration, "is declared as secret, and what it gives to every stack is in plain text. Remove secret, or the value.");
                break;
            case { } value when declaration.Type is { } type && !(type == "string" && value is ScalarNode) && document.Given.PlaceOf(path) is null && !Fits(type, declaration.Present("items") as MappingNode, value):
                problems.Change(path, $"must be of the type {type}, as which {declared} declares it, and is {value.Kind}.", "VALUE");
                break;
        }
    }

    /// <summary>Whether a value is of a type, as ValidateConfigValue has it: a text may stand for a whole number or a switch.</summary>
    private static bool Fits(string type, MappingNode? items, YamlNode value) => (type, value) switch
    {
        ("string", ScalarNode scalar) => scalar.Value is string,
        ("integer", ScalarNode scalar) => scalar.Value is long || long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("boolean", ScalarNode scalar) => scalar.Text is "true" or "false",
        ("object", _) => value is MappingNode,
        (Array, SequenceNode list) => (items?.Find("type") as ScalarNode)?.Text is { } of && list.Items.All(item => Fits(of, items!.Find("items") as MappingNode, item)),
        _ => false,
    };

    private void Tell(ProjectDeclaration declaration, Words fault) => Tell(declaration.Line, Key(declaration), fault);

    private void Tell(int? line, string key, Words fault) => problems.AddFile(project.Name, line, $"Pulumi refuses it: {key} {fault}");

    private string Key(ProjectDeclaration declaration) => PlacePath.Key("config", declaration.Key, problems.Held);

    /// <summary>What YAML takes for a whole number; anything else is a float to Pulumi, also a leading zero before an 8 or a 9.</summary>
    [GeneratedRegex("^[-+]?(0|[1-9][0-9_]*|0o?[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)$")]
    private static partial Regex Integer();
}
