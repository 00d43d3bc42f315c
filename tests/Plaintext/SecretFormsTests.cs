using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Tests.Plaintext;

/// <summary>Secrets in the forms of the files and commands that people have, and what stands in the same files and is none.</summary>
public sealed class NeighbourTests
{
    private static readonly Caller[] WhoSeesPlainSight = [Caller.StackFile, Caller.Guard, Caller.RenderedFile, Caller.Audit, Caller.Migrate, Caller.ChartCheck, Caller.SealedFile];

    /// <summary>Secrets in an entry, a patch, a document of a tool.</summary>
    [Theory]
    [InlineData("env:\n- name: SMTP_PASS\n  value: hunter2RealPw9x")]
    [InlineData("Environment:\n- Name: SMTP_PASS\n  Value: hunter2RealPw9x")]
    [InlineData("tags:\n- key: db-password\n  value: correcthorsebattery")]
    [InlineData("Parameters:\n- ParameterKey: DBPassword\n  ParameterValue: correcthorsebattery")]
    [InlineData("settings:\n- id: adminPassword\n  value: correcthorsebattery")]
    [InlineData("fields:\n- label: password\n  value: correcthorsebattery")]
    [InlineData("fields:\n- title: Password\n  value: correcthorsebattery")]
    [InlineData("fields:\n- id: password\n  type: CONCEALED\n  value: correcthorsebattery")]
    [InlineData("inputs:\n- name: db_password\n  default: correcthorsebattery")]
    [InlineData("parameters:\n- name: dbPassword\n  string: correcthorsebattery")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      parameters:\n      - name: auth.rootPassword\n        value: correcthorsebattery")]
    [InlineData("spec: {source: {helm: {valuesObject: {auth: {rootPassword: correcthorsebattery}}}}}")]
    [InlineData("spec:\n  source:\n    helm:\n      values: |\n        auth:\n          rootPassword: correcthorsebattery")]
    [InlineData("spec:\n  source:\n    helm:\n      values: |\n        extra: |\n          inner: |\n            rootPassword: correcthorsebattery")]
    [InlineData("data:\n  a.yaml: |\n    b: '{\"c\": \"{\\\"password\\\": \\\"correcthorsebattery\\\"}\"}'")]
    [InlineData("args: [upgrade, --install, x, --set, \"auth.password=correcthorsebattery\"]")]
    [InlineData("args: [\"--set\", \"image.tag=1,auth.password=correcthorsebattery,x=y\"]")]
    [InlineData("args: [\"--set=auth.password=correcthorsebattery\"]")]
    [InlineData("cmd: helm upgrade x y --set-string auth.rootPassword=correcthorsebattery --set a=b")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values: {redis: {auth: {password: correcthorsebattery}}}")]
    [InlineData("- op: replace\n  path: /stringData/password\n  value: correcthorsebattery")]
    [InlineData("- op: add\n  path: /spec/template/spec/containers/0/env/-\n  value: {name: DB_PASSWORD, value: correcthorsebattery}")]
    [InlineData("- op: add\n  path: /data\n  value: {DB_PASSWORD: correcthorsebattery}")]
    [InlineData("- op: replace\n  path: /spec/adminPassword\n  value: {value: correcthorsebattery}")]
    [InlineData("patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/x/password\n      value: correcthorsebattery")]
    [InlineData("patchesStrategicMerge:\n- |-\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x}\n  data: {DB_PASSWORD: correcthorsebattery}")]
    [InlineData("configMapGenerator:\n- name: x\n  literals:\n  - DB_PASSWORD=correcthorsebattery\n  - a=b")]
    [InlineData("configMapGenerator:\n- name: x\n  literals:\n  - 'DB_PASSWORD=correct horse battery'")]
    [InlineData("secretGenerator:\n- name: x\n  literals:\n  - whatever=correcthorsebattery")]
    [InlineData("generators:\n- |-\n  apiVersion: builtin\n  kind: SecretGenerator\n  metadata: {name: x}\n  literals: [a=correcthorsebattery]")]
    [InlineData("data:\n  terraform.tfvars: |\n    region = \"eu-west-1\"\n    db_password = \"correcthorsebattery\"")]
    [InlineData("data:\n  main.tf: |\n    resource \"aws_db_instance\" \"x\" {\n      password = \"correcthorsebattery\"\n    }")]
    [InlineData("services: {db: {environment: [\"POSTGRES_PASSWORD=correcthorsebattery\"]}}")]
    [InlineData("services: {db: {environment: {POSTGRES_PASSWORD: correcthorsebattery}}}")]
    [InlineData("services: {r: {command: redis-server --requirepass correcthorsebattery9}}")]
    [InlineData("services: {r: {command: [redis-server, --requirepass, correcthorsebattery]}}")]
    [InlineData("jobs: {x: {env: {DB_PASSWORD: correcthorsebattery}}}")]
    [InlineData("jobs: {x: {steps: [{uses: docker/login-action@v3, with: {username: u, password: correcthorsebattery}}]}}")]
    [InlineData("jobs: {x: {steps: [{run: \"docker login -u u -p correcthorsebattery9 ghcr.io\"}]}}")]
    [InlineData("- hosts: all\n  vars: {ansible_become_pass: correcthorsebattery, x: 1}")]
    [InlineData("all: {vars: {ansible_ssh_pass: correcthorsebattery}}")]
    [InlineData("tasks:\n- user: name=x password=hunter2RealPw9x state=present")]
    [InlineData("passwords: [correcthorsebattery, hunter2RealPw9x]")]
    [InlineData("secrets: {db: hunter2RealPw9x}")]
    [InlineData("tokens: [{value: hunter2RealPw9x}]")]
    [InlineData("\"hunter2password=hunter2RealPw9x\": x")]
    [InlineData("users: [\"admin:hunter2RealPw9x\"]")]
    [InlineData("auth: \"admin:hunter2RealPw9x\"")]
    [InlineData("basicAuth: {username: a, password: correcthorsebattery}")]
    [InlineData("password: 83749283")]
    [InlineData("pin_password: 4711")]
    [InlineData("password: !!binary Y29ycmVjdGhvcnNlYmF0dGVyeQ==")]
    [InlineData("password: !!str correcthorsebattery")]
    [InlineData("password: 0123457")]
    [InlineData("password: 2024-01-02")]
    [InlineData("password: 1e10")]
    [InlineData("x: &pw correcthorsebattery\npassword: *pw")]
    [InlineData("base: &b {password: correcthorsebattery}\nc: {<<: *b}")]
    [InlineData("? {password: correcthorsebattery}\n: x")]
    [InlineData("a: b\n---\npassword: correcthorsebattery")]
    [InlineData("apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: {target: {template: {data: {password: correcthorsebattery}}}}")]
    [InlineData("apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: {target: {template: {data: {url: \"postgres://u:correcthorsebattery@h/db\"}}}}")]
    [InlineData("apiVersion: external-secrets.io/v1\nkind: SecretStore\nspec: {provider: {vault: {server: \"https://v\", auth: {userPass: {password: correcthorsebattery}}}}}")]
    [InlineData("apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: x}, stringData: {any: correcthorsebattery}}]")]
    [InlineData("data:\n  s.yaml: |\n    apiVersion: v1\n    kind: Secret\n    metadata: {name: x}\n    stringData: {any: correcthorsebattery}")]
    [InlineData("data:\n  s.yaml: |\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: y}\n    ---\n    apiVersion: v1\n    kind: Secret\n    metadata: {name: x}\n    stringData: {any: correcthorsebattery}")]
    [InlineData("extraDeploy:\n- |\n  apiVersion: v1\n  kind: Secret\n  metadata: {name: \"{{ .Release.Name }}\"}\n  stringData:\n    any: correcthorsebattery")]
    [InlineData("metadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: '{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"x\"},\"data\":{\"any\":\"Y29ycmVjdGhvcnNlYmF0dGVyeQ==\"}}'}}")]
    [InlineData("apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec: {encryptedData: {x: AgBx}, template: {data: {password: correcthorsebattery}}}")]
    [InlineData("apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec: {encryptedData: {x: Y29ycmVjdGhvcnNlYmF0dGVyeQ==}}")]
    [InlineData("values: {db: {password: correcthorsebattery}}")]
    [InlineData("values: {x: {fn::secret: hunter2RealPw9xABCDEFGH1234}}")]
    [InlineData("values: {x: {fn::secret: correcthorsebattery}}")]
    [InlineData("env: [{name: DB_PASSWORD, valueFrom: {default: correcthorsebattery}}]")]
    [InlineData("password: {valueFrom: {value: correcthorsebattery}}")]
    public void Look_SecretInEntry_IsASignForAll(string yaml) => AssertFound(yaml);

    /// <summary>Secrets in a file inside of a text.</summary>
    [Theory]
    [InlineData("data:\n  x.service: |\n    [Service]\n    Environment=DB_PASSWORD=correcthorsebattery\n    ExecStart=/bin/x")]
    [InlineData("data:\n  x.service: |\n    [Service]\n    Environment=\"A=b\" \"DB_PASSWORD=correcthorsebattery9\"")]
    [InlineData("data:\n  .npmrc: |\n    //registry.npmjs.org/:_authToken=correcthorsebattery9")]
    [InlineData("data:\n  .npmrc: |\n    registry=https://x/\n    //x/:_password=Y29ycmVjdGhvcnNlYmF0dGVyeQ==\n    //x/:username=a")]
    [InlineData("data:\n  .pypirc: |\n    [pypi]\n    username = u\n    password = correcthorsebattery")]
    [InlineData("data:\n  pip.conf: |\n    [global]\n    index-url = https://u:correcthorsebattery@pypi.example.com/simple")]
    [InlineData("data:\n  settings.xml: |\n    <settings><servers><server><id>x</id><username>u</username><password>correcthorsebattery9</password></server></servers></settings>")]
    [InlineData("data:\n  settings.xml: |\n    <settings>\n      <server>\n        <password>correcthorsebattery9</password>\n      </server>\n    </settings>")]
    [InlineData("data:\n  c.xml: <connection user=\"x\" password=\"correcthorsebattery9\"/>")]
    [InlineData("data:\n  context.xml: |\n    <Resource name=\"jdbc/x\" username=\"u\" password=\"correcthorsebattery9\" url=\"jdbc:x\"/>")]
    [InlineData("data:\n  hive-site.xml: |\n    <property>\n      <name>javax.jdo.option.ConnectionPassword</name>\n      <value>correcthorsebattery9</value>\n    </property>")]
    [InlineData("data:\n  app.config: |\n    <add key=\"SmtpPassword\" value=\"correcthorsebattery9\" />")]
    [InlineData("data:\n  app.config: |\n    <add name=\"x\" connectionString=\"Server=a;Database=b;User Id=u;Password=correcthorsebattery9;\" />")]
    [InlineData("data:\n  nginx.conf: |\n    location / {\n      proxy_set_header Authorization \"Basic YWRtaW46aHVudGVyMnJlYWxwdzk=\";\n    }")]
    [InlineData("data:\n  nginx.conf: |\n    proxy_set_header X-Api-Key hunter2RealPw9x;")]
    [InlineData("data:\n  nginx.conf: |\n    proxy_set_header X-Auth-Token \"hunter2RealPw9x\";")]
    [InlineData("data:\n  my.cnf: |\n    [client]\n    user=root\n    password=correcthorsebattery")]
    [InlineData("data:\n  .pgpass: |\n    db.example.com:5432:mydb:me:correcthorsebattery9")]
    [InlineData("data:\n  redis.conf: |\n    bind 0.0.0.0\n    requirepass hunter2RealPw9x")]
    [InlineData("data:\n  redis.conf: |\n    masterauth hunter2RealPw9x\n    port 6379")]
    [InlineData("data:\n  rabbitmq.conf: |\n    default_user = x\n    default_pass = correcthorsebattery")]
    [InlineData("userdata: |\n  #cloud-config\n  password: correcthorsebattery")]
    [InlineData("data:\n  Dockerfile: |\n    FROM x\n    ENV DB_PASSWORD correcthorsebattery9")]
    [InlineData("data:\n  Dockerfile: |\n    FROM x\n    ENV DB_PASSWORD=correcthorsebattery")]
    [InlineData("data: {x.json: '[{\"name\":\"DB_PASSWORD\",\"value\":\"correcthorsebattery\"}]'}")]
    [InlineData("data:\n  x.toml: |\n    [db]\n    password = 'correcthorsebattery'")]
    [InlineData("data:\n  x.hcl: |\n    storage \"postgresql\" { connection_url = \"postgres://u:correcthorsebattery@h/db\" }")]
    [InlineData("data:\n  settings.py: |\n    SECRET_KEY = \"correcthorsebattery\"\n    DEBUG = True")]
    [InlineData("data:\n  c.js: |\n    module.exports = { password: \"correcthorsebattery\", port: 1 };")]
    [InlineData("data:\n  wp-config.php: |\n    <?php\n    define('DB_PASSWORD', 'correcthorsebattery9');")]
    [InlineData("data:\n  c.php: |\n    'password' => 'correcthorsebattery9',")]
    [InlineData("data:\n  init.sql: |\n    CREATE USER x WITH PASSWORD 'correcthorsebattery9';")]
    [InlineData("data:\n  init.sql: |\n    CREATE USER 'x'@'%' IDENTIFIED BY 'correcthorsebattery9';")]
    [InlineData("data:\n  init.sql: |\n    ALTER ROLE x PASSWORD 'hunter2RealPw9x';")]
    [InlineData("data:\n  c.lua: |\n    local password = \"correcthorsebattery9\"")]
    [InlineData("data:\n  l.conf: |\n    output { elasticsearch { user => \"elastic\" password => \"correcthorsebattery9\" } }")]
    [InlineData("data:\n  f.conf: |\n    [OUTPUT]\n        Name es\n        HTTP_User x\n        HTTP_Passwd hunter2RealPw9x")]
    [InlineData("data:\n  p.yml: |\n    scrape_configs:\n    - basic_auth: {username: a, password: correcthorsebattery}")]
    [InlineData("data:\n  a.yml: |\n    global:\n      smtp_auth_password: correcthorsebattery")]
    [InlineData("data: {users: \"admin:hunter2RealPw9x\"}")]
    [InlineData("data:\n  smb.cred: |\n    username=a\n    password=correcthorsebattery")]
    [InlineData("data:\n  odoo.conf: |\n    [options]\n    admin_passwd = correcthorsebattery")]
    [InlineData("data:\n  u.xml: |\n    <Password><Value>correcthorsebattery9</Value></Password>")]
    [InlineData("data:\n  h.cfg: |\n    userlist x\n      user admin insecure-password hunter2RealPw9x")]
    [InlineData("data:\n  x.ini: |\n    [a]\n    password = correcthorsebattery ; the pw")]
    [InlineData("data:\n  x.properties: |\n    db.password   correcthorsebattery9")]
    public void Look_SecretInConfigurationFile_IsASignForAll(string yaml) => AssertFound(yaml);

    /// <summary>Secrets in an address or a connection string.</summary>
    [Theory]
    [InlineData("data:\n  client.properties: |\n    sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\"correcthorsebattery9\";")]
    [InlineData("x: 'org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\" password=\"correcthorsebattery\";'")]
    [InlineData("url: jdbc:postgresql://h/db?user=a&password=correcthorsebattery9")]
    [InlineData("url: jdbc:sqlserver://h:1433;databaseName=x;user=sa;password=correcthorsebattery9;encrypt=true")]
    [InlineData("url: jdbc:oracle:thin:scott/tigerRealPw9x@//h:1521/x")]
    [InlineData("dsn: \"Driver={ODBC Driver 17};Server=h;UID=sa;PWD={hunter2RealPw9x};\"")]
    [InlineData("dsn: \"user:hunter2RealPw9x@tcp(127.0.0.1:3306)/db\"")]
    [InlineData("uri: mongodb+srv://u:correcthorsebattery@cluster0.abc.mongodb.net/x")]
    [InlineData("uri: amqp://guestlike:correcthorsebattery@mq:5672/%2f")]
    [InlineData("cfg: \"redis:6380,password=correcthorsebattery9=,ssl=True\"")]
    [InlineData("cs: DefaultEndpointsProtocol=https;AccountName=x;AccountKey=Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mL==;EndpointSuffix=core.windows.net")]
    [InlineData("cs: Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7m=")]
    [InlineData("u: ldap://cn=admin:correcthorsebattery9@ldap")]
    [InlineData("u: smtps://me%40x.com:correcthorsebattery@smtp.x.com:465")]
    [InlineData("u: https://x-access-token:correcthorsebattery9@github.com/x/y.git")]
    [InlineData("u: https://q9wJd8sKx02nZp4lTqQwE3aB7@github.com/x/y.git")]
    [InlineData("u: https://0123456789abcdef0123456789abcdef:fedcba98765432100123456789abcdef@sentry.io/12")]
    [InlineData("cmd: \"wget -qO- 'https://x/?token=q9wJd8sKx02nZp4lTqQwE3'\"")]
    [InlineData("u: https://x.example.com/hook?access_token=q9wJd8sKx02nZp4lTqQwE3")]
    [InlineData("u: https://x.blob.core.windows.net/c?sv=2022&sig=Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7mLp2Xk3jfQ9wBt7m%3D")]
    [InlineData("u: https://b.s3.amazonaws.com/k?X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&X-Amz-Security-Token=q9wJd8sKx02nZp4lTqQwE3")]
    public void Look_SecretInAddress_IsASignForAll(string yaml) => AssertFound(yaml);

    /// <summary>Secrets in a command.</summary>
    [Theory]
    [InlineData("cmd: htpasswd -bc /etc/x admin correcthorsebattery9")]
    [InlineData("cmd: 'curl -H \"Authorization: token q9wJd8sKx02nZp4lTqQwE3aB7\" https://x'")]
    [InlineData("cmd: \"curl -H 'X-Vault-Token: hunter2RealPw9x' https://x\"")]
    [InlineData("cmd: curl -uadmin:hunter2RealPw9x https://x")]
    [InlineData("cmd: curl -d '{\"username\":\"a\",\"password\":\"correcthorsebattery\"}' https://x")]
    [InlineData("cmd: curl -d 'grant_type=client_credentials&client_id=a&client_secret=correcthorsebattery9' https://x")]
    [InlineData("cmd: wget --user=a --password=correcthorsebattery https://x")]
    [InlineData("cmd: kubectl create secret generic x --from-literal=password=correcthorsebattery")]
    [InlineData("cmd: kubectl create secret generic x --from-literal=foo=hunter2RealPw9x")]
    [InlineData("cmd: kubectl create secret docker-registry x --docker-username=a --docker-password=correcthorsebattery")]
    [InlineData("cmd: az login --service-principal -u app -p hunter2RealPw9x --tenant t")]
    [InlineData("cmd: docker login -u a -p hunter2RealPw9x")]
    [InlineData("cmd: mysql -uroot -phunter2RealPw9x -h db")]
    [InlineData("cmd: sshpass -p hunter2RealPw9x ssh a@b")]
    [InlineData("cmd: sshpass -p 'hunter2RealPw9x' ssh a@b")]
    [InlineData("cmd: PGPASSWORD=correcthorsebattery psql -h x")]
    [InlineData("cmd: cd /x && PGPASSWORD=correcthorsebattery9 psql -h x")]
    [InlineData("cmd: \"set -e; export DB_PASSWORD=correcthorsebattery9; ./x\"")]
    [InlineData("cmd: echo \"hunter2RealPw9x\" | docker login --password-stdin -u a ghcr.io")]
    [InlineData("cmd: openssl enc -aes-256-cbc -k hunter2RealPw9x -in a")]
    [InlineData("cmd: openssl rsa -passin pass:hunter2RealPw9x -in a")]
    [InlineData("cmd: keytool -genkey -storepass hunter2RealPw9x -keypass hunter2RealPw9x")]
    [InlineData("cmd: java -Djavax.net.ssl.keyStorePassword=correcthorsebattery -jar x")]
    [InlineData("args: [\"-Dspring.datasource.password=correcthorsebattery\"]")]
    [InlineData("cmd: mongosh -u root -p hunter2RealPw9x --eval x")]
    [InlineData("cmd: redis-cli -a hunter2RealPw9x ping")]
    [InlineData("cmd: ldapsearch -D cn=a -w hunter2RealPw9x -b dc=x")]
    [InlineData("cmd: sqlcmd -S h -U sa -P hunter2RealPw9x")]
    [InlineData("cmd: vault login hunter2RealPw9x")]
    [InlineData("args: [curl, -H, \"Authorization: Bearer q9wJd8sKx02nZp4lTqQwE3aB7\"]")]
    [InlineData("args: [curl, -u, \"admin:hunter2RealPw9x\"]")]
    [InlineData("args: [mysql, -u, root, -phunter2RealPw9x]")]
    [InlineData("args: [docker, login, -p, hunter2RealPw9x]")]
    [InlineData("cmd: |\n  mysql \\\n    --user=root \\\n    --password=hunter2RealPw9x")]
    [InlineData("cmd: set DB_PASSWORD=correcthorsebattery")]
    [InlineData("cmd: $env:DB_PASSWORD = \"correcthorsebattery9\"")]
    [InlineData("cmd: ConvertTo-SecureString \"hunter2RealPw9x\" -AsPlainText -Force")]
    [InlineData("cmd: env DB_PASSWORD=correcthorsebattery9 ./x")]
    [InlineData("command: [sh, -c, \"DB_PASSWORD=correcthorsebattery9 ./x\"]")]
    public void Look_SecretInCommand_IsASignForAll(string yaml) => AssertFound(yaml);

    /// <summary>Secrets in a header.</summary>
    [Theory]
    [InlineData("h: \"Cookie: session=q9wJd8sKx02nZp4lTqQwE3aB7\"")]
    [InlineData("headers: {Cookie: \"sid=q9wJd8sKx02nZp4lTqQwE3aB7; a=b\"}")]
    [InlineData("headers: {X-Vault-Token: hunter2RealPw9x}")]
    [InlineData("headers: {Proxy-Authorization: \"Basic YWRtaW46aHVudGVyMnJlYWxwdzk=\"}")]
    [InlineData("headers: [{name: X-Auth-Token, value: correcthorsebattery}]")]
    [InlineData("httpGet: {httpHeaders: [{name: Authorization, value: \"Basic YWRtaW46aHVudGVyMnJlYWxwdzk=\"}]}")]
    [InlineData("headers: [{key: X-Api-Key, values: [correcthorsebattery]}]")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS: \"api-key=hunter2RealPw9x\"")]
    [InlineData("h: \"PRIVATE-TOKEN: hunter2RealPw9x\"")]
    [InlineData("Authorization: Token q9wJd8sKx02nZp4lTqQwE3")]
    [InlineData("Authorization: q9wJd8sKx02nZp4lTqQwE3")]
    [InlineData("Authorization: Splunk 12345678-1234-1234-1234-123456789012")]
    [InlineData("Authorization: ApiKey VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==")]
    [InlineData("Authorization: GenieKey 12345678-1234-1234-1234-123456789abc")]
    public void Look_SecretInHeader_IsASignForAll(string yaml) => AssertFound(yaml);

    [Theory]
    [InlineData("url: \"postgres://u:{{ .pw | default \\\"hunter2RealPw9x\\\" }}@h/db\"")]
    [InlineData("note: \"{{ default \\\"postgres://u:hunter2RealPw9x@h/db\\\" .x }}\"")]
    [InlineData("data: {x.env: \"DB_PASSWORD={{ default \\\"hunter2realpw9\\\" .x }}\\nB=1\\n\"}")]
    [InlineData("data: {x.env: \"DB_PASSWORD=${DB_PASSWORD:-hunter2RealPw9x}\\nB=1\\n\"}")]
    [InlineData("data: {x.yaml: \"spring:\\n  password: ${DB_PASSWORD:hunter2RealPw9x}\\n\"}")]
    [InlineData("url: \"redis://:${REDIS_PASSWORD:-hunter2RealPw9x}@r:6379\"")]
    public void Look_SecretInATemplateInsideAText_IsASignForAll(string yaml) => AssertFound(yaml);

    [Theory]
    [InlineData("{{ .Values.pw | default \"hunter2realpw9\" | b64enc }}")]
    [InlineData("{{- $x := \"hunter2realpw9\" -}}{{ $x }}")]
    [InlineData("{{ if .x }}{{ .x }}{{ else }}hunter2realpw9{{ end }}")]
    [InlineData("{{ if .x }}hunter2realpw9{{ else }}{{ .x }}{{ end }}")]
    [InlineData("{{ ternary \"hunter2realpw9\" \"\" .x }}")]
    [InlineData("{{ coalesce .a .b \"hunter2realpw9\" }}")]
    [InlineData("{{ (default \"hunter2realpw9\" .a) | quote }}")]
    [InlineData("{{ .a | default (\"hunter2realpw9\") }}")]
    [InlineData("{{ printf \"%s\" \"hunter2realpw9\" }}")]
    [InlineData("{{ printf \"hunter2realpw9\" }}")]
    [InlineData("{{ \"aHVudGVyMnJlYWxwdzk=\" | b64dec }}")]
    [InlineData("{{ cat \"hunter2\" \"realpw9x\" | nospace }}")]
    [InlineData("{{ or .x \"hunter2realpw9\" }}")]
    [InlineData("{{ sha256sum \"hunter2realpw9\" }}")]
    [InlineData("{{ x | default('hunter2realpw9') }}")]
    [InlineData("{{ x if x else 'hunter2realpw9' }}")]
    [InlineData("{% if x %}hunter2realpw9{% endif %}")]
    [InlineData("${DB_PASSWORD:-hunter2realpw9}")]
    [InlineData("${DB_PASSWORD:hunter2realpw9}")]
    [InlineData("${DB_PASSWORD-hunter2realpw9}")]
    [InlineData("${DB_PASSWORD:=hunter2realpw9}")]
    [InlineData("${X:-${Y:-hunter2realpw9}}")]
    [InlineData("${{ secrets.X || 'hunter2realpw9' }}")]
    [InlineData("${{ 'hunter2realpw9' }}")]
    [InlineData("${{ inputs.x && 'hunter2realpw9' || secrets.Y }}")]
    [InlineData("$(PREFIX)hunter2realpw9")]
    [InlineData("hunter2realpw9$(SUFFIX)")]
    [InlineData("{{/* hunter2realpw9 */}}hunter2realpw9")]
    [InlineData("{{ `hunter2realpw9` }}")]
    [InlineData("{{ \"hunter2\" }}{{ \"realpw9x1\" }}")]
    [InlineData("{{ \"hunter2\\\"realpw9\" }}")]
    [InlineData("%{DB:-hunter2realpw9}")]
    [InlineData("@@{X:hunter2realpw9}")]
    [InlineData("{{ .Values.pw | default `hunter2realpw9` }}")]
    [InlineData("{{- \"hunter2realpw9\" -}}")]
    [InlineData("{{ include \"x\" . | default \"hunter2realpw9\" }}")]
    [InlineData("{{ tpl \"hunter2realpw9\" . }}")]
    [InlineData("{{ upper \"hunter2realpw9\" }}")]
    [InlineData("{{ with .x }}{{ . }}{{ else }}hunter2realpw9{{ end }}")]
    [InlineData("{{ htpasswd \"admin\" \"hunter2realpw9\" }}")]
    public void Look_SecretInATemplate_IsASignForAll(string text) => Assert.All(WhoSeesPlainSight, caller => Assert.NotNull(Look(caller, new Place("password", "data.password"), text)));

    [Theory]
    [InlineData("{{ .Values.pw | default (randAlphaNum 32) }}")]
    [InlineData("{{ index .Values \"password1x2y3z\" \"db-pw1\" }}")]
    [InlineData("{{ index .Data.data \"db1-password2\" }}")]
    [InlineData("{{ (lookup \"v1\" \"Secret\" \"ns1\" \"name1x2y3\").data.pw1 }}")]
    [InlineData("{{ include \"mychart1.password2\" (dict \"a1b2c3d4e5\" \"x\") }}")]
    [InlineData("{{ with secret \"secret/data/db1x2y3\" }}{{ .Data.data.password }}{{ end }}")]
    [InlineData("{{ key \"service/redis/password1x2\" }}")]
    [InlineData("{{ env \"DB_PASSWORD1\" }}")]
    [InlineData("{{ required \"a password1 is needed\" .Values.pw }}")]
    [InlineData("${{ secrets['DB_PASSWORD1'] }}")]
    [InlineData("${{ fromJSON(steps.x1.outputs.y2)['pw1x2y3z'] }}")]
    [InlineData("{{ lookup('env', 'DB_PASSWORD1') }}")]
    [InlineData("{{ hostvars['host1a2b']['pw'] }}")]
    [InlineData("${aws:sm:prod1/db2#pw3}")]
    [InlineData("{{ fromSecret \"ns1/db-x1y2z3a4\" \"pw\" }}")]
    [InlineData("{{ .Values.a | default .Values.b1c2 | quote }}")]
    [InlineData("{{ eq .x \"v1beta1a2b3\" | ternary .a .b }}")]
    [InlineData("{{ if eq .Values.mode \"mode1a2b3c\" }}{{ .a }}{{ end }}")]
    [InlineData("{{ regexReplaceAll \"[^a-z0-9]{1,20}x1y2\" .pw \"\" }}")]
    [InlineData("${data.vault_generic_secret.db1.data[\"pw1x2y3z4\"]}")]
    [InlineData("#{vault1.db2.password3}")]
    [InlineData("{{ op://vault1/item2/field3 }}")]
    [InlineData("$(tt.params.token1)")]
    [InlineData("$(params.github-token-2a3b)")]
    [InlineData("$(inputs.params.x1) ")]
    [InlineData("{{inputs.parameters.token1a2b}}")]
    [InlineData("{{workflow.parameters.pw}}")]
    [InlineData("{{ .pw | trunc 32 | b64enc | quote }}")]
    [InlineData("\"{{ .pw }}\"")]
    [InlineData("'${PW}'")]
    [InlineData("${PW:?must be set1}")]
    [InlineData("${PW:-}")]
    [InlineData("${PW:-$OTHER_PW1}")]
    [InlineData("((db-password1))")]
    [InlineData("((vault1.db2/password))")]
    [InlineData("!Ref DbPassword1")]
    [InlineData("env.DB_PASSWORD1")]
    [InlineData("vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zoCmHnSeDX9vyf7w==")]
    [InlineData("{cipher}AQA0Zk3jd9sKx02nZp4lTqQwE3aB7")]
    [InlineData("ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)")]
    [InlineData("kv://x1/y2#pw")]
    [InlineData("gcp-secret:projects/p1/secrets/s2")]
    [InlineData("azure-keyvault://kv1/secret2")]
    [InlineData("secretsmanager:prod1/db#password")]
    [InlineData("aws-ssm://path1/x2")]
    [InlineData("k8s://ns1/secret2/key")]
    [InlineData("$SECRET:ns1/name2:key")]
    [InlineData("$argocd-secret:webhook.github1")]
    [InlineData("_file:/run/secrets/x1")]
    [InlineData("@/run/secrets/pw1")]
    public void Look_ReferenceInATemplate_IsNone(string text) => Assert.True(Look(Caller.Audit, new Place("password", "data.password"), text) is null or { Kind: SignKind.Placeholder });

    [Theory]
    [InlineData("apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  secretStoreRef: {name: aws, kind: ClusterSecretStore}\n  target: {name: db-secret-1, template: {data: {password: \"{{ .password }}\", url: \"postgres://{{ .user }}:{{ .password }}@h/db\"}}}\n  data: [{secretKey: password, remoteRef: {key: prod/db1/password2, property: password}}]\n  dataFrom: [{extract: {key: secrets/prod9/x1}}, {find: {name: {regexp: \"^db-.*\"}}}]")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: x, annotations: {avp.kubernetes.io/path: \"avp/data/test\"}}\nstringData: {password: \"<password>\", b: \"<path:avp/data/test#sample>\", c: \"<path:secret/data/a#k | base64encode>\"}")]
    [InlineData("password: ref+vault://secret/foo#/bar\ntoken: ref+gcpsecrets://proj/name?version=1\nx: secretref+awsssm://a/b")]
    [InlineData("password: ENC[AES256_GCM,data:abc=,iv:abc=,tag:abc=,type:str]\nsops: {age: [{recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p, enc: \"-----BEGIN AGE ENCRYPTED FILE-----\\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBxU\\n-----END AGE ENCRYPTED FILE-----\\n\"}], mac: \"ENC[AES256_GCM,data:x,type:str]\", lastmodified: \"2024-01-01T00:00:00Z\"}")]
    [InlineData("metadata:\n  annotations:\n    vault.hashicorp.com/agent-inject: \"true\"\n    vault.hashicorp.com/role: app1\n    vault.hashicorp.com/agent-inject-secret-db: secret/data/db9/creds1\n    vault.hashicorp.com/agent-inject-template-db: |\n      {{- with secret \"secret/data/db\" -}}\n      postgresql://{{ .Data.data.username }}:{{ .Data.data.password }}@h:5432/x\n      {{- end }}\n    vault.hashicorp.com/tls-secret: vault-tls")]
    [InlineData("x: |\n  {{- with secret \"database/creds/app\" -}}\n  export DB_PASSWORD=\"{{ .Data.password }}\"\n  export DB_USER=\"{{ .Data.username }}\"\n  {{- end }}")]
    [InlineData("env: [{name: DB_PASSWORD, value: \"vault:secret/data/mysql#MYSQL_PASSWORD\"}, {name: X_TOKEN, value: \">>vault:database/creds#x\"}]")]
    [InlineData("annotations: {secret.reloader.stakater.com/reload: \"db-secret,api-token-2a\", reloader.stakater.com/auto: \"true\"}")]
    [InlineData("apiVersion: secrets.doppler.com/v1alpha1\nkind: DopplerSecret\nspec: {tokenSecret: {name: doppler-token-secret}, managedSecret: {name: doppler-test-secret, namespace: default}}")]
    [InlineData("apiVersion: secrets.infisical.com/v1alpha1\nkind: InfisicalSecret\nspec: {authentication: {universalAuth: {secretsScope: {projectSlug: p-x1, envSlug: prod, secretsPath: /db}, credentialsRef: {secretName: uac, secretNamespace: default}}}, managedSecretReference: {secretName: managed-secret, secretNamespace: default}}")]
    [InlineData("apiVersion: onepassword.com/v1\nkind: OnePasswordItem\nspec: {itemPath: \"vaults/ProdVault1/items/DbLogin2\"}")]
    [InlineData("password: op://Prod Vault/DB Login/password\ntoken: \"{{ op://vault/item/field }}\"")]
    [InlineData("apiVersion: k8s.bitwarden.com/v1\nkind: BitwardenSecret\nspec: {organizationId: \"a08a8157-129e-4002-bab4-b118014ca9c7\", secretName: bw-sample-secret, map: [{bwSecretId: 6c230265-d472-45f7-b763-b11b01023ca6, secretKeyName: test__secret__1}], authToken: {secretName: bw-auth-token, secretKey: token}}")]
    [InlineData("apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nspec:\n  provider: azure\n  parameters: {keyvaultName: kv1, clientID: a08a8157-129e-4002-bab4-b118014ca9c7, tenantId: a08a8157-129e-4002-bab4-b118014ca9c7, objects: \"array:\\n  - |\\n    objectName: secret1\\n    objectType: secret\\n    objectVersion: 0123456789abcdef0123456789abcdef\\n\"}\n  secretObjects: [{secretName: foosecret, type: Opaque, data: [{key: username, objectName: foo1}]}]")]
    [InlineData("password: \"@Microsoft.KeyVault(SecretUri=https://myvault.vault.azure.net/secrets/mysecret/)\"")]
    [InlineData("spring.datasource.password: ${DB_PASSWORD}\na.password: ${vault.db.password:}\nb.password: \"#{systemProperties['x.password']}\"")]
    [InlineData("ssl.keystore.password: ${file:/etc/kafka/secrets/pw.properties:keystore_password}\np: 'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"${USER}\" password=\"${file:/x/y.properties:pw1}\";'\np2: 'org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$USER\" password=\"$PASSWORD\";'")]
    [InlineData("password: ${env:DB_PASSWORD}\ntoken: ${strimzisecrets:ns/my-secret1:token}\nb: ${secretsmanager:prod1/x:pw}")]
    [InlineData("data: {main.tf: \"password = var.db_password\\ntoken = data.vault_generic_secret.x.data[\\\"token\\\"]\\nsecret = random_password.x.result\\napi_key = local.keys[\\\"a1\\\"]\\nclient_secret = module.app1.client_secret\\nadmin_password = sensitive(file(\\\"x.txt\\\"))\\n\"}")]
    [InlineData("data: {main.tf: \"password = \\\"${var.db_password}\\\"\\ntoken = \\\"${data.x.y.token}\\\"\\n\"}")]
    [InlineData("db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62313365396662343061393464336163383764373764613633653634306231386433626436623361\n  6134333665353966363534333632666535333761666131620a663537646436643839616531643561")]
    [InlineData("db_password: \"{{ lookup('community.hashi_vault.hashi_vault', 'secret=secret/data/db9:password') }}\"\nb_password: \"{{ vault_db_password }}\"\nc_password: \"{{ lookup('env', 'DB_PASSWORD1') }}\"\nd_password: \"{{ lookup('password', '/tmp/pwfile1 length=15 chars=ascii_letters') }}\"")]
    [InlineData("data: {Jenkinsfile: \"environment { DB_PASSWORD = credentials('db-password-1') }\\nwithCredentials([string(credentialsId: 'x-token-2', variable: 'TOKEN')]) { sh 'curl -H \\\"Authorization: Bearer $TOKEN\\\" x' }\\n\"}")]
    [InlineData("workflows: {x: {jobs: [{build: {context: [docker-creds-1, aws-secrets]}}]}}")]
    [InlineData("services: {db: {environment: {POSTGRES_PASSWORD_FILE: /run/secrets/db_password1}, secrets: [db_password1, {source: s1, target: token}]}}\nsecrets: {db_password1: {file: ./db_password.txt}, t: {external: true}, u: {environment: OAUTH_TOKEN1}}")]
    [InlineData("password: $__file{/etc/secrets/pw}\nsecureJsonData: {token: \"$__env{TOKEN1}\"}\nx: {password: \"${GF_PASSWORD}\"}")]
    [InlineData("oidc: \"clientSecret: $oidc.azure.clientSecret\\nclientID: abc\"\nd: \"clientSecret: $my-secret:oidc.clientSecret2\"")]
    [InlineData("postBuild: {substituteFrom: [{kind: Secret, name: cluster-secrets-1}]}\nsecretRef: {name: git-token-auth2}\ndecryption: {provider: sops, secretRef: {name: sops-age}}")]
    [InlineData("password: '{{ (lookup \"v1\" \"Secret\" .Release.Namespace \"my-secret1\").data.password | b64dec }}'\np2: '{{ include \"common.secrets.passwords.manage\" (dict \"secret\" \"x\" \"key\" \"password1\" \"providedValues\" (list \"auth.password\")) }}'\npassword3: '{{ required \"A password1 is needed\" .Values.password }}'\npassword4: '{{ randAlphaNum 32 | b64enc }}'")]
    [InlineData("auth: {existingSecret: db-credentials-v2, secretKeys: {adminPasswordKey: postgres-password, userPasswordKey: password1}}\ntls: {secretName: tls-2a3b4c5d, existingSecret: my-tls1}\ntokenSecretName: token-9a8b\nimagePullSecrets: [regcred1, {name: ghcr-pull2}]\nsecretRefs: [app-secret-1, db-secret-2]\ncredentialsSecret: aws-creds-2\ncloudCredentialsSecret: cloud1\npasswordSecret: grafana-admin2\ntokenSecretRef: {name: x1, key: token}\nadminPasswordSecretKeyRef: {name: y, key: z}\nexistingSecretAdminPasswordKey: admin-password\nprivateKeySecretRef: {name: letsencrypt-account-key1}\napiTokenSecretRef: {name: cloudflare-api-token1, key: api-token}\nserviceAccountSecretRef: {name: gcp-dns-sa1, key: key.json}\nexternalSecretName: foo1\nuserSecrets: [a1, b2]\nbasicAuthSecret: basic-auth-users1\nclientSecretName: oidc2\njwtSecretName: jwt-signing-secret-2\npasswordFromSecret: {name: db1, key: pw}\ntokenFromSecret: vault-token2\ncredentials: {secret: longhorn-crypto1, key: token}")]
    [InlineData("passwordPolicy: {minLength: 12, requireDigit: true, pattern: \"^(?=.*[a-z])(?=.*[0-9]).{12,}$\", description: \"Passwords need 12 characters\"}\npassword_expiry_days: 90\ntokenLifetime: 3600s")]
    [InlineData("openapi: 3.0.0\ncomponents: {schemas: {User: {type: object, properties: {password: {type: string, format: password, description: \"At least 8 chars\", maxLength: 64}, token: {type: string, pattern: \"^[A-Za-z0-9]{32}$\", nullable: true}}, required: [password, token]}}, securitySchemes: {apiKey: {type: apiKey, in: header, name: X-API-Key}, bearer: {type: http, scheme: bearer, bearerFormat: JWT}}}")]
    [InlineData("paths: {/token: {post: {summary: \"Create a token\", operationId: createToken2, tags: [tokens], security: [{oauth2: [\"read:tokens\"]}]}}}")]
    [InlineData("data: {values.schema.json: '{\"properties\":{\"password\":{\"type\":\"string\",\"title\":\"Password of the user\",\"form\":true},\"existingSecret\":{\"type\":\"string\"},\"token\":{\"$ref\":\"#/definitions/token1\"}}}'}")]
    [InlineData("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {versions: [{schema: {openAPIV3Schema: {properties: {password: {type: string, description: \"The password. Example1: hunter2\"}, tokenSecretRef: {default: {name: token-secret1}}}}}}]}")]
    [InlineData("data: {d.json: '{\"panels\":[{\"id\":1,\"title\":\"Token rate\",\"targets\":[{\"expr\":\"sum(rate(vault_token_lookup_count{token_type=\\\"service\\\",secret=~\\\"$secret\\\"}[5m])) by (token)\",\"legendFormat\":\"{{token}}\"}]}],\"uid\":\"aBcD1234eFgH\",\"iteration\":1634567890123,\"templating\":{\"list\":[{\"name\":\"secret\",\"query\":\"label_values(kube_secret_info, secret)\"}]}}'}")]
    [InlineData("groups: [{name: x, rules: [{alert: SecretMissing, expr: 'kube_secret_labels{secret=\"db-password-1\"} == 0', labels: {severity: page}, annotations: {summary: \"Secret {{ $labels.secret }} has no password\", description: \"token={{ $value }}\"}}]}]")]
    [InlineData("data: {jwks.json: '{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"2011-04-29\",\"use\":\"sig\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W\",\"e\":\"AQAB\"}]}'}")]
    [InlineData("ca.crt: |\n  -----BEGIN CERTIFICATE-----\n  MIIBszCCAVmgAwIBAgIUQx0mhunter2abcdefghijKLMNOPqrstuv0123456789A\n  MIIBszCCAVmgAwIBAgIUQx0mhunter2abcdefghijKLMNOPqrstuv0123456789A\n  -----END CERTIFICATE-----\ncaBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJzekNDQVZtZ0F3SUJBZ0lVUXgwbWh1bnRlcjJhYmNkZWY=")]
    [InlineData("known_hosts: |\n  github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n  github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=")]
    [InlineData("users: [{name: a, ssh_authorized_keys: [\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@x\"]}]")]
    [InlineData("spec: {authorities: [{key: {data: \"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhyQCx0E9wQWSFI9ULGwy3BuRklnt\\nIqozONbbdbqz11hlRJy9c7SG+hdcFl9jE9uE/dwtuwU2MqU9T/cN0YkWww==\\n-----END PUBLIC KEY-----\\n\"}}]}")]
    [InlineData("peers: [{publicKey: \"xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\", endpoint: \"1.2.3.4:51820\"}]")]
    [InlineData("image: ghcr.io/x/y@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\ntag: v1.2.3-20240102030405-9f86d081884c\nb: sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\nintegrity: sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC\nchecksum/config: 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b")]
    [InlineData("vpc: vpc-0a1b2c3d4e5f67890\nsg: [sg-0123456789abcdef0]\nrole: arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_a1b2c3d4e5f6a7b8\nlb: my-lb-1234567890abcdef.elb.eu-west-1.amazonaws.com\nkms: arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab\nzone: Z2FDTNDATAQYW2\ncloudfront: E2EXAMPLE1ABCD")]
    [InlineData("oidc: oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE\ntrust: \"oidc.eks.eu-west-1.amazonaws.com/id/B716D3F4C5A24E7F9A0D1C2B3E4F5A67:sub\"")]
    [InlineData("sa: my-app1@my-project-123456.iam.gserviceaccount.com\nannotation: {iam.gke.io/gcp-service-account: x@p-12ab3.iam.gserviceaccount.com}\nsecret: projects/123456789/secrets/db-password/versions/latest\nclient: 123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com")]
    [InlineData("sub: /subscriptions/a08a8157-129e-4002-bab4-b118014ca9c7/resourceGroups/rg1/providers/Microsoft.KeyVault/vaults/kv1")]
    [InlineData("pod: gateway-7d9f8b6c5d-x2x4q\nrs: my-app-5d4f8c7b9\nsecret: default-token-x7k2p\nhelm: sh.helm.release.v1.myapp1.v12\ncm: kustomize-config-t5h9k2m8b6")]
    [InlineData("envFrom: [{secretRef: {name: app-secrets-5f8k9t2m7c}}]\nvolumes: [{name: v, secret: {secretName: db-creds-ht7m9k2d8b}}]\nsecretKeyRef: {name: db-creds-ht7m9k2d8b, key: password}")]
    [InlineData("icon: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\nlogo: iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")]
    [InlineData("a: https://example.com/reset?token={token}\nb: https://hooks.example.com/x?access_token=${TOKEN}\nc: https://user:${PASS}@host/x\nd: https://$USER:$PASS@host/x\ne: https://{{user}}:{{pass}}@host/\nf: postgres://user:password@localhost:5432/db")]
    [InlineData("run: |\n  export TOKEN=$(cat /var/run/secrets/token)\n  DB_PASSWORD=\"$(kubectl get secret x -o jsonpath='{.data.password}' | base64 -d)\"\n  if [ -z \"$DB_PASSWORD\" ]; then echo \"DB_PASSWORD: missing\"; exit 1; fi\n  PASSWORD=${PASSWORD:-$(openssl rand -hex 16)}\n  TOKEN=`curl -s http://169.254.169.254/latest/api/token`\n  mkdir -p /var/lib/a1b2c3d4\n  docker run -p 8080:80 -e PASSWORD -v /a:/b x\n  kubectl patch sa x -p '{\"imagePullSecrets\":[{\"name\":\"regcred1\"}]}'\n  curl -u \"$USER:$PASS\" -H \"Authorization: Bearer ${TOKEN}\" https://x\n  mysql -u root -p\"$MYSQL_ROOT_PASSWORD\" -e \"select 1\"\n  read -s PASSWORD\n  kubectl create secret generic x --from-literal=password=\"$PW\" --from-file=token=./t\n  psql \"password=$PGPASSWORD host=x\"\n  echo \"token=$TOKEN\" >> $GITHUB_OUTPUT\n  PASSWORD=$1\n  TOKEN=$TOKEN_2 SECRET=$(uuidgen) ./x\n  [[ $token == *expired* ]] && token=\"\"\n  jq -r '.token' < x; token=$(jq -r .access_token x)\n  openssl passwd -6 -salt xyz \"$PW\"\n  sshpass -e ssh a@b\n  redis-cli -a \"$REDIS_PASSWORD\" ping")]
    [InlineData("data: {a.py: \"password = os.environ['DB_PASSWORD']\\ntoken = get_token(client1, scope2)\\nsecret = Secret(name=\\\"x1\\\")\\nself.api_key = api_key\\nif token == other_token2: pass\\nfor token in tokens: print(f\\\"token: {token}\\\")\\npassword = getpass.getpass()\\nheaders = {\\\"Authorization\\\": f\\\"Bearer {token}\\\"}\\nkey = config['api_key2']\\n\"}")]
    [InlineData("data: {a.js: \"const token = process.env.TOKEN1;\\nconst secret = await getSecret('x1');\\nlet password = req.body.password;\\nconst apiKey = config.get('apiKey2');\\nconst t = { token: token2, password: hash1(password) };\\n\"}")]
    [InlineData("data: {a.lua: \"local token = ngx.var.cookie_token\\nlocal secret = os.getenv(\\\"SECRET1\\\")\\nlocal password = cjson.decode(body1).password\\n\"}")]
    [InlineData("data: {a.go: \"token := os.Getenv(\\\"TOKEN1\\\")\\nif password != expected1 { return }\\nsecret, err := client.Get(ctx1, name2)\\n\"}")]
    [InlineData("data: {nginx.conf: \"proxy_set_header Authorization $http_authorization;\\nproxy_set_header Cookie $http_cookie;\\nauth_basic_user_file /etc/nginx/.htpasswd1;\\nssl_certificate_key /etc/tls1/tls.key;\\nproxy_set_header X-Token $upstream_token1;\\nproxy_pass http://a1b2c3d4:8080;\\n\"}")]
    [InlineData("x: 'level=info msg=\"token renewed\" token=redacted secret=*** user=x1'")]
    [InlineData("rules: [{apiGroups: [\"\"], resources: [secrets, \"serviceaccounts/token\"], verbs: [get], resourceNames: [db-password-v2, token-a1b2c3]}]")]
    [InlineData("description: \"Set password: the password of the user. Set `token=<token>` or --password PASSWORD to log in. The secret my-secret-2 must exist; key token1 is read.\"")]
    [InlineData("notes: |\n  1. Get the password:\n     kubectl get secret --namespace default my-release-redis1 -o jsonpath=\"{.data.redis-password}\" | base64 -d\n  2. export PASSWORD=$(kubectl get secret x1 -o jsonpath=\"{.data.p}\")\n  Username: user\n  Password: see above")]
    [InlineData("readme: |\n  | `auth.password` | Password of user | `\"\"` |\n  | `auth.existingSecret` | Name of secret2 | `nil` |\n  | `token.ttl1` | x | `30m` |")]
    [InlineData("args: [\"--token-file=/var/run/t1\", \"--password-file\", \"/etc/p1\", \"--tls-private-key-file=/a/tls.key\", \"--authentication-token-webhook-cache-ttl=2m0s\", \"--secret-name=webhook-tls-1\", \"--secret\", \"ns1/my-secret-2b\", \"--service-account-signing-key-file=/x/sa.key\", \"--token-auth=false\", \"-p\", \"8080:80\", \"--api-key=$(API_KEY)\", \"--password=$PASSWORD\", \"-a\", \"0.0.0.0:8080\", \"-w\", \"60s\"]")]
    [InlineData("jobs: {x: {env: {GITHUB_TOKEN: \"${{ secrets.GITHUB_TOKEN }}\", T: \"${{ github.token }}\", P: \"${{ secrets.P || '' }}\"}, permissions: {id-token: write}, steps: [{uses: \"a/b@9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\", with: {token: \"${{ steps.x1.outputs.token }}\", repo-token: \"${{ inputs.token || github.token }}\", password: \"${{ secrets[format('PW_{0}', matrix.x1)] }}\", cache-key: node-v20-a1b2c3d4, key: \"${{ runner.os }}-${{ hashFiles('**/x1.lock') }}\"}}]}}")]
    [InlineData("# renovate: datasource=docker depName=ghcr.io/x/y1 token=none\nversion: 1.2.3")]
    [InlineData("env: [{name: TOKEN_PATH, value: /x/y1}, {name: SECRET_NAME, value: app-secret-5f8k9t2m7c}, {name: PASSWORD_KEY, value: db-pw1}, {name: JWT_ALGORITHM, value: HS256}, {name: JWT_AUDIENCE, value: api1.example.com}, {name: AUTH_ISSUER, value: \"https://i1.example.com\"}, {name: OAUTH_TOKEN_URL, value: \"https://i/token1\"}, {name: COOKIE_NAME, value: sid1}, {name: DB_SECRET_ARN, value: \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:x1-AbCdEf\"}]")]
    [InlineData("parameters: {csi.storage.k8s.io/provisioner-secret-name: rook-csi-rbd-provisioner1, csi.storage.k8s.io/provisioner-secret-namespace: rook-ceph, secretNamespace: longhorn-system}")]
    [InlineData("kind: Certificate\nspec: {secretName: wildcard-example-com-tls1, privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}, keystores: {jks: {create: true, passwordSecretRef: {name: jks-password-1, key: password}}}}")]
    [InlineData("config: {existingSecret: oauth2-proxy-creds2, cookieName: _oauth2_proxy, configFile: \"email_domains = [ \\\"*\\\" ]\\ncookie_secure = true\\ncookie_samesite = \\\"lax\\\"\\npass_access_token = true\\nset_authorization_header = true\\npass_authorization_header = true\\nskip_jwt_bearer_tokens = true\\nclient_secret_file = \\\"/x/y1\\\"\\n\"}")]
    [InlineData("realm: {passwordPolicy: \"length(12) and digits(1)\", accessTokenLifespan: 300, resetPasswordAllowed: true, clients: [{clientId: app1, secret: \"${APP_CLIENT_SECRET}\", clientAuthenticatorType: client-secret, attributes: {\"access.token.lifespan\": 60, \"use.refresh.tokens\": \"true\", \"client.secret.creation.time\": \"1653000000\"}}], users: [{credentials: [{type: password, value: \"${ADMIN_PW}\"}], requiredActions: [UPDATE_PASSWORD]}]}")]
    [InlineData("kind: EncryptionConfiguration\nresources: [{resources: [secrets], providers: [{aescbc: {keys: [{name: key1, secret: \"${ENC_KEY}\"}]}}, {identity: {}}]}]")]
    [InlineData("params: [{name: token-secret, default: github-token-1}, {name: token-secret-key, default: token}, {name: secretName, value: webhook2}]")]
    [InlineData("cookie: {name: sid1, secure: true, sameSite: lax}\nsession: {cookie: session-id}\nbearer: true\nseed: 12345\nrandomSeed: 42\ncred: {enabled: true}\nappKey: my-app\nserverKey: server.key\nsshKey: /home/x/.ssh/id_ed25519\nsshPublicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl")]
    [InlineData("keepass: {enabled: true}\nimage: vaultwarden-keepass2a3b")]
    [InlineData("data: {c.xml: \"<password>${env.PW1}</password><token>{{ .Values.t }}</token><secret-name>foo1</secret-name><password></password><password encrypted=\\\"true\\\">ENC(x)</password>\"}")]
    [InlineData("data: {init.sql: \"CREATE USER x WITH PASSWORD '$PW1';\\nALTER ROLE y PASSWORD NULL;\\nCREATE TABLE t (password varchar(255), token text NOT NULL, secret1 int);\\nINSERT INTO s(key, value) VALUES ('password', 'username1');\\nSELECT token, password2 FROM x;\\n\"}")]
    [InlineData("data: {r.conf: \"requirepass ${REDIS_PASSWORD}\\nmasterauth %REDIS_PW1%\\nprotected-mode no\\nrename-command CONFIG \\\"\\\"\\n\"}")]
    [InlineData("values: {password: {fn::secret: {ciphertext: \"ZXNjeAAAAAEAAAEAkLqFxQGXXcpvTgEnOjdoTzEZkGrZBxZIAWkbhXXcpvTgEnOj\"}}}")]
    [InlineData("config: {\"x:password\": {secure: \"v1:4gDJa8w0FGCdGbHc:yvs2lkHBGDuRWIUGGtNnWAtlpRvpSBUDTUYlEBgB\"}}")]
    [InlineData("appVersion: \"2024.1.0-rc1.a1b2c3d\"\nhelm.sh/chart: token-operator-1.2.3-a1b2c3d4\nchart: password-rotator-v2.1.0")]
    [InlineData("labels: {secret: \"true\", token: enabled, app.kubernetes.io/name: token-service2, auth: jwt-v2}")]
    [InlineData("writeConnectionSecretToRef: {name: db-conn-1a2b3c4d, namespace: crossplane-system}\ncredentials: {source: Secret, secretRef: {namespace: x, name: aws-creds1, key: creds}}\nmasterUserPasswordSecretRef: {name: x1, key: password}\npasswordSecretRef: {name: postgres-admin-2, key: pw1}")]
    [InlineData("password: {valueFrom: {secretKeyRef: {name: sql-pw1, key: password}}}")]
    [InlineData("managed: {roles: [{name: app1, passwordSecret: {name: app-user-secret1}, login: true}]}\nsuperuserSecret: {name: superuser-secret1}")]
    [InlineData("secureSettings: [{secretName: s3-credentials1, entries: [{key: a1, path: s3.client.default.access_key}]}]")]
    [InlineData("env: [{name: CF_API_TOKEN, valueFrom: {secretKeyRef: {name: cloudflare1, key: token}}}]")]
    [InlineData("integrations: {github: [{host: github.com, token: \"${GITHUB_TOKEN}\"}]}\nauth: {providers: {github: {development: {clientSecret: {$env: AUTH_GITHUB_CLIENT_SECRET}}}}}")]
    [InlineData("replacements: [{source: {kind: Secret, name: db1, fieldPath: data.password}, targets: [{fieldPaths: [\"spec.template.spec.containers.[name=app].env.[name=DB_PASSWORD].value\"]}]}]")]
    [InlineData("query: '.items[] | select(.type==\"kubernetes.io/service-account-token\") | .data.token'")]
    [InlineData("denied: [\"password\\\\s*[:=]\\\\s*['\\\"][^'\\\"]{8,}\", \"(?i)token=([a-z0-9]{32})\", \"secret: .*\"]")]
    [InlineData("validate: {message: \"Secrets must not be in env vars; password=... is forbidden\", pattern: {spec: {containers: [{\"=(env)\": [{\"=(valueFrom)\": {\"X(secretKeyRef)\": \"null\"}}]}]}}}")]
    [InlineData("backupStorageLocation: [{credential: {name: velero-creds1, key: cloud}, config: {region: eu-west-1, kmsKeyId: alias/x1}}]\ncredentials: {existingSecret: velero-s3-2, useSecret: true}")]
    [InlineData("auth_enabled: false\nstorage: {s3: {secretAccessKey: \"${S3_SECRET}\", accessKeyId: \"${S3_KEY}\", endpoint: minio1}}")]
    [InlineData("staticClients: [{id: argo1, secretEnv: ARGO_CLIENT_SECRET, name: Argo}, {id: x, secret: $ARGO_SECRET}]\nstaticPasswords: [{email: a@x, hash: \"$2a$10$2b2cU8CPhOTaGrs1HRQuAueS7JTT5ZHsHSzYiFPm1leZck7Mc8T4W\", userID: 08a8684b-db88-4b73-90a9-3cd1661f5466}]")]
    [InlineData("auth: \"admin:$apr1$ruca84Hq$mbjdMZBAG.KWn7vfN/SNK/\"\nusers: \"user1:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\"")]
    [InlineData("users: [\"1000:1000\", \"app:app\", \"admin:admins\"]\nrunAs: \"10001:10001\"\nimage: \"busybox:a1b2c3d4e5\"\nauth: {type: \"oidc:v2abc1def2\"}")]
    [InlineData("a: \"DB_PASSWORD=\\\"$(kubectl get secret x -o jsonpath='{.data.password}' | base64 -d)\\\"\"")]
    [InlineData("a: \"x\\n  if [ -z \\\"$DB_PASSWORD\\\" ]; then echo \\\"DB_PASSWORD: missing\\\"; exit 1; fi\"")]
    [InlineData("a: \"x\\n  PASSWORD=${PASSWORD:-$(openssl rand -hex 16)}\"")]
    [InlineData("a: \"x\\n  TOKEN=`curl -s http://169.254.169.254/latest/api/token`\"")]
    [InlineData("a: \"x\\n  docker run -p 8080:80 -e PASSWORD -v /a:/b x\"")]
    [InlineData("a: 'curl -u \"$USER:$PASS\" -H \"Authorization: Bearer ${TOKEN}\" https://x'")]
    [InlineData("a: 'mysql -u root -p\"$MYSQL_ROOT_PASSWORD\" -e \"select 1\"'")]
    [InlineData("a: 'kubectl create secret generic x --from-literal=password=\"$PW\" --from-file=token=./t'")]
    [InlineData("a: 'psql \"password=$PGPASSWORD host=x\"'")]
    [InlineData("a: 'PASSWORD=$1'")]
    [InlineData("a: 'TOKEN=$TOKEN_2 SECRET=$(uuidgen) ./x'")]
    [InlineData("a: '[[ $token == *expired* ]] && token=\"\"'")]
    [InlineData("a: \"jq -r '.token' < x; token=$(jq -r .access_token x)\"")]
    [InlineData("a: \"openssl passwd -6 -salt xyz \\\"$PW\\\"\"")]
    [InlineData("a: 'echo \"token=$TOKEN\" >> $GITHUB_OUTPUT'")]
    [InlineData("a: \"password = os.environ['DB_PASSWORD']\"")]
    [InlineData("a: token = get_token(client1, scope2)")]
    [InlineData("a: \"secret = Secret(name=\\\"x1\\\")\"")]
    [InlineData("a: \"self.api_key = api_key\"")]
    [InlineData("a: \"if token == other_token2: pass\"")]
    [InlineData("a: \"for token in tokens: print(f\\\"token: {token}\\\")\"")]
    [InlineData("a: \"password = getpass.getpass()\"")]
    [InlineData("a: \"key = config['api_key2']\\napi_key = config['api_key2']\"")]
    [InlineData("a: \"const token = process.env.TOKEN1;\"")]
    [InlineData("a: \"const secret = await getSecret('x1');\"")]
    [InlineData("a: \"let password = req.body.password;\"")]
    [InlineData("a: \"const apiKey = config.get('apiKey2');\"")]
    [InlineData("a: \"const t = { token: token2, password: hash1(password) };\"")]
    public void Look_WhatToolsAndPeopleWrite_IsNone(string yaml) => Assert.DoesNotContain(Found(Caller.Audit, yaml), found => found.Kind != SignKind.Placeholder);

    [Fact]
    public void Look_NamesOfSecrets_AreSigns() => Assert.All(Of(
        """
        db_pass dbPasswd DbPwd DB-PASSWORD Db.Password passWord Password PASSWORD_1
        PASSWORD2 password_enc PASSWORD_ENC PASSWORD_ENCRYPTED_PLAIN passwordValue PASSWORD_PLAINTEXT ADMIN_PASS admin_pw
        root-pw rootPassword SA_PASSWORD sqlPassword postgresqlPassword POSTGRESQL_POSTGRES_PASSWORD mysqlRootPassword mongodb-root-password
        rabbitmq-erlang-cookie erlangCookie KEYCLOAK_ADMIN_PASSWORD keystorePassword keystore_pass truststorePassword trustStorePwd key-store-password
        SSL_KEY_PASSWORD sslKeyPassphrase KEYSTORE_PASSPHRASE API_TOKEN apitoken APITOKEN GITHUBTOKEN githubToken
        github_token GH_TOKEN GITLAB_PAT gitlabPat personalAccessToken PERSONAL_ACCESS_TOKEN personal_access_tokens AZURE_DEVOPS_EXT_PAT
        NPM_AUTH_TOKEN _authToken npmAuthToken SLACK_BOT_TOKEN slackToken refreshToken refresh_token bearerToken
        BEARER_TOKEN bearer idToken sessionToken SESSION_SECRET sessionSecret cookieSecret cookie_secret
        COOKIE_SECRET SECRET_KEY_BASE secretKeyBase RAILS_MASTER_KEY DJANGO_SECRET_KEY djangoSecretKey APP_KEY appKey
        APPKEY APP_SECRET appSecret appsecret JWT_SECRET jwtsecret jwtSecret JWTSECRET
        JWT_SIGNING_KEY jwtSigningKey jwt-private-key ENCRYPTION_KEY encryptionKey encryption-key ENCRYPTIONKEY N8N_ENCRYPTION_KEY
        FERNET_KEY fernetKey AES_KEY aesKey SIGNING_SECRET signingsecret webhookSecret WEBHOOK_SECRET
        webhooksecret STRIPE_SECRET STRIPE_SECRET_KEY stripeApiKey STRIPE_API_KEY_LIVE TWILIO_AUTH_TOKEN SENDGRID_API_KEY sendgridApikey
        DATADOG_API_KEY DD_API_KEY DD_APP_KEY ddAppKey NEW_RELIC_LICENSE_KEY newRelicLicenseKey licenseKey LICENSEKEY
        AZURE_CLIENT_SECRET azureClientSecret clientSecretValue client-secret CLIENTSECRET storageAccountKey AZURE_STORAGE_KEY AZURE_STORAGE_ACCOUNT_KEY
        azurestorageaccountkey SharedAccessKey sharedaccesskey AccountKey accountkey SAS_TOKEN sasToken connectionPassword
        AWS_SECRET_KEY awsSecretAccessKey aws_secret_access_key secretAccessKey secretaccesskey SECRETACCESSKEY s3SecretKey S3_SECRET
        AWS_SESSION_TOKEN aws_session_token MINIO_SECRET_KEY MINIO_ROOT_PASSWORD VAULT_TOKEN vaultToken unsealKey UNSEAL_KEY_1
        recoveryKey rootToken root_token ROOT_TOKEN LDAP_BIND_PASSWORD bindPassword bindPw BINDPW
        bind_password bindCredential bindCredentials LDAP_BIND_CREDENTIALS SMTP_PASS smtpPass smtp_pwd MAIL_PASSWORD
        mailPass emailPassword EMAIL_HOST_PASSWORD spring.mail.password SPRING_DATASOURCE_PASSWORD spring.redis.password spring.security.oauth2.client.registration.google.client-secret quarkus.datasource.password
        javax.persistence.jdbc.password hibernate.connection.password ConnectionStrings__Password Jwt__SigningKey Jwt__Secret Auth__ClientSecret Smtp:Password passphrase
        PASSPHRASE gpgPassphrase gpg_passphrase privateKeyPassphrase SSH_PRIVATE_KEY sshPrivateKey sshKey SSH_KEY
        deployKey privkey priv_key PRIVKEY privKey PRIVATEKEY rsaPrivateKey userPassword
        user_pwd USERPWD newPassword oldPassword motdepasse passwort kennwort contrasena
        senha wachtwoord basicAuthPassword BASICAUTH_PASSWORD htpasswdPassword authPassword auth_pass authpass
        AUTHPASS requirepass masterauth REDISCLI_AUTH redisPassword redis-password REDISPASSWORD MYSQL_PWD
        PGPASSWORD MSSQL_SA_PASSWORD ORACLE_PWD ACCEPT_SA_PASSWORD dbPasswords usersPasswords apiSecrets API_SECRETS
        apisecret API_SECRET consumerSecret oauthConsumerSecret otp_secret totpSecret TOTP_SEED hmacKey
        HMAC_SECRET hmacSecret csrfToken csrf_secret XSRF_SECRET nonceSecret authSecret AUTH_SECRET
        NEXTAUTH_SECRET NUXT_SESSION_PASSWORD authsecret TELEGRAM_BOT_TOKEN telegramBotToken DISCORD_TOKEN discordWebhookToken SNMP_AUTH_PASSPHRASE
        pppoePassword wifiPassword WIFI_PSK wpa_psk preSharedKey PRE_SHARED_KEY presharedkey psk
        PSK wireguardPrivateKey SENTRY_AUTH_TOKEN sentrySecretKey SENTRY_SECRET_KEY HONEYCOMB_API_KEY honeycombWriteKey SEGMENT_WRITE_KEY
        ALGOLIA_ADMIN_KEY algoliaAdminKey FCM_SERVER_KEY serverKey MASTER_KEY MEILI_MASTER_KEY meiliMasterKey TYPESENSE_API_KEY
        MyPASSWORD DBPass dbPASS DB_PASS2 tokenSecretValue API-KEY api.key apikey1
        api_key_secondary apiKeyV2 secret_token secretToken SECRET_TOKEN SECRETTOKEN accessTokenSecret TWITTER_ACCESS_SECRET
        twitterAccessSecret DB_PASSWORD_PROD PROD_DB_PASSWORD password-prod password.new password_for_admin adminPasswordPlain password_base64
        PasswordBase64 passwordString cred CRED DB_CRED dbCreds DB_CREDS awsCredentials
        serviceAccountKey GCP_SA_KEY gcpSaKey GOOGLE_CREDENTIALS
        """), name => Assert.Equal(SignKind.Name, Look(Caller.Audit, new Place(name, "data." + name), "hunter2RealPw9x")?.Kind));

    [Fact]
    public void Look_NamesOfOtherThings_AreNone() => Assert.All(Of(
        """
        passwordPolicy passwordLength passwordMinLength passwordSecretName passwordSecretRef passwordSecretKey tokenTTL tokenType
        tokenLifetime tokenEndpoint token_type token_uri tokenReviewerUrl tokenSize tokenizer tokenBucket
        tokenCount secretRef secretKeyRef secretNamespace secretStoreRef secretProviderClass secretsManagerArn secretArn
        secretPath secretsPath secretType secretVersion secretId AWS_SECRET_ID vaultSecretPath keyName
        keyId KEY_ID kid publicKey public_key PUBLIC_KEYS sshPublicKey primaryKey
        foreignKey partitionKey sortKey cacheKey routingKey hotkey monkey turkey
        keyboard keystore keyAlgorithm keyPrefix translationKey i18nKey configKey labelKey
        annotationKey topologyKey authType authUrl authMode authProvider authority author
        compassUrl passThrough passenger passing passive PASSIVE_MODE passwordReset passwordResetUrl
        resetPasswordUrl passwordEnabled patFile path patch pathPattern pattern username
        user userName accountName accountId clientId CLIENT_ID appId applicationId
        tenantId basicAuthUser redisHost accessKeyId access_key_id awsAccessKeyId certificate cert
        tlsCert caCert signingAlgorithm encryptionAlgorithm encryptionType encrypted cookieName cookieDomain
        sessionTimeout sessionStore csrfHeaderName passwordField tokenField tokenName token_name tokenHeader
        tokenPath tokenFile TOKEN_FILE tokenFilePath TOKENS_PER_MINUTE tokensPerSecond
        """), name => Assert.Null(Look(Caller.Audit, new Place(name, "data." + name), "some-value2")));

    private static string[] Of(string names) => names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A sign known to one is known to all; the values of a Secret are told with its object.</summary>
    private static void AssertFound(string yaml) => Assert.All(WhoSeesPlainSight, caller => Assert.Contains(Found(caller, yaml), found => found.Kind is null or SignKind.Format or SignKind.Credential or SignKind.Name or SignKind.ChartPlace));

    private static IEnumerable<(string Path, SignKind? Kind)> Found(Caller caller, string yaml)
    {
        var read = YamlReader.Read(yaml, YamlRules.Manifests);
        Assert.Empty(read.Faults);
        return
        [
            .. from root in read.Roots
               from text in PlacedTexts.Of(root, "", kubernetes: root as MappingNode)
               let sign = Look(caller, text.Place, text.Text)
               where sign is not null || (text.Place.Kind == PlaceKind.InnerSecret && !Harmless.IsReference(text.Text) && !Harmless.IsPlaceholder(text.Text))
               select (text.Path, sign?.Kind),
        ];
    }

    private static Sign? Look(Caller caller, Place place, string text) => new Judge(caller, new HeldSecrets()).Look(place, text);
}
