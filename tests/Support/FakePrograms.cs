using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Programs;

namespace McpInfra.Tests.Support;

/// <summary>
/// The stores' programs and kubectl with what they keep in memory, which note what they were given. The arguments that they
/// take are those of the real ones; what they answer is as the real ones answer.
/// </summary>
internal sealed class FakePrograms : IPrograms
{
    /// <summary>Every line, the program first.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What stood on standard input, by line.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Texts of the holders that are there; null for one without a value.</summary>
    public Dictionary<string, string?> Texts { get; } = [];

    public HashSet<string> Deleted { get; } = [];

    /// <summary>The version that one of before has taken the place of (AWS), by holder.</summary>
    public Dictionary<string, string> Replaced { get; } = [];

    /// <summary>Texts by the names that their versions were given (AWS).</summary>
    public Dictionary<string, string> Tokens { get; } = [];

    /// <summary>The number of each holder's newest version.</summary>
    public Dictionary<string, int> Versions { get; } = [];

    public string Account { get; set; } = StackYaml.AccountId;

    public string Tenant { get; set; } = "11112222-3333-4444-5555-666677778888";

    public bool HasHistory { get; set; }

    /// <summary>Programs that are not on the path.</summary>
    public HashSet<string> Without { get; } = [];

    /// <summary>What the operator's object says before and after each look; the last one for ever.</summary>
    public Queue<(string Mark, string Ready)> Operator { get; } = new([("", "False"), ("2", "True")]);

    /// <summary>Whether the gateway is installed.</summary>
    public bool HasGateway { get; set; } = true;

    /// <summary>Called before a line is answered: somebody else at work, or a program that fails.</summary>
    public Func<string, string, ProgramAnswer?> Before { get; set; } = (_, _) => null;

