using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

/// <summary>What a secret looks like, one kind of sign after the other, and what only looks like one.</summary>
public sealed class JudgeTests
{
    private const string Typed = "hunter2RealPw9x";
    private const string Words = "correcthorsebattery";

    // Put together here, so that no scanner takes this file for a leak.
    private static readonly string Token = "ghp_" + "CNRYabcdefghijklmnopqrstuvwx0123";

    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("DBPASSWORD")]
    [InlineData("SMTPPASSWORD")]
    [InlineData("OIDC_CLIENTSECRET")]
    [InlineData("clientsecret")]
    [InlineData("clientSecret")]
    [InlineData("OPENAI_API_KEYS")]
    [InlineData("apiKeys")]
    [InlineData("X-API-Key")]
    [InlineData("GITHUB_PAT")]
    [InlineData("githubPat")]
    [InlineData("X_PASSWORD_VALUE")]
    [InlineData("PASSWORD_B64")]
    [InlineData("existingSecretPassword")]
    [InlineData("MY_TLS_SECRET")]
    [InlineData("db.password")]
    [InlineData("spring.datasource.password")]
    [InlineData("x/clientSecret")]
    [InlineData("pw")]
    [InlineData("PGPASSWORD")]
    [InlineData("MYSQL_ROOT_PASSWORD_2")]
    [InlineData("authToken")]
    [InlineData("secretkey")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("dbpass")]
    [InlineData("userPassphrase")]
    [InlineData("REDIS_AUTH")]
    [InlineData("LANGFUSE_PUBLIC_KEY")]
    public void Look_NameOfASecret_IsASign(string name)
    {
        Assert.Equal(SignKind.Name, Audit(name, Typed)?.Kind);
        Assert.Equal(SignKind.Name, Look(Caller.Guard, name, Words)?.Kind);
    }

    [Theory]
    [InlineData("KUBE_SECRET", Typed)]
    [InlineData("CONNECTION_SECRET_KEY", Typed)]
    [InlineData("token", "$$" + Typed)]
    [InlineData("user", "${DB_USER:-app}:" + Typed)]
    public void Look_SecretWhereAReferenceMayStand_IsASign(string name, string text) => Assert.NotNull(Audit(name, text));

    [Theory]
    [InlineData("image")]
    [InlineData("passwordKey")]
    [InlineData("existingSecretPasswordKey")]
    [InlineData("PASSWORD_MIN_LENGTH")]
    [InlineData("PASSWORD_FILE")]
    [InlineData("secretName")]
    [InlineData("tokenUrl")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("publicKey")]
    [InlineData("broken")]
    [InlineData("compass")]
    [InlineData("bypass")]
    [InlineData("path")]
    [InlineData("passwordHash")]
    [InlineData("tokenExpirationSeconds")]
    public void Look_NameOfSomethingElse_IsNone(string name) => Assert.Null(Audit(name, "hunter2x"));

    [Theory]
    [InlineData("redis://:$hunter2RealPw9x@r:6379/0")]
    [InlineData("postgres://u:{hunter2RealPw9x@h/db")]
    [InlineData("postgresql://user:pa/ss9word@host/db")]
    [InlineData("amqps://u:Xk3%40jf@h")]
    [InlineData("Server=h;Uid=sa;Pwd=hunter2RealPw9x")]
    [InlineData("Server=h;Uid=sa;Password=correcthorsebattery;Database=x")]
    [InlineData("host=h user=u password=hunter2RealPw9x dbname=d")]
    [InlineData("authorization=Bearer q9wJd8sKx02nZp4lTqQwE3aB7")]
    [InlineData("Authorization: Basic Z3c6d2ludGVySGlsbHMyMg==")]
    [InlineData("Basic YWRtaW46aHVudGVyMnJlYWxwdzk=")]
    [InlineData("Bearer winterHills22winterHills")]
    [InlineData("X-API-Key: winterHills22")]
    [InlineData("curl -u admin:winterHills22 https://x.example.com")]
    [InlineData("mysql --password=hunter2RealPw9x -h db")]
    [InlineData("mysql --password hunter2RealPw9x -h db")]
    [InlineData("machine x.example.com login gw password winterHills22")]
    [InlineData("[security]\nadmin_password = correcthorsebattery\n")]
    [InlineData("DB_PASSWORD=correcthorsebattery\nB=2")]
    [InlineData("export DB_PASSWORD='correct horse battery'")]
    [InlineData("{\"password\": \"correcthorsebattery\"}")]
    [InlineData("{\\\"password\\\": \\\"correcthorsebattery\\\"}")]
    [InlineData("password: correcthorsebattery\nb: c\n")]
    [InlineData("https://host/path?user=a&password=hunter2RealPw9x")]
    [InlineData("PASSWORD=hunter2hunter2")]
    public void Look_CredentialInsideAText_IsASign(string text)
    {
        Assert.Equal(SignKind.Credential, Audit("note", text)?.Kind);
        Assert.Equal(SignKind.Credential, Audit("note", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)))?.Kind);
        Assert.DoesNotContain("unter2RealPw9x", new Judge(Caller.Message, new HeldSecrets()).Mask(text), StringComparison.Ordinal);
        Assert.DoesNotContain("correcthorsebattery", new Judge(Caller.Message, new HeldSecrets()).Mask(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth", "Z3c6d2ludGVySGlsbHMyMg==")]
    [InlineData("u", "admin:winterHills22")]
    [InlineData("DB_PASSWORD", "/k3Jh4Lk5jh3kj4h5a9==")]
    [InlineData("DB_PASSWORD", "{{ \"hunter2realpw9\" }}")]
    [InlineData("DB_PASSWORD", "{{ .Values.pw | default \"hunter2realpw9\" }}")]
    [InlineData("DB_PASSWORD", "{{ default \"hunter2realpw9\" .Values.pw | quote }}")]
    [InlineData("DB_PASSWORD", "prefix-{{ .x }}-hunter2realpw9")]
    [InlineData("clientSecret", "hunter2realpw9")]
    [InlineData("secret", "hunter2RealPw9x")]
    [InlineData("password", "correct horse battery staple")]
    public void Look_ValueUnderItsName_IsASign(string name, string text) => Assert.NotNull(Audit(name, text));

    [Theory]
    [InlineData("password", "${DB_PASSWORD}")]
    [InlineData("token", "$(TOKEN)")]
    [InlineData("password", "$DB_PASSWORD")]
    [InlineData("password", "$password")]
    [InlineData("adminPassword", "%DB_PASSWORD%")]
    [InlineData("apiKey", "{{ .Values.k }}")]
    [InlineData("token", "${{ secrets.X }}")]
    [InlineData("token", "${{ steps.a.outputs.b }}")]
    [InlineData("token", "env:TOKEN")]
    [InlineData("secret", "file:///run/secrets/x")]
    [InlineData("password", "/run/secrets/db_password")]
    [InlineData("token", "op://vault/item/field")]
    [InlineData("token", "vault:secret/data/x#y")]
    [InlineData("token", "ref+awssecrets://path/to#/x")]
    [InlineData("token", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf")]
    [InlineData("token", "<path:secret/data/x#key>")]
    [InlineData("token", "{{resolve:secretsmanager:x:SecretString:y}}")]
    [InlineData("id-token", "write")]
    [InlineData("githubConfigSecret", "arc-github-app")]
    [InlineData("tokenSecret", "doppler-token-secret")]
    [InlineData("existingSecret", "test-secret")]
    [InlineData("secrets", "regcred")]
    [InlineData("external-secrets", "secure")]
    [InlineData("accessKey", "access-key")]
    [InlineData("password", "db-password")]
    [InlineData("password", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy")]
    [InlineData("password", "{{ `{{ .pw }}` }}")]
    [InlineData("token", "{{ printf \"{{ .pw | toString }}\" }}")]
    [InlineData("apiKey", "{{ \"{{ .pw }}\" }}")]
    [InlineData("password", "{{ include \"chart.password\" . }}")]
    [InlineData("password", "{{ index .Values \"redis-password\" | b64enc }}")]
    [InlineData("token", "process.env.TOKEN")]
    [InlineData("password", "Enter the password of the administrator")]
    [InlineData("MAX_TOKENS", "4096")]
    [InlineData("REQUIRE_AUTH", "required")]
    [InlineData("note", "password: required")]
    [InlineData("note", "password=$(POSTGRES_PASSWORD)")]
    [InlineData("note", "token: {{ .token_of_sso_2 }}")]
    [InlineData("note", "api_key: <your key 1>")]
    [InlineData("note", "the token: https://example.com/2/token")]
    [InlineData("note", "password,secret,token,api_key,authorization")]
    [InlineData("note", "secret: mcp-gateway-external-secret-1a2b3c4d")]
    [InlineData("note", "secret=mcp/dev/gateway-2")]
    [InlineData("note", "passwordKey: POSTGRES_PASSWORD_2, password: POSTGRES_PASSWORD_2")]
    [InlineData("note", "postgresql://$(POSTGRES_USER):$(POSTGRES_PASSWORD)@$(POSTGRES_HOST)/db")]
    [InlineData("note", "rediss://:{{ .password | urlquery }}@host:6379/0")]
    [InlineData("note", "https://example.com:8443/path@x")]
    [InlineData("note", "https://user@example.com/")]
    [InlineData("note", "oci://registry.example.com:5000/image@sha256:0123456789abcdef")]
    [InlineData("note", "{\"a\":\"http://host:8080\",\"b\":\"me@example.com\"}")]
    [InlineData("note", "{\"min_password_length\":\"12345678\"}")]
    [InlineData("note", "{\"token_endpoint\": \"https://idp.example.com/oauth2/v1/token\"}")]
    [InlineData("note", "docker run -u 1000:1000 x")]
    [InlineData("note", "task-force-of-many-people-here")]
    [InlineData("note", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-11112222-AbCdEf")]
    [InlineData("uses", "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683")]
    [InlineData("note", "-----BEGIN CERTIFICATE-----")]
    public void Look_OrdinaryTextOrReference_IsNone(string name, string text) => Assert.Null(Audit(name, text));

    [Theory]
    [InlineData("secret", "<your-secret>")]
    [InlineData("clientSecret", "changeme")]
    [InlineData("pw", "CHANGE_ME")]
    [InlineData("password", "REPLACE_ME")]
    [InlineData("token", "***")]
    [InlineData("password", "xxxxx")]
    [InlineData("apiKey", "your-api-key-here")]
    [InlineData("clientSecret", "TODO")]
    public void Look_Placeholder_IsASignOfItsOwn(string name, string text)
    {
        Assert.Equal(SignKind.Placeholder, Audit(name, text)?.Kind);
        Assert.Null(Look(Caller.Guard, name, text));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("a.b")]
    public void Look_TokenInAnyEncoding_IsASign(string name)
    {
        foreach (var encoded in Forms(Token))
            Assert.True(Audit(name, encoded)?.Kind == SignKind.Format, encoded);
    }

    [Fact]
    public void Look_HeldSecretInAnyEncoding_IsASignAndIsMasked()
    {
        const string secret = "winter hills & 22 <rivers>";
        var held = new HeldSecrets();
        held.Hold(secret);
        foreach (var encoded in Forms(secret).Append("x/" + Base64(secret)).Append("key=" + secret + ";"))
        {
            Assert.True(new Judge(Caller.Guard, held).Look(new Place("note", "spec.note"), encoded)?.Kind == SignKind.Held, encoded);
            Assert.Contains(Judge.Withheld, new Judge(Caller.Message, held).Mask(encoded), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Mask_OrdinaryText_StaysAsItIs() =>
        Assert.Equal("pulumi config set --stack dev --path 'mcp-infra:secrets.SMTP_PASSWORD.from' external",
            new Judge(Caller.Message, new HeldSecrets()).Mask("pulumi config set --stack dev --path 'mcp-infra:secrets.SMTP_PASSWORD.from' external"));

    /// <summary>What stands before is base64 too; four digits are three bytes, and each character has two.</summary>
    [Theory]
    [InlineData("x/")]
    [InlineData("ab/")]
    [InlineData("com/")]
    [InlineData("e/com/")]
    [InlineData("https://git.example.com/")]
    [InlineData("team/repo/x/")]
    public void Look_TwoBytesACharacterBehindAPath_IsRead(string before) => Assert.NotNull(
        Audit("note", before + Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes("ghp_" + "515t5kYzMO8YGWyxbkPO21tcIluha8ZXx7Q2"))));

    private static Sign? Audit(string name, string text) => Look(Caller.Audit, name, text);

    private static Sign? Look(Caller caller, string name, string text) => new Judge(caller, new HeldSecrets()).Look(new Place(name, "data." + name), text);

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A text as people and programs write it.</summary>
    internal static IEnumerable<string> Forms(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var base64 = Convert.ToBase64String(bytes);
        yield return text;
        yield return base64;
        yield return base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        yield return Base64(base64);
        for (var column = 3; column < base64.Length; column += 7)
            yield return string.Join("\n  ", base64.Chunk(column).Select(line => new string(line)));
        yield return Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(text));
        yield return Base64("u:" + text);
        yield return Base64("us:" + text);
        yield return Base64("use:" + text + "\n");
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        yield return string.Concat(bytes.Select(one => $"%{one:X2}"));
        yield return Uri.EscapeDataString(text);
        yield return System.Net.WebUtility.HtmlEncode(text);
        yield return string.Concat(text.Select(one => $"&#{(int)one};"));
        yield return string.Concat(text.Select(one => $"&#x{(int)one:x};"));
        yield return string.Concat(text.Select(one => $"\\u{(int)one:x4}"));
        yield return System.Text.Json.JsonSerializer.Serialize(text);
        yield return string.Join(':', bytes.Select(one => $"{one:x2}"));
        yield return string.Concat(bytes.Select(one => $"\\{Convert.ToString(one, 8).PadLeft(3, '0')}"));
        yield return string.Concat(bytes.Select(one => $"={one:X2}"));
        yield return text[..5] + "\u200b" + text[5..];
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        yield return Convert.ToBase64String(zipped.ToArray());
    }
}
