using McpInfra.Checks;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Backends;

/// <summary>What a Vault is asked before anything reads there, through <c>vault</c> and the token at hand.</summary>
internal sealed class VaultChecks(BackendSettings.Vault vault)
{
    private const string ServerName = "Vault";

    private const string Program = "vault";

    /// <summary>It exits with 2 where Vault is sealed, and says so.</summary>
    public Question Server => Question.Of(ServerName, Program, ["status", .. Where, "-format=json"], answer => JsonReader.ReadValue(answer.Output, line: null).Value is not { } status
        ? [Found.Unknown($"{vault.Address} does not answer from here; the operator's way there may be another")]
        : status.IsTrue("sealed") ? [Found.Fail($"{vault.Address} is sealed: nobody can read there", $"have its owner unseal it")]
        : [Found.Ok($"{vault.Address} answers, version {status.Text("version")}")]);

    /// <summary>
    /// What the token at hand may do where the values are. A token without the policy <c>default</c> may not ask that, and an
    /// old Vault tells it nothing else than one that it does not take (1.19: "invalid token").
    /// </summary>
    public Question Token(string holder) => Question.OfJson("token", Program, ["token", "capabilities", .. Where, "-format=json", $"{vault.Mount}/data/{holder}"],
        answer => answer is not SequenceNode { Items: var items } ? []
            : items.OfType<ScalarNode>().Select(item => item.Written).ToHashSet() is var may && (may.Contains("root") || may.IsSupersetOf(["create", "read", "update"])) ? [Found.Ok($"taken, and may put values at {holder}")]
            : [Found.Warn($"taken, and may put no value at {holder}", $"whoever puts values needs create, read and update on {vault.Mount}/data/{holder}")],
        answer => answer.Says("invalid token") ? [Found.Fail($"Vault does not take the token at hand", LogIn)]
            : answer.IsRefused() ? [Found.Unknown($"Vault says nothing of the token at hand: it does not take it, or the token is without the policy default", LogIn)]
            : []) with
    { After = ServerName };

    public Question AuthMethod => Question.OfJson("auth method", Program, ["auth", "list", .. Where, "-format=json"],
        answer => answer.Text(vault.AuthMount + "/", "type") switch
        {
            "kubernetes" => [Found.Ok($"kubernetes is enabled at {vault.AuthMount}")],
            { } type => [Found.Fail($"{vault.AuthMount} is of type {type}, and the operator logs in with kubernetes", $"name its mount in vault.authMount")],
            null => [Found.Fail($"there is none at {vault.AuthMount}", ShellLine.Of($"vault auth enable {Where} -path={vault.AuthMount} kubernetes"))],
        },
        needs: Words.Own("read on sys/auth")) with
    { After = ServerName };

    public Question Role(string @namespace) => Question.OfJson("role", Program, ["read", .. Where, "-format=json", $"auth/{vault.AuthMount}/role/{vault.Role}"],
        answer => Allows(answer, "bound_service_account_names", vault.ServiceAccount) && Allows(answer, "bound_service_account_namespaces", @namespace)
            ? [Found.Ok($"{vault.Role} lets ServiceAccount {@namespace}/{vault.ServiceAccount} in")]
            : [Found.Fail($"{vault.Role} does not name ServiceAccount {@namespace}/{vault.ServiceAccount}", MakeRole(@namespace))],
        answer => answer.Says("No value found") ? [Found.Fail($"there is no role {vault.Role} at {vault.AuthMount}", MakeRole(@namespace))] : [],
        Words.Of($"read on auth/{vault.AuthMount}/role/{vault.Role}")) with
    { After = ServerName };

    public Question Engine => Question.OfJson("KV engine", Program, ["secrets", "list", .. Where, "-format=json"],
        answer => (answer.Text(vault.Mount + "/", "type"), answer.Text(vault.Mount + "/", "options", "version")) switch
        {
            ("kv", "2") => [Found.Ok($"{vault.Mount} is a KV engine, version 2")],
            (null, _) => [Found.Fail($"there is none at {vault.Mount}", ShellLine.Of($"vault secrets enable {Where} -path={vault.Mount} -version=2 kv"))],
            _ => [Found.Fail($"{vault.Mount} is no KV engine of version 2", $"name the mount of one in vault.mount")],
        },
        needs: Words.Own("read on sys/mounts")) with
    { After = ServerName };

    private Words LogIn => $"log in, with the method that is yours\n{ShellLine.Of($"vault login {Where}")}";

    private Words MakeRole(string @namespace) => $"have it name the account, with a policy that reads {vault.Path}\n"
        + $"{ShellLine.Of($"vault write {Where} {$"auth/{vault.AuthMount}/role/{vault.Role}"} bound_service_account_names={vault.ServiceAccount} bound_service_account_namespaces={@namespace} token_policies=POLICY")}";

    private string[] Where => vault.Namespace is { } @namespace ? [$"-address={vault.Address}", $"-namespace={@namespace}"] : [$"-address={vault.Address}"];

    private static bool Allows(YamlNode answer, string list, string name) => answer.Items("data", list).OfType<ScalarNode>().Any(item => item.Written == name || item.Written == "*");
}