    public Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default)
    {
        var line = $"{program} {string.Join(' ', arguments)}";
        var text = input?.Reveal() ?? "";
        Lines.Add(line);
        Inputs.Add(text);
        return Task.FromResult(Without.Contains(program) ? new ProgramAnswer(ProgramAnswer.NotThere, "") : Before(line, text) ?? Answer(program, line, [.. arguments], text));
    }

    private ProgramAnswer Answer(string program, string line, string[] arguments, string input) => program switch
    {
        "aws" => Aws(line, arguments, input),
        "vault" => Vault(arguments, input),
        "az" => Az(line, arguments, input),
        "gcloud" => Gcloud(line, arguments, input),
        "kubeseal" => new ProgramAnswer(0, SealedProject.Ciphertext("any") + "\n"),
        "kubectl" => Kubectl(arguments),
        _ => new ProgramAnswer(ProgramAnswer.NotThere, ""),
    };

    private ProgramAnswer Aws(string line, string[] arguments, string input)
    {
        var holder = After(arguments, "--secret-id");
        if (line.StartsWith("aws sts get-caller-identity ", StringComparison.Ordinal))
            return Json(new JsonObject { [nameof(Account)] = Account });
        if (line == "aws configure get cli_history")
            return HasHistory ? new ProgramAnswer(0, "enabled\n") : new ProgramAnswer(1, "");
        if (holder is null || !Texts.TryGetValue(holder, out var text))
            return new ProgramAnswer(254, "", "An error occurred (ResourceNotFoundException) when calling the operation");
        switch (arguments[1])
        {
            case "describe-secret":
                var stages = new JsonObject();
                if (text is not null)
                    stages[$"v{Version(holder)}"] = new JsonArray("AWSCURRENT");
                if (Replaced.TryGetValue(holder, out var replaced))
                    stages[replaced] = new JsonArray("AWSPREVIOUS");
                else if (Version(holder) > 1)
                    stages[$"v{Version(holder) - 1}"] = new JsonArray("AWSPREVIOUS");
                var described = new JsonObject { ["Name"] = holder, ["LastChangedDate"] = 1767225600.5, ["VersionIdsToStages"] = stages };
                if (Deleted.Contains(holder))
                    described["DeletedDate"] = 1767225600;
                return Json(described);
            case "get-secret-value" when Deleted.Contains(holder):
                return new ProgramAnswer(254, "", "An error occurred (InvalidRequestException) when calling the GetSecretValue operation");
            case "get-secret-value" when text is null:
                return new ProgramAnswer(254, "", "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation");
            case "get-secret-value":
                return Json(new JsonObject { ["VersionId"] = $"v{Version(holder)}", [text == "binary" ? "SecretBinary" : "SecretString"] = text, ["CreatedDate"] = "2026-01-01T00:00:00+00:00" });
            case "put-secret-value" when After(arguments, "--client-request-token") is { } token && !Tokens.TryAdd(token, input):
                return Tokens[token] == input ? Json(new JsonObject { ["VersionId"] = $"v{Version(holder)}" }) : new ProgramAnswer(254, "", "An error occurred (ResourceExistsException) when calling the PutSecretValue operation");
            case "put-secret-value" when After(arguments, "--secret-string") == "file:///dev/stdin":
                return Json(new JsonObject { ["VersionId"] = $"v{Put(holder, input)}" });
            default:
                return new ProgramAnswer(252, "", "usage");
        }
    }

    private ProgramAnswer Vault(string[] arguments, string input)
    {
        var holder = arguments[^1] == "-" ? arguments[^2] : arguments[^1];
        switch (arguments[1])
        {
            case "get" when !Texts.ContainsKey(holder):
                return new ProgramAnswer(2, "", $"No value found at secret/data/{holder}");
            case "get":
                return Json(new JsonObject { ["data"] = new JsonObject { ["data"] = JsonNode.Parse(Texts[holder]!), ["metadata"] = new JsonObject { ["version"] = Version(holder), ["created_time"] = "2026-01-01T00:00:00Z" } } });
            case "put" when !arguments.Contains($"-cas={(Texts.ContainsKey(holder) ? Version(holder) : 0)}"):
                return new ProgramAnswer(2, "", "* check-and-set parameter did not match the current version");
            default:
                return Json(new JsonObject { ["data"] = new JsonObject { ["version"] = Put(holder, input) } });
        }
    }

    private ProgramAnswer Az(string line, string[] arguments, string input)
    {
        if (line.StartsWith("az account show ", StringComparison.Ordinal))
            return Json(new JsonObject { ["tenantId"] = Tenant });
        var holder = After(arguments, "--name")!;
        var id = () => $"https://mcp-dev.vault.azure.net/secrets/{holder}/v{Version(holder)}";
        switch (arguments[2])
        {
            case "show-deleted":
                return new ProgramAnswer(Deleted.Contains(holder) ? 0 : 3, "");
            case "show" when Deleted.Contains(holder) || !Texts.ContainsKey(holder):
                return new ProgramAnswer(3, "", "ERROR: (SecretNotFound) A secret with (name/id) was not found");
            case "show":
                return Json(new JsonObject { ["id"] = id(), ["value"] = Texts[holder], ["attributes"] = new JsonObject { ["updated"] = "2026-01-01T00:00:00+00:00" } });
            default:
                Put(holder, After(arguments, "--file") == "/dev/stdin" ? input : "");
                return Json(new JsonObject { ["id"] = id() });
        }
    }

    private ProgramAnswer Gcloud(string line, string[] arguments, string input)
    {
        var holder = After(arguments, "--secret") ?? (arguments[1] == "describe" ? arguments[2] : arguments[3]);
        if (!Texts.TryGetValue(holder, out var text) || (text is null && line.Contains(" access ", StringComparison.Ordinal)))
            return new ProgramAnswer(1, "", "ERROR: (gcloud.secrets) NOT_FOUND: Secret or version not found");
        var name = () => $"projects/1/secrets/{holder}/versions/{Version(holder)}";
        switch (arguments[2])
        {
            case "access":
                return Json(new JsonObject { ["name"] = name(), ["payload"] = new JsonObject { ["data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text!)) } });
            case "add":
                Put(holder, arguments.Contains("--data-file=-") ? input : "");
                return Json(new JsonObject { ["name"] = name() });
            default:
                return Json(new JsonObject { ["name"] = name(), ["createTime"] = "2026-01-01T00:00:00Z" });
        }
    }

    private ProgramAnswer Kubectl(string[] arguments)
    {
        if (arguments[0] != "get")
            return new ProgramAnswer(0, "annotated");
        if (arguments[1] == "deployment")
            return new ProgramAnswer(0, HasGateway ? $"deployment.apps/{arguments[2]}\n" : "");
        var (mark, ready) = Operator.Count > 1 ? Operator.Dequeue() : Operator.Peek();
        return Json(new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["syncedResourceVersion"] = mark,
                ["secretMAC"] = mark,
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready, ["reason"] = ready == "True" ? "SecretSynced" : "SecretSyncedError" }),
            },
        });
    }

    /// <summary>Somebody puts a text.</summary>
    /// <returns>Its version.</returns>
    public int Put(string holder, string text)
    {
        Replaced.Remove(holder);
        var version = Versions[holder] = Version(holder) + 1;
        Texts[holder] = text;
        return version;
    }

    private int Version(string holder) => Versions.GetValueOrDefault(holder, Texts.GetValueOrDefault(holder) is null ? 0 : 1);

    private static string? After(string[] arguments, string option) => Array.IndexOf(arguments, option) is >= 0 and var at ? arguments[at + 1] : null;

    private static ProgramAnswer Json(JsonObject answer) => new(0, answer.ToJsonString());
}
