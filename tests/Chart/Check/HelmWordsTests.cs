using McpInfra.Chart.Check;

namespace McpInfra.Tests.Chart.Check;

public sealed class HelmWordsTests
{
    /// <summary>Messages as helm 3.21 and earlier ones print them.</summary>
    [Theory]
    [InlineData("Error: failed to perform \"FetchReference\" on source: Get \"https://h/v2/x/manifests/1\": dial tcp 127.0.0.1:1: connect: connection refused", "the registry cannot be reached from here")]
    [InlineData("Error: Get \"https://h/v2/x/tags/list\": dial tcp: lookup h on 10.0.0.1:53: no such host", "the registry cannot be reached from here")]
    [InlineData("Error: failed to perform \"FetchReference\" on source: h/x:9: not found", "there is no such chart or version there")]
    [InlineData("Error: GET \"https://h/v2/x\": response status code 401: unauthorized: authentication required", "the registry wants a login, or this one may not read the chart; run helm registry login")]
    [InlineData("Error: something else\n", "something else")]
    public void OfFetch_MessageOfHelm_IsInWordsForAPerson(string error, string words) => Assert.Equal(words, HelmWords.OfFetch(error));

    [Theory]
    [InlineData("Error: template: mcp-stack/templates/x.yaml:404:3: key not found", "template: mcp-stack/templates/x.yaml:404:3: key not found")]
    [InlineData("Error: file 'x.tgz' does not appear to be a gzipped archive; got 'application/octet-stream'", "it is not a packaged chart")]
    [InlineData("Error: An error occurred while checking for chart dependencies. found in Chart.yaml, but missing in charts/ directory: redis", "its dependencies are not there; run helm dependency build")]
    [InlineData("coalesce.go: warning\nError: template: x: nil pointer\n", "template: x: nil pointer")]
    [InlineData("Error: values don't meet the specifications of the schema(s) in the following chart(s):\nmcp-stack:\n- at '/b': additional properties 'y', 'x' not allowed\n- at '': additional properties 'z' not allowed\n", "/: additional properties 'z' not allowed; /b: additional properties 'x', 'y' not allowed")]
    [InlineData("Error: values don't meet the specifications of the schema(s) in the following chart(s):\nmcp-stack:\n- mcpContextForge.extraEnvFrom: Invalid type. Expected: array, given: string\n", "mcpContextForge.extraEnvFrom: Invalid type. Expected: array, given: string")]
    [InlineData("", "it says nothing")]
    public void Of_MessageOfHelm_IsInWordsForAPerson(string error, string words) => Assert.Equal(words, HelmWords.Of(error));
}
