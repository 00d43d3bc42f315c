using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>
/// Makes <c>Pulumi.schema.json</c> of what the settings declare: what the reader takes it takes, and of what the reader
/// refuses it refuses what one place, or a choice beside it, can tell.
/// </summary>
internal static partial class StackSchema
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    private const string Comment =
        "Made of the declarations in infra/Settings by `ACCEPT=1 dotnet test`. Of draft-07, since every version of yaml-language-server reads that, and the newer drafts only the latest.";

    private static readonly string[] WholeNumbers = [.. Enumerable.Range(1, 18).Select(digits => new string('1', digits))];

    public static JsonObject Build()
    {
        var definitions = new JsonObject(Kind.All.SelectMany(kind => kind.Stack.Members.Select(setting => KeyValuePair.Create(kind.NameOf(setting), (JsonNode?)Of(setting, kind, isTopLevel: true)))));
        definitions["value"] = new JsonObject { ["additionalProperties"] = Reference("value"), ["items"] = Reference("value"), ["not"] = LooksEncrypted() };
        return new JsonObject
        {
            ["$schema"] = Draft,
            ["$comment"] = Comment,
            ["description"] = "An environment of the MCP gateway, or the cluster of environments: Pulumi.<stack>.yaml.",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["config"] = Config(),
                ["secretsprovider"] = Own("string", "What encrypts the values under mcp-infra:secretValues, such as awskms://alias/pulumi."),
                ["encryptedkey"] = Own("string", "Pulumi's own: the data key, encrypted by the secrets provider."),
                ["encryptionsalt"] = Own("string", "Pulumi's own: salt of the passphrase."),
                ["environment"] = new JsonObject { ["type"] = Names("array", "object"), ["description"] = "Pulumi ESC environments of the stack." },
            },
            ["required"] = Names("config"),
            ["additionalProperties"] = false,
            ["definitions"] = definitions,
        };
    }

    private static JsonObject Own(string type, string description) => new() { ["type"] = type, ["description"] = description };

    /// <summary>Of one kind or the other, by what makes a stack a cluster's.</summary>
    private static JsonObject Config() => new()
    {
        ["type"] = "object",
        ["if"] = SaysOne(ClusterReader.Cluster, [], Spellings),
        ["then"] = Config(Kind.Cluster),
        ["else"] = Config(Kind.Environment),
    };

    /// <summary>The project's own keys, in each spelling that Pulumi knows, and those of other packages.</summary>
    private static JsonObject Config(Kind kind)
    {
        var patterns = new JsonObject(kind.Stack.Members.Select(setting => KeyValuePair.Create($"^({string.Join('|', Spellings(setting).Skip(1))})$", (JsonNode?)Reference(kind.NameOf(setting)))));
        patterns["^(?!mcp-infra:)[^:]*:"] = true;
        var config = new JsonObject
        {
            ["properties"] = new JsonObject(kind.Stack.Members.Select(setting => KeyValuePair.Create(setting.TopLevel.Text, (JsonNode?)Reference(kind.NameOf(setting))))),
            ["patternProperties"] = patterns,
            ["additionalProperties"] = false,
        };
        AddNeeds(config, kind.Stack, Spellings, kind.IsNeeded);
        if (kind == Kind.Environment)
            config["allOf"]!.AsArray().Add((JsonNode)Rule(SaysOne(ClusterLinkTopic.Stack, [], Spellings), null, WithoutCluster()));
        return config;
    }

    /// <summary>What an environment says itself that names no stack of its cluster.</summary>
    private static JsonObject WithoutCluster()
    {
        var needs = new JsonObject
        {
            ["properties"] = new JsonObject(SettingsReader.Stack.Members.OfType<GroupSetting>()
                .SelectMany(group => Spellings(group).Select(spelling => (spelling, Keys: group.Members.Where(IsSaidWithoutCluster).Select(member => member.Key).ToArray())))
                .Where(group => group.Keys.Length > 0)
                .Select(group => KeyValuePair.Create(group.spelling, (JsonNode?)new JsonObject { ["required"] = Names(group.Keys) }))),
        };
        AddNeeds(needs, SettingsReader.Stack, Spellings, IsSaidWithoutCluster);
        return needs;
    }

    private static bool IsSaidWithoutCluster(Setting setting) => setting is { Need: Need.Always, ClusterMaySay: true };

    /// <summary>The usual one first.</summary>
    private static IReadOnlyList<string> Spellings(Setting topLevel) => topLevel.Key.Split(':') is [var package, var key]
        ? [topLevel.Key, $"{package}:config:{key}"]
        : [topLevel.TopLevel.Text, topLevel.Key, $"{SettingsPath.Project}:config:{topLevel.Key}"];

    private static JsonObject Of(Setting setting, Kind kind, bool isTopLevel = false)
    {
        var schema = setting switch
        {
            TextSetting text => Text(text.Format),
            DurationSetting duration => Matching("(?=.*[1-9])", duration.Format),
            IntegerSetting integer => Integer(integer),
            FlagSetting => new JsonObject { ["type"] = Names("boolean", "string"), ["pattern"] = @"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$" },
            ChoiceSetting choice => new JsonObject { ["enum"] = Names([.. choice.Words]) },
            GroupSetting group => Group(group, kind),
            ListSetting list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item, kind) },
            MapSetting map => Map(map, kind),
            EncryptedSetting => Encrypted(),
            FreeSetting => new JsonObject { ["type"] = "object", ["additionalProperties"] = Reference("value"), ["not"] = LooksEncrypted() },
            _ => throw new NotSupportedException(setting.GetType().Name),
        };

        // An object at the top may stand there as JSON, as `pulumi config set` without --path writes it.
        if (isTopLevel && (string?)(schema["type"] as JsonValue) is "object" or "array" && (string)schema["type"]! is var type)
        {
            schema["type"] = Names(type, "string");
            schema["pattern"] = type == "array" ? @"^\s*\[" : @"^\s*\{";
        }

        if (Default(setting) is { } standard)
            schema["default"] = standard;
        schema["description"] = Words(setting);
        return schema;
    }

    private static JsonNode? Default(Setting setting) => setting switch
    {
        { Default: not null } => null,
        TextSetting { Fallback: { Length: > 0 } text } => text,
        DurationSetting duration => duration.Fallback,
        IntegerSetting integer => integer.Fallback,
        FlagSetting flag => flag.Fallback,
        ChoiceSetting choice => choice.FallbackWord,
        _ => null,
    };

    private static string Words(Setting setting)
    {
        var told = SettingsTable.Description(setting) + SettingsTable.Elsewhere(setting) + (setting.Default is { } words ? $" (default: {words})" : "");
        return LinkToPage().Replace(told, link => ToolForm.Installed.Start() + "docs " + Page.Named(link.Groups["target"].Value)!.Name).Replace("`", "", StringComparison.Ordinal);
    }

    private static JsonObject Text(TextFormat format)
    {
        var schema = Matching("", format);
        if (format.IsValid(" "))
            schema["allOf"] = new JsonArray(new JsonObject { ["pattern"] = @"\S" });

        // What YAML takes for a number or a switch is text to the reader.
        var numbers = WholeNumbers.Where(format.IsValid).ToList();
        string[] others = [.. format.IsValid("1.5") ? (string[])["number"] : numbers.Count > 0 ? ["integer"] : [], .. format.IsValid("true") ? (string[])["boolean"] : []];
        if (others.Length > 0)
            schema["type"] = Names(["string", .. others]);
        if (numbers.Count > 0 && !format.IsValid("-1"))
            schema["minimum"] = numbers is [{ Length: > 1 }, ..] ? Math.Pow(10, numbers[0].Length - 1) : 0;
        if (numbers.Count > 0 && numbers.Count < WholeNumbers.Length && numbers[^1].Length < WholeNumbers.Length)
            schema["maximum"] = Math.Pow(10, numbers[^1].Length) - 1;
        return schema;
    }

    private static JsonObject Matching(string also, TextFormat format)
    {
        var pattern = format.Pattern.ToString()[1..].Replace(@"\z", "$", StringComparison.Ordinal);

        // The error message is no word of JSON Schema's, but one that editors show in place of the pattern.
        var schema = new JsonObject { ["type"] = "string", ["pattern"] = $"^{also}{pattern}", ["patternErrorMessage"] = $"This is not {format.Description}." };
        if (format.Longest < int.MaxValue)
            schema["maxLength"] = format.Longest;
        return schema;
    }

    private static JsonObject Integer(IntegerSetting integer)
    {
        var schema = new JsonObject { ["type"] = Names("integer", "string"), ["pattern"] = "^[+-]?[0-9]+$" };
        var ranges = integer.Allowed.Select(range => new JsonObject { ["minimum"] = range.Least, ["maximum"] = range.Most }).ToList();
        if (ranges.Count > 1)
            schema["anyOf"] = new JsonArray([.. ranges]);
        else
            (schema["minimum"], schema["maximum"]) = (integer.Allowed[0].Least, integer.Allowed[0].Most);
        return schema;
    }

    private static JsonObject Group(GroupSetting group, Kind kind)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(group.Members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Of(member, kind)))),
            ["additionalProperties"] = false,
        };
        if (group.TakesOne)
            (schema["minProperties"], schema["maxProperties"]) = (1, 1);
        AddNeeds(schema, group, member => [member.Key], kind.IsNeeded);
        return schema;
    }

    private static JsonObject Map(MapSetting map, Kind kind)
    {
        var entries = map.Entries.Select(entry => Of(entry, kind)).ToList();
        var schema = new JsonObject { ["type"] = "object" };
        if (map.Names is { } names)
            schema["propertyNames"] = Matching("", names);
        if (map.Usual is { } usual)
        {
            var described = entries[0].DeepClone().AsObject();
            described["description"] = usual.Why;
            schema["properties"] = new JsonObject { [usual.Name] = described };
        }

        schema["additionalProperties"] = entries is [var only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. entries]) };
        return schema;
    }

    /// <summary>As <c>pulumi config set --secret</c> writes it, as far as a pattern tells (PulumiCiphertext).</summary>
    private static JsonObject Encrypted() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = "string", ["pattern"] = "^(v1:[A-Za-z0-9+/]{16}:|AAABA)[A-Za-z0-9+/]+={0,2}$" } },
        ["required"] = Names("secure"),
        ["additionalProperties"] = false,
    };

    private static JsonObject LooksEncrypted() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = Names("string", "number", "boolean") } },
        ["required"] = Names("secure"),
        ["maxProperties"] = 1,
    };

    /// <summary>What must be there, and what has no meaning beside a choice.</summary>
    private static void AddNeeds(JsonObject schema, GroupSetting group, Func<Setting, IReadOnlyList<string>> spellings, Func<Setting, bool> isNeeded)
    {
        var rules = new JsonArray();
        foreach (var key in group.Members.Where(member => member.Only is null && isNeeded(member)))
            rules.Add(SaysOne(key, [], spellings));
        foreach (var members in group.Members.Where(member => member.Only is not null).GroupBy(member => (member.Only!.Choice, string.Join(' ', member.Only.Words))))
        {
            var only = members.First().Only!;
            var words = new JsonObject { ["enum"] = Names([.. only.Words]) };
            var needed = members.Where(isNeeded).Select(JsonNode? (member) => SaysOne(member, [], spellings)).ToArray();
            JsonObject? allOf = needed.Length == 0 ? null : new() { ["allOf"] = new JsonArray(needed) };
            var forbidden = new JsonObject { ["properties"] = new JsonObject(members.SelectMany(spellings).Select(key => KeyValuePair.Create(key, (JsonNode?)false))) };
            var another = SaysOne(only.Choice, new JsonObject { ["not"] = words.DeepClone() }, spellings);
            var chosen = SaysOne(only.Choice, words, spellings);
            if (only.Choice.FallbackWord is { } usual)
                rules.Add(only.Words.Contains(usual) ? Rule(another, forbidden, allOf) : Rule(chosen, allOf, forbidden));
            else
                rules.Add(Rule(another, forbidden, allOf is null ? null : Rule(chosen, allOf, null)));
        }

        if (rules.Count > 0)
            schema["allOf"] = rules;
    }

    /// <summary>That a setting is there, in one of its spellings.</summary>
    /// <param name="value">What its value must be; anything where it is empty.</param>
    private static JsonObject SaysOne(Setting setting, JsonObject value, Func<Setting, IReadOnlyList<string>> spellings)
    {
        var ways = spellings(setting).Select(key => value.Count == 0
            ? new JsonObject { ["required"] = Names(key) }
            : new JsonObject { ["required"] = Names(key), ["properties"] = new JsonObject { [key] = value.DeepClone() } }).ToList();
        return ways is [var way] ? way : new JsonObject { ["anyOf"] = new JsonArray([.. ways]) };
    }

    private static JsonObject Rule(JsonObject when, JsonObject? then, JsonObject? otherwise)
    {
        var rule = new JsonObject { ["if"] = when };
        if (then is not null)
            rule["then"] = then;
        if (otherwise is not null)
            rule["else"] = otherwise;
        return rule;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = "#/definitions/" + definition };

    private static JsonArray Names(params string[] names) => [.. names];

    /// <summary>What a stack can be.</summary>
    /// <param name="IsNeeded">Whether such a stack has to say a setting, wherever that has a meaning.</param>
    private sealed record Kind(GroupSetting Stack, string Prefix, Func<Setting, bool> IsNeeded)
    {
        public static Kind Environment { get; } = new(SettingsReader.Stack, "", setting => setting is { Need: Need.Always, ClusterMaySay: false });

        public static Kind Cluster { get; } = new(ClusterReader.Stack, "cluster-", setting => setting.Need == Need.Always);

        public static IReadOnlyList<Kind> All { get; } = [Environment, Cluster];

        public string NameOf(Setting topLevel) => Prefix + topLevel.Key;
    }

    /// <summary>An editor shows no links, and its project may have no pages: the command prints them everywhere.</summary>
    [GeneratedRegex(@"\[(?<target>docs/[^\]]+)\]\(\k<target>\)")]
    private static partial Regex LinkToPage();
}
