using System.Text;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Audit;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit;

/// <summary>A secret is found wherever it is planted, and printed in no format.</summary>
public class PlantedSecretTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Keys =
        ["a", "note", "config", "spec", "metadata", "labels", "annotations", "args", "data.x", "mcpContextForge", "extraEnv", "enabled", "image", "\u00e9", "with space", "checks"];

    private static Gen<string> Of(string alphabet, int length) => Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(characters => new string(characters));

    private static Gen<string> Random(int length) => Of(Alphabet, length);

    /// <summary>Of small letters, capitals and digits in turn: one in some hundred strings of any letters is nothing that anybody could tell from words.</summary>
    private static Gen<string> Mixed(int length) => Gen.CollectToArray([.. Enumerable.Range(0, length).Select(index => Of(index % 4 == 3 ? Alphabet : (index % 4) switch { 0 => Alphabet[..26], 1 => Alphabet[26..52], _ => Alphabet[52..] }, 1))]).Select(string.Concat);

    /// <summary>With letters and digits that take turns: where they hardly do, one in ten thousand, it is as the hex of some words.</summary>
    private static Gen<string> Hex(int length) => Of("0123456789abcdef", length)
        .Where(text => text.Zip(text[1..]).Count(pair => char.IsDigit(pair.First) != char.IsDigit(pair.Second)) >= length / 4);

    /// <summary>Each known form of a token, long strings of no known form, and what the chart ships.</summary>
    private static Gen<string> Secret { get; } = Gen.OneOf(
        Random(36).Select(text => "ghp_" + text),
        Random(20).Select(text => "glpat-" + text),
        Of("0123456789", 24).SelectMany(digits => Random(24).Select(text => $"xoxb-{digits[..12]}-{digits[12..]}-{text}")),
        Of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16).Select(text => "AKIA" + text),
        Of("0123456789abcdef", 40).Select(text => "pul-" + text),
        Random(24).Select(text => "hvs." + text),
        Random(24).Select(text => "sk_live_" + text),
        Random(35).Select(text => "AIza" + text),
        Random(12).Select(text => $"postgres://gateway:{text}@db.example.com/mcp"),
        Random(64).Select(text => "-----BEGIN RSA PRIVATE KEY-----\n" + text + "\n-----END RSA PRIVATE KEY-----"),
        Mixed(40),
        Mixed(64),
        Hex(48),
        Gen.Elements(ShippedCredentials.All.Where(ShippedCredentials.AreUnmistakable).ToArray()));

    private static Gen<Func<string, string>> Encoding { get; } = Gen.Elements<Func<string, string>>(
        text => text,
        text => ShippedCredentials.Are(text) || OpaqueOnly(text) ? text : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A tree as JSON, which is YAML too, with the secret somewhere in it.</summary>
    private static Gen<string> Tree(string secret, int depth) => depth == 0
        ? Gen.Constant(Quoted(secret))
        : Gen.Elements(Keys).SelectMany(key => Tree(secret, depth - 1).SelectMany(inner => Gen.Elements(
            $"{{{Quoted(key)}: {inner}}}",
            $"{{\"first\": 1, {Quoted(key)}: {inner}, \"last\": [null, true]}}",
            $"[{inner}]",
            $"[\"x\", {{\"b\": {{}}}}, {inner}]",
            Quoted($"{{{Quoted(key)}: {inner}}}"),
            $"{{\"name\": \"NOTE\", \"value\": {inner}}}")));

    private static Gen<(string File, string Text, string Secret)> Planted { get; } =
        from secret in Secret
        from encode in Encoding
        from depth in Gen.Choose(1, 5)
        from tree in Tree(encode(secret), depth)
        from place in Gen.Elements<(string, Func<string, string>)>(
            ("values.yaml", text => $"top: {text}\n"),
            ("k8s/tree.json", text => $"{{\n\"top\": {text}\n}}\n"),
            ("k8s/object.yaml", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {text}\n"),
            ("k8s/second.yaml", text => $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: a}}\n---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {{name: a}}\nspec: {text}\n"),
            ("k8s/list.yaml", text => $"kind: List\napiVersion: v1\nitems:\n  - {{apiVersion: v1, kind: ConfigMap, metadata: {{name: b}}, data: {text}}}\n"),
            ("k8s/block.yaml", text => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  file.yaml: |\n    # a comment\n    inner: {text}\n"),
            ("k8s/secret.yaml", text => $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nstringData:\n  file: {Quoted(text)}\n"),
            ("Pulumi.dev.yaml", text => StackYaml.Baseline.With("mcp-infra:values.top", text).Text),
            ("Pulumi.dev.yaml", text => StackYaml.Baseline.With("other:thing", text).Text))
        select (place.Item1, place.Item2(tree), secret);

    [ManyRunsProperty(few: 40, many: 600)]
    public Property Audit_PlantedSecret_IsFoundAndNeverPrinted() => Prop.ForAll(Planted.ToArbitrary(), planted => Holds(planted.File, planted.Text, planted.Secret));

    private static bool Holds(string file, string text, string secret)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text)
            .WithFile("values.yaml", "{}").WithFile("k8s/empty.yaml", "").WithFile(file, text);
        foreach (var format in (string[])["text", "json", "sarif"])
        {
            var run = project.RunAsync("audit", "--values", "values.yaml", "--manifests", "k8s", "--fail-on", "warning", "--format", format).GetAwaiter().GetResult();
            if (run.ExitCode != 1 || Shows(run.Output, secret) || run.Error.Length > 0 || !run.Output.Contains(Path.GetFileName(file), StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>Ordinary words that are shipped as credentials stand in the report by chance, and not in quotes.</summary>
    private static bool Shows(string output, string secret)
    {
        var base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
        return output.Contains(secret.Split('\n')[0], StringComparison.Ordinal) || output.Contains(base64, StringComparison.Ordinal);
    }

    private static bool OpaqueOnly(string text) => text.All(char.IsAsciiLetterOrDigit);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
            quoted.Append(character switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", _ => character.ToString() });
        return quoted.Append('"').ToString();
    }
}
