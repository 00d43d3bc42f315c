using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Pulumi.Offline;

/// <summary>One class of a listing, as source.</summary>
internal sealed partial class ListedClass
{
    private readonly string _marks, _kind, _space, _name, _bases;
    private readonly string[] _members;
    private readonly INamedTypeSymbol? _written;

    public ListedClass(string declaration, string[] members, Compilation compilation)
    {
        var parts = Declaration().Match(declaration).Groups;
        (_marks, _kind, _space, _name, _bases) =
            (parts["marks"].Value, parts["kind"].Value, parts["space"].Value, parts["name"].Value, parts["bases"].Value);
        _members = members;
        _written = compilation.GetTypeByMetadataName(FullName);
    }

    private string FullName => $"{_space}.{_name}";

    public override string ToString() => $$"""
        namespace {{_space}}
        {
            {{_marks}}{{_kind}}partial class {{_name}}{{_bases}}
            {
                {{string.Join("\n        ", _members.Select(Member).Append(OutputConstructor()))}}
            }
        }

        """;

    private string Member(string member)
        => Constructor().Match(member) is { Success: true } constructor ? Construct(constructor.Groups["parameters"].Value)
            : Method().Match(member) is { Success: true } method ? Invoke(member, method.Groups)
            : Property().Match(member) is { Success: true } property ? Property(member, property.Groups)
            : member + ";";

    /// <summary>A resource's constructor; the one without parameters every class has.</summary>
    private string Construct(string parameters)
        => parameters == "" || _written?.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared) is true ? ""
            : $"public {_name}({parameters}) : base({BaseType()}, name, Resources.Args(args), Resources.Options({Token()}, options)) {{ }}";

    private string Token() => Text().Match(_marks).Value;

    private string BaseType() => Token().Replace("pulumi:providers:", "", StringComparison.Ordinal);

    private string Invoke(string member, GroupCollection parts)
    {
        var function = char.ToLowerInvariant(_name[0]) + _name[1..];
        return $"{member} => Pulumi.Deployment.Instance.{parts["name"]}<{parts["result"]}>"
            + $"(\"{_space["Pulumi.".Length..].ToLowerInvariant()}:index/{function}:{function}\", args ?? new {parts["args"]}(), options);";
    }

    private string Property(string member, GroupCollection parts)
    {
        var type = parts["type"].Value;
        return _written?.GetMembers(parts["name"].Value).Length > 0 ? ""
            : parts["name"].Value == "Empty" ? $"public static new {type} Empty => new();"
            : type.StartsWith("Pulumi.InputList<", StringComparison.Ordinal) || type.StartsWith("Pulumi.InputMap<", StringComparison.Ordinal)
                ? member.Replace("[Input(", "[field: Input(", StringComparison.Ordinal).Replace("get;", "get => field ??= [];", StringComparison.Ordinal)
            : type.EndsWith('?') ? member
            : member + " = null!;";
    }

    /// <summary>Answers of a provider are read by the names of the parameters.</summary>
    private string OutputConstructor()
    {
        if (!_marks.Contains("[OutputType]", StringComparison.Ordinal))
            return "";
        var fields = _members.Select(member => Field().Match(member).Groups).Select(parts =>
            (Type: parts["type"].Value, Name: parts["name"].Value, Parameter: $"@{char.ToLowerInvariant(parts["name"].Value[0])}{parts["name"].Value[1..]}")).ToList();
        return $"[OutputConstructor] private {_name}({string.Join(", ", fields.Select(field => $"{field.Type} {field.Parameter}"))})"
            + $" {{ {string.Concat(fields.Select(field => $"{field.Name} = {field.Parameter}; "))}}}";
    }

    [GeneratedRegex(@"^(?<marks>(\[.*?\] )*)(?<kind>public (\w+ )*?)class (?<space>[\w.]+)\.(?<name>\w+)(?<bases>.*)$")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(public|protected) [\w.]+\((?<parameters>.*)\)$")]
    private static partial Regex Constructor();

    [GeneratedRegex(@"^public static \S+<(?<result>[\w.]+)> (?<name>\w+)\((?<args>[\w.]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"^(\[.*?\] )*public (static )?(?<type>.+) (?<name>\w+) \{.*\}$")]
    private static partial Regex Property();

    [GeneratedRegex(@"^public readonly (?<type>.+) (?<name>\w+)$")]
    private static partial Regex Field();

    [GeneratedRegex("\".*\"")]
    private static partial Regex Text();
}
