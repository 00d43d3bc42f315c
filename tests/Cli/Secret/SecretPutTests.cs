using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary>Which values <c>secret put</c> takes into which store, and which it refuses.</summary>
public sealed class SecretPutTests : PuttingValues
{
    public static TheoryData<string, string> Holders => new()
    {
        { "vault", "mcp/dev/gateway" }, { "vso", "mcp/dev/gateway" }, { "azure", "mcp-dev-gateway" }, { "gcpsm", "mcp-dev-gateway" },
    };

    [Fact]
    public async Task Put_Value_IsPutBesideTheOthersAndTheOperatorIsTold()
    {
        Programs.Put(External, """{"SSO_GITHUB_CLIENT_SECRET":"kept ü","number":7}""");

        var run = await PutAsync("hunter2 \"ü\n\n", "SMTP_PASSWORD");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"SSO_GITHUB_CLIENT_SECRET":"kept ü","number":7,"SMTP_PASSWORD":"hunter2 \"ü\n"}""", JsonNode.Parse(Programs.Texts[External]!)!.ToJsonString(Relaxed));
        Assert.All(Programs.Texts[External]!, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal($"put: SMTP_PASSWORD is in {External} of AWS Secrets Manager, account 123456789012, eu-west-1, version v2, 2 other keys kept.", run.Output.Split('\n')[0]);
        Assert.Contains(Programs.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^kubectl annotate externalsecret mcp-gateway-external-[0-9a-f]{8} --namespace mcp-dev --context mcp-dev force-sync=[0-9]+ --overwrite$"));
    }

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task Put_OtherBackends_IsPutBesideTheOthers(string backend, string holder)
    {
        Project.With("dev", BackendStacks.All[backend].Text);
        Programs.Put(holder, """{"BASIC_AUTH_PASSWORD":"kept"}""");

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("""{"BASIC_AUTH_PASSWORD":"kept","PLATFORM_ADMIN_PASSWORD":"hunter2"}""", Programs.Texts[holder]);
        Assert.Equal(2, Programs.Versions[holder]);
    }

    [Fact]
    public async Task Put_Sealed_KeepsTheFileAndMakesOneThatIsNotThere()
    {
        Project.With("dev", BackendStacks.Sealed.Text).WithFile("sealed/dev/mine.yaml", "# mine\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: mcp-redis, namespace: mcp-dev}\nspec:\n  encryptedData: {}\n");

        var first = await PutAsync("hunter2", "REDIS_PASSWORD");
        var second = await PutAsync(new string('k', 48), "JWT_SECRET_KEY");

        Assert.True((first.ExitCode, second.ExitCode) == (0, 0), first.Error + second.Error);
        Assert.StartsWith("# mine\n", Project.Read("sealed/dev/mine.yaml"), StringComparison.Ordinal);
        Assert.Contains("REDIS_PASSWORD", Project.Read("sealed/dev/mine.yaml"), StringComparison.Ordinal);
        Assert.Contains(SealedProject.Ciphertext("any"), Project.Read("sealed/dev/mcp-gateway-external-secret.yaml"), StringComparison.Ordinal);
        Assert.Equal("kubeseal --raw --context mcp-dev --namespace mcp-dev --name mcp-redis --scope strict --from-file=/dev/stdin", Programs.Lines[0]);
    }

    [Theory]
    [InlineData("SMTP_PASWORD", "There are: SMTP_PASSWORD, POSTGRES_PASSWORD, SSO_GITHUB_CLIENT_SECRET.")]
    [InlineData("JWT_SECRET_KEY", "'mcp-infra:secrets.JWT_SECRET_KEY.rotate' 1")]
    [InlineData("AUTH_ENCRYPTION_SECRET", "never changes")]
    [InlineData("LDAP_PASSWORD", "pulumi config set --stack dev --secret --path 'mcp-infra:secretValues.LDAP_PASSWORD'")]
    [InlineData("RDS_PASSWORD", "key password, which is somebody else's")]
    public async Task Put_NameThatNobodyPuts_SaysWhatToDoInstead(string name, string expected)
    {
        var run = await PutAsync("hunter2", name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(Programs.Lines);
    }

    [Theory]
    [InlineData("SMTP_PASSWORD", "")]
    [InlineData("SMTP_PASSWORD", "\n")]
    [InlineData("SMTP_PASSWORD", "a\0b")]
    [InlineData("SMTP_PASSWORD", "a\uFFFDb")]
    [InlineData("SMTP_PASSWORD", "changeme")]
    public async Task Put_TextThatIsNoValue_IsRefusedAndNothingIsWritten(string name, string text)
    {
        var run = await PutAsync(text, name);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(Programs.Lines, line => line.Contains(" put-secret-value ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JWT_SECRET_KEY", "heron22", "fewer than 32 characters")]
    [InlineData("POSTGRES_PASSWORD", "p@ss/word", "joins it into a URL")]
    public async Task Put_TextThatItsReaderDoesNotTake_IsRefused(string name, string text, string expected)
    {
        Project.With("dev", BackendStacks.Vault.Text);

        var run = await PutAsync(text, name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_ValueAsAnArgument_IsRefusedAndNotRepeated()
    {
        var run = await Project.RunAsync(Programs, "", "secret", "put", "SMTP_PASSWORD", "hunterTwo2", "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("A value is no argument", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunterTwo2", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Empty(Programs.Lines);
    }

    [Fact]
    public async Task Put_OtherAccount_IsRefusedBeforeAnythingIsAsked()
    {
        Programs.Account = "210987654321";

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the credentials at hand are of account 210987654321; the stack may touch 123456789012 alone", run.Error, StringComparison.Ordinal);
        Assert.Single(Programs.Lines);
    }

    [Fact]
    public async Task Put_OtherTenant_IsRefusedBeforeAnythingIsAsked()
    {
        Project.With("dev", BackendStacks.Azure.Text);
        Programs.Tenant = "99992222-3333-4444-5555-666677778888";

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(Programs.Lines);
    }

    [Theory]
    [InlineData("gone", "pulumi up makes it")]
    [InlineData("deleted", "aws secretsmanager restore-secret --region eu-west-1 --secret-id mcp/dev/external")]
    [InlineData("text", "something else than a JSON object")]
    [InlineData("binary", "something else than a JSON object")]
    [InlineData("twice", "something else than a JSON object")]
    [InlineData("history", "aws configure set cli_history disabled")]
    [InlineData("long", "takes 65536 in one secret")]
    [InlineData("without aws", "aws is not on the PATH")]
    public async Task Put_SecretThatCannotTakeIt_IsToldAndLeftAsItIs(string how, string expected)
    {
        Programs.Texts[External] = how switch { "text" => "plain", "binary" => "binary", "twice" => """{"a":"1","a":"2"}""", "long" => "{}", _ => null };
        if (how == "gone")
            Programs.Texts.Remove(External);
        if (how == "deleted")
            Programs.Deleted.Add(External);
        if (how == "without aws")
            Programs.Without.Add("aws");
        Programs.HasHistory = how == "history";
        var before = Programs.Texts.GetValueOrDefault(External);

        var run = await PutAsync(how == "long" ? new string('x', 70_000) : "hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Programs.Texts.GetValueOrDefault(External));
    }

    /// <summary>What a program says may quote a value, so it is known by its name.</summary>
    [Theory]
    [InlineData("An error occurred (AccessDeniedException) when calling the GetSecretValue operation: canary", "ended with 254 (AccessDeniedException). What it said is withheld")]
    [InlineData("canary: connection refused", "ended with 254 (connection refused). What it said is withheld")]
    [InlineData("canary", "ended with 254. What it said is withheld")]
    public async Task Put_StoreThatFails_IsToldByTheNameOfTheFault(string error, string expected)
    {
        Programs.Before = (line, _) => line.Contains(" get-secret-value ", StringComparison.Ordinal) ? new ProgramAnswer(254, "", error) : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Could not connect to the endpoint URL")]
    [InlineData("An error occurred (AccessDenied) when calling the GetCallerIdentity operation")]
    public async Task Put_AccountThatNobodyCanTell_IsRefusedBeforeAnythingIsAsked(string error)
    {
        Programs.Put(External, "{}");
        Programs.Before = (line, _) => line.StartsWith("aws sts ", StringComparison.Ordinal) ? new ProgramAnswer(255, "", error) : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(Programs.Lines);
    }

    [Fact]
    public async Task Put_ValueThatIsFixed_IsReplacedOnlyWhereThatIsSaid()
    {
        Project.With("dev", BackendStacks.Vault.Text);
        Programs.Put("mcp/dev/encryption", """{"AUTH_ENCRYPTION_SECRET":"old"}""");

        var refused = await PutAsync("another", "AUTH_ENCRYPTION_SECRET");
        Programs.Operator.Clear();
        Programs.Operator.Enqueue(("1", "True"));
        var replaced = await PutAsync("another", "AUTH_ENCRYPTION_SECRET", "--replace");

        Assert.Equal((1, 0), (refused.ExitCode, replaced.ExitCode));
        Assert.Contains("Say --replace", refused.Error, StringComparison.Ordinal);
        Assert.Contains("kubectl delete secret mcp-gateway-encryption --namespace mcp-dev --context mcp-dev", replaced.Output, StringComparison.Ordinal);
        Assert.Contains("another", Programs.Texts["mcp/dev/encryption"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Generate_IsOfTheOneAlphabetAndNotShown()
    {
        var run = await PutAsync("", "SMTP_PASSWORD", "--generate");
        var refused = await PutAsync("", "POSTGRES_PASSWORD", "--generate");

        var made = (string)JsonNode.Parse(Programs.Texts[External]!)!["SMTP_PASSWORD"]!;
        Assert.Equal((0, 2), (run.ExitCode, refused.ExitCode));
        Assert.Matches(@"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*\.)[A-Za-z0-9.]{48}\z", made);
        Assert.DoesNotContain(made, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_SecretsOfOthers_ArePutByTheirOwner()
    {
        Project.With("dev", BackendStacks.Existing.Text);

        var run = await PutAsync("hunter2", "JWT_SECRET_KEY");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("which somebody else makes", run.Error, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
