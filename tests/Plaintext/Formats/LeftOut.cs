namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>gitleaks' rules that are no row here, each with its reason.</summary>
internal static class LeftOut
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["generic-api-key"] = "No format: any text behind a name such as key or token. Names and randomness are judged elsewhere.",
        ["curl-auth-header"] = "A header on a command line, whatever its value looks like: credentials inside texts are judged elsewhere.",
        ["curl-auth-user"] = "USER:PASSWORD on a command line, whatever it looks like: credentials inside texts are judged elsewhere.",
        ["hashicorp-tf-password"] = "No format: a short quoted text behind the name password in a Terraform file. Names are judged elsewhere.",
        ["kubernetes-secret-yaml"] = "No format: a Secret's data as a whole. Files are read as objects, and each value of a Secret is judged.",
        ["nuget-config-password"] = "No format: any text behind the name Password in an XML file. Names and credentials inside texts are judged elsewhere.",
        ["pkcs12-file"] = "No text: the name of a binary file.",
    };
}
