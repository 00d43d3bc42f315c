using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

/// <summary>Commands that edit and search files with secrets in them, and those that make some.</summary>
public sealed class PatternsTests
{
    [Theory]
    [InlineData("""sed -i "s|^JWT_SECRET_KEY=.*|JWT_SECRET_KEY=${jwt_secret}|" .env""")]
    [InlineData("""sed -i "s/^DB_PASSWORD=.*/DB_PASSWORD=$DB_PASSWORD/" .env""")]
    [InlineData("""sed -i 's/^DB_PASSWORD=.*/DB_PASSWORD='"$DB_PASSWORD"'/' .env""")]
    [InlineData("""sed -i -e "s#password: .*#password: ${PW}#g" values.yaml""")]
    [InlineData("""  -e "s#password: .*#password: ${PW}#g" \""")]
    [InlineData("""  "s|^SECRET_KEY=.*|SECRET_KEY=${key}|" .env""")]
    [InlineData("""sed -E "s/(API_TOKEN=).*/\1${TOKEN}/" .env""")]
    [InlineData("""sed 's/\(API_KEY=\).*/\1new/' .env""")]
    [InlineData("""sed -i "s|API_KEY=__API_KEY__|API_KEY=${KEY}|" .env""")]
    [InlineData("""sed -i "s|API_KEY=changeme|API_KEY=$KEY|g; s|DB_PASSWORD=changeme|DB_PASSWORD=$PW|g" .env""")]
    [InlineData("""sed -i "/^API_KEY=/c\API_KEY=$KEY" .env""")]
    [InlineData("""perl -pi -e "s|^SECRET_KEY=.*|SECRET_KEY=$ENV{SECRET_KEY}|" .env""")]
    [InlineData("""grep -oP 'TOKEN=\K.*' .env""")]
    [InlineData("""grep -q "^SECRET_KEY=\S\+" .env""")]
    [InlineData("""grep -E '^API_KEY=.+' .env || exit 1""")]
    [InlineData("""awk -F= '/^DB_PASSWORD=/{print $2}' .env""")]
    public void EndOfValue_PatternOrVariable_IsNoSecret(string line) => Assert.Empty(PlainSight.Found(Caller.Audit, Run(line)));

    [Theory]
    [InlineData("""sed -i "s|^DB_PASSWORD=.*|DB_PASSWORD=hunter2RealPw9x|" .env""")]
    [InlineData("""sed -i 's/^password: .*/password: hunter2RealPw9x/' values.yaml""")]
    [InlineData("""sed -i "s|^JWT_SECRET_KEY=.*|JWT_SECRET_KEY=${key}|; s|^DB_PASSWORD=.*|DB_PASSWORD=hunter2RealPw9x|" .env""")]
    [InlineData("""sed -i "s|DB_PASSWORD=hunter2RealPw9x|DB_PASSWORD=$PW|" .env""")]
    [InlineData("""sed -i "/^API_KEY=/c\API_KEY=hunter2RealPw9x" .env""")]
    [InlineData("""grep -q "^DB_PASSWORD=hunter2RealPw9x" .env""")]
    [InlineData("""DB_PASSWORD=hunter2RealPw9x sed -i "s|^API_KEY=.*|API_KEY=${key}|" .env""")]
    [InlineData("""docker run -e DB_PASSWORD=hunter2RealPw9x/x y""")]
    public void EndOfValue_SecretInSuchACommand_IsFound(string line) => PlainSight.AssertFound(Run(line));

    [Theory]
    [InlineData("""API_KEY=$(openssl rand -hex 32)""")]
    [InlineData("""MCP_GATEWAY_API_KEY=$(openssl rand -base64 45 | tr -d '/+=')""")]
    [InlineData("""jwt_secret="$(openssl rand -base64 32)"  # pragma: allowlist secret""")]
    [InlineData("""echo "DB_PASSWORD=$(head -c 24 /dev/urandom | base64 | tr -d '=+/')" >> "$GITHUB_ENV" """)]
    [InlineData("""printf 'API_TOKEN=%s\n' "$(openssl rand -hex 20)" >> .env""")]
    [InlineData("""kubectl create secret generic x --from-literal=password=$(openssl rand -base64 12)""")]
    [InlineData("""helm upgrade x y --set auth.password=$(openssl rand -hex 16) --set a.token=$TOKEN""")]
    [InlineData("""PASSWORD=$(tr -dc A-Za-z0-9 </dev/urandom | head -c 13)""")]
    [InlineData("""PGPASSWORD=$(aws rds generate-db-auth-token --hostname $H --port 5432 --username u) psql""")]
    [InlineData("""  "GITHUB_TOKEN": "\${GITHUB_TOKEN}",""")]
    [InlineData("""  "API_KEY": "\$API_KEY",""")]
    [InlineData("""echo "token=\$(cat /run/token)" > run.sh""")]
    [InlineData("""echo "API_TOKEN=\$(cat /run/token)" > run.sh""")]
    [InlineData("""for i in 1 2; do curl -d '{"password":"wrong$i"}' https://x.example.com; done""")]
    public void Run_CommandThatMakesASecret_HoldsNone(string line) => Assert.Empty(PlainSight.Found(Caller.Audit, Run(line)));

    [Theory]
    [InlineData("API_KEY=$(openssl rand -hex 32) DB_PASSWORD=hunter2RealPw9x ./x")]
    [InlineData("API_KEY=$(openssl rand -hex 32)\n  DB_PASSWORD=hunter2RealPw9x")]
    [InlineData("""echo "DB_PASSWORD=hunter2RealPw9x" >> .env; API_KEY=$(uuidgen)""")]
    [InlineData("""  "DB_PASSWORD": "\$hunter2RealPw9x",""")]
    [InlineData("""curl -d '{"password":"hunter2RealPw9x$i"}' https://x.example.com""")]
    public void Run_SecretBesideIt_IsFound(string lines) => PlainSight.AssertFound(Run(lines));

    private static string Run(string lines) => "run: |\n  set -e\n  " + lines + "\n";
}
