using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary><c>secret put</c> with the stores' programs of a test.</summary>
public sealed class SecretPutTests : IDisposable
{
    private const string External = "mcp/dev/external";

    private static readonly StackYaml Aws = StackYaml.WithExternalDatabase.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external")
        .With("mcp-infra:secrets.SSO_GITHUB_CLIENT_SECRET.from", "external").With("mcp-infra:secrets.LDAP_PASSWORD", "{from: config}")
        .With("mcp-infra:secrets.RDS_PASSWORD", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: password}}").With("mcp-infra:secretValues.LDAP_PASSWORD", StackYaml.Ciphertext);

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", Aws.Text);

    private readonly FakePrograms _programs = new() { Texts = { [External] = null, ["mcp/dev/postgres"] = null } };

    public void Dispose() => _project.Dispose();

    public static TheoryData<string, string> Holders => new()
    {
        { "vault", "mcp/dev/gateway" }, { "vso", "mcp/dev/gateway" }, { "azure", "mcp-dev-gateway" }, { "gcpsm", "mcp-dev-gateway" },
    };

    [Fact]
    public async Task Put_Value_IsPutBesideTheOthersAndTheOperatorIsTold()
    {
        _programs.Put(External, """{"SSO_GITHUB_CLIENT_SECRET":"kept ü","number":7}""");

        var run = await PutAsync("hunter2 \"ü\n\n", "SMTP_PASSWORD");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"SSO_GITHUB_CLIENT_SECRET":"kept ü","number":7,"SMTP_PASSWORD":"hunter2 \"ü\n"}""", JsonNode.Parse(_programs.Texts[External]!)!.ToJsonString(Relaxed));
        Assert.All(_programs.Texts[External]!, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal($"put: SMTP_PASSWORD is in {External} of AWS Secrets Manager, account 123456789012, eu-west-1, version v2, 2 other keys kept.", run.Output.Split('\n')[0]);
        Assert.Contains(_programs.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^kubectl annotate externalsecret mcp-gateway-external-[0-9a-f]{8} --namespace mcp-dev --context mcp-dev force-sync=[0-9]+ --overwrite$"));
    }

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task Put_OtherBackends_IsPutBesideTheOthers(string backend, string holder)
    {
        _project.With("dev", BackendStacks.All[backend].Text);
        _programs.Put(holder, """{"BASIC_AUTH_PASSWORD":"kept"}""");

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("""{"BASIC_AUTH_PASSWORD":"kept","PLATFORM_ADMIN_PASSWORD":"hunter2"}""", _programs.Texts[holder]);
        Assert.Equal(2, _programs.Versions[holder]);
    }

    [Fact]
    public async Task Put_Sealed_KeepsTheFileAndMakesOneThatIsNotThere()
    {
        _project.With("dev", BackendStacks.Sealed.Text).WithFile("sealed/dev/mine.yaml", "# mine\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: mcp-redis, namespace: mcp-dev}\nspec:\n  encryptedData: {}\n");

        var first = await PutAsync("hunter2", "REDIS_PASSWORD");
        var second = await PutAsync(new string('k', 48), "JWT_SECRET_KEY");

        Assert.True((first.ExitCode, second.ExitCode) == (0, 0), first.Error + second.Error);
        Assert.StartsWith("# mine\n", _project.Read("sealed/dev/mine.yaml"), StringComparison.Ordinal);
        Assert.Contains("REDIS_PASSWORD", _project.Read("sealed/dev/mine.yaml"), StringComparison.Ordinal);
        Assert.Contains(SealedProject.Ciphertext("any"), _project.Read("sealed/dev/mcp-gateway-external-secret.yaml"), StringComparison.Ordinal);
        Assert.Equal("kubeseal --raw --context mcp-dev --namespace mcp-dev --name mcp-redis --scope strict --from-file=/dev/stdin", _programs.Lines[0]);
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
        Assert.Empty(_programs.Lines);
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
        Assert.DoesNotContain(_programs.Lines, line => line.Contains(" put-secret-value ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JWT_SECRET_KEY", "heron22", "fewer than 32 characters")]
    [InlineData("POSTGRES_PASSWORD", "p@ss/word", "joins it into a URL")]
    public async Task Put_TextThatItsReaderDoesNotTake_IsRefused(string name, string text, string expected)
    {
        _project.With("dev", BackendStacks.Vault.Text);

        var run = await PutAsync(text, name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_ValueAsAnArgument_IsRefusedAndNotRepeated()
    {
        var run = await _project.RunAsync(_programs, "", "secret", "put", "SMTP_PASSWORD", "hunterTwo2", "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("A value is no argument", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunterTwo2", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Empty(_programs.Lines);
    }

    [Fact]
    public async Task Put_OtherAccount_IsRefusedBeforeAnythingIsAsked()
    {
        _programs.Account = "210987654321";

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the credentials at hand are of account 210987654321; the stack may touch 123456789012 alone", run.Error, StringComparison.Ordinal);
        Assert.Single(_programs.Lines);
    }

    [Fact]
    public async Task Put_OtherTenant_IsRefusedBeforeAnythingIsAsked()
    {
        _project.With("dev", BackendStacks.Azure.Text);
        _programs.Tenant = "99992222-3333-4444-5555-666677778888";

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(_programs.Lines);
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
        _programs.Texts[External] = how switch { "text" => "plain", "binary" => "binary", "twice" => """{"a":"1","a":"2"}""", "long" => "{}", _ => null };
        if (how == "gone")
            _programs.Texts.Remove(External);
        if (how == "deleted")
            _programs.Deleted.Add(External);
        if (how == "without aws")
            _programs.Without.Add("aws");
        _programs.HasHistory = how == "history";
        var before = _programs.Texts.GetValueOrDefault(External);

        var run = await PutAsync(how == "long" ? new string('x', 70_000) : "hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _programs.Texts.GetValueOrDefault(External));
    }

    /// <summary>Vault compares itself, Key Vault is asked once more, and of the others the version that was written over tells.</summary>
    [Theory]
    [InlineData("aws", "SMTP_PASSWORD", " put-secret-value ", "out of force")]
    [InlineData("vault", "PLATFORM_ADMIN_PASSWORD", " put ", "run the line again")]
    [InlineData("azure", "PLATFORM_ADMIN_PASSWORD", " account show ", "run the line again")]
    [InlineData("gcpsm", "PLATFORM_ADMIN_PASSWORD", " add ", "out of force")]
    public async Task Put_SomebodyElseBetween_IsTold(string backend, string name, string at, string expected)
    {
        var holder = backend switch { "aws" => External, "vault" => "mcp/dev/gateway", _ => "mcp-dev-gateway" };
        if (backend != "aws")
            _project.With("dev", BackendStacks.All[backend].Text);
        _programs.Put(holder, "{}");
        var (shows, isDone) = (0, false);
        _programs.Before = (line, _) =>
        {
            if (!isDone && (line.Contains(at, StringComparison.Ordinal) || (backend == "azure" && line.Contains(" secret show ", StringComparison.Ordinal) && ++shows == 2)) && !line.Contains("account show", StringComparison.Ordinal))
            {
                isDone = true;
                _programs.Put(holder, """{"other":"theirs"}""");
            }

            return null;
        };

        var run = await PutAsync("hunter2", name);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Both have read the same version; the other one was quicker.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Put_TwoAtATimeInAws_SecondIsRefusedAndNothingIsLost(string? before)
    {
        _programs.Texts[External] = before;
        ToolRun? other = null;
        _programs.Before = (line, _) =>
        {
            if (other is null && line.Contains(" put-secret-value ", StringComparison.Ordinal))
            {
                other = new ToolRun(0, "", "");
                other = PutAsync("theirs", "SSO_GITHUB_CLIENT_SECRET").GetAwaiter().GetResult();
            }

            return null;
        };

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal((0, 1), (other!.ExitCode, run.ExitCode));
        Assert.Contains("came between. Nothing was put: run the line again", run.Error, StringComparison.Ordinal);
        Assert.Equal("""{"SSO_GITHUB_CLIENT_SECRET":"theirs"}""", _programs.Texts[External]);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("another")]
    public async Task Put_FormerVersionInForceAgainInAws_IsPutAllTheSame(string second)
    {
        _programs.Put(External, "{}");
        await PutAsync("hunter2", "SMTP_PASSWORD");
        (_programs.Texts[External], _programs.Versions[External], _programs.Replaced[External]) = ("{}", 1, "v2");

        var run = await PutAsync(second, "SMTP_PASSWORD");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal($$"""{"SMTP_PASSWORD":"{{second}}"}""", _programs.Texts[External]);
    }

    /// <summary>What a program says may quote a value, so it is known by its name.</summary>
    [Theory]
    [InlineData("An error occurred (AccessDeniedException) when calling the GetSecretValue operation: canary", "ended with 254 (AccessDeniedException). What it said is withheld")]
    [InlineData("canary: connection refused", "ended with 254 (connection refused). What it said is withheld")]
    [InlineData("canary", "ended with 254. What it said is withheld")]
    public async Task Put_StoreThatFails_IsToldByTheNameOfTheFault(string error, string expected)
    {
        _programs.Before = (line, _) => line.Contains(" get-secret-value ", StringComparison.Ordinal) ? new ProgramAnswer(254, "", error) : null;

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
        _programs.Put(External, "{}");
        _programs.Before = (line, _) => line.StartsWith("aws sts ", StringComparison.Ordinal) ? new ProgramAnswer(255, "", error) : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(_programs.Lines);
    }

    [Fact]
    public async Task Put_OperatorThatCannotBeTold_IsSaidWithTheLineThatLooks()
    {
        _programs.Put(External, "{}");
        _programs.Without.Add("kubectl");

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("was not told: kubectl is not on the PATH.*\n    kubectl get externalsecret mcp-gateway-external-[0-9a-f]{8} --namespace mcp-dev --context mcp-dev\n", run.Error);
    }

    [Fact]
    public async Task Put_ValueThatIsFixed_IsReplacedOnlyWhereThatIsSaid()
    {
        _project.With("dev", BackendStacks.Vault.Text);
        _programs.Put("mcp/dev/encryption", """{"AUTH_ENCRYPTION_SECRET":"old"}""");

        var refused = await PutAsync("another", "AUTH_ENCRYPTION_SECRET");
        _programs.Operator.Clear();
        _programs.Operator.Enqueue(("1", "True"));
        var replaced = await PutAsync("another", "AUTH_ENCRYPTION_SECRET", "--replace");

        Assert.Equal((1, 0), (refused.ExitCode, replaced.ExitCode));
        Assert.Contains("Say --replace", refused.Error, StringComparison.Ordinal);
        Assert.Contains("kubectl delete secret mcp-gateway-encryption --namespace mcp-dev --context mcp-dev", replaced.Output, StringComparison.Ordinal);
        Assert.Contains("another", _programs.Texts["mcp/dev/encryption"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Generate_IsOfTheOneAlphabetAndNotShown()
    {
        var run = await PutAsync("", "SMTP_PASSWORD", "--generate");
        var refused = await PutAsync("", "POSTGRES_PASSWORD", "--generate");

        var made = (string)JsonNode.Parse(_programs.Texts[External]!)!["SMTP_PASSWORD"]!;
        Assert.Equal((0, 2), (run.ExitCode, refused.ExitCode));
        Assert.Matches(@"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*\.)[A-Za-z0-9.]{48}\z", made);
        Assert.DoesNotContain(made, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 True, 1 True, 1 False, 2 False, 2 True", 0)]
    [InlineData("1 True, 1 True", 1)]
    [InlineData("1 False, 2 False", 1)]
    public async Task Put_Wait_IsForAReadOfToday(string states, int expected)
    {
        _programs.Operator.Clear();
        foreach (var state in states.Split(", "))
            _programs.Operator.Enqueue((state.Split(' ')[0], state.Split(' ')[1]));

        var run = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(expected == 0 ? "ready: Secret mcp-gateway-external-" : "has not read it after 2m. It says", run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>A line that restarts what is not there yet would fail.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_Wait_SaysHowToRestartAGatewayThatIsThere(bool isThere)
    {
        _programs.HasGateway = isThere;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("reads it again now, in namespace mcp-dev of context mcp-dev\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(isThere, run.Output.Contains("kubectl rollout restart deployment/mcp-mcp-stack-mcpgateway --namespace mcp-dev --context mcp-dev", StringComparison.Ordinal));
    }

    /// <summary>Nothing tells Vault Secrets Operator, which may look at any time: what it had is noted before the value is there.</summary>
    [Fact]
    public async Task Put_VaultSecretsOperator_IsWaitedForAndNotTold()
    {
        _project.With("dev", BackendStacks.Vso.Text);

        var run = await PutAsync("hunter2", "PLATFORM_ADMIN_PASSWORD", "--wait");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain(_programs.Lines, line => line.StartsWith("kubectl annotate", StringComparison.Ordinal));
        Assert.True(_programs.Lines.FindIndex(line => line.StartsWith("kubectl get vaultstaticsecret ", StringComparison.Ordinal)) < _programs.Lines.FindIndex(line => line.StartsWith("vault kv put ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not there", 0, 1)]
    [InlineData("no kubectl", 0, 1)]
    public async Task Put_OperatorThatCannotBeTold_IsSaidAndTheValueIsThere(string how, int expected, int expectedOfWait)
    {
        if (how == "no kubectl")
            _programs.Without.Add("kubectl");
        _programs.Before = (line, _) => line.StartsWith("kubectl get", StringComparison.Ordinal) && how == "not there" ? new ProgramAnswer(1, "", "Error from server (NotFound): externalsecrets") : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");
        var waited = await PutAsync("hunter2", "SMTP_PASSWORD", "--wait");

        Assert.Equal((expected, expectedOfWait), (run.ExitCode, waited.ExitCode));
        Assert.Contains("The value is put, and externalsecret mcp-gateway-external-", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_SecretsOfOthers_ArePutByTheirOwner()
    {
        _project.With("dev", BackendStacks.Existing.Text);

        var run = await PutAsync("hunter2", "JWT_SECRET_KEY");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("which somebody else makes", run.Error, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<ToolRun> PutAsync(string input, string name, params string[] options) => _project.RunAsync(_programs, input, ["secret", "put", name, "--stack", "dev", .. options]);
}
