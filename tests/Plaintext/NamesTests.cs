using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

/// <summary>Names as people write them: which of them mean a secret.</summary>
public sealed class NamesTests
{
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
        """), name => Assert.Equal(SignKind.Name, PlainSight.Look(Caller.Audit, new Place(name, "data." + name), "hunter2RealPw9x")?.Kind));

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
        """), name => Assert.Null(PlainSight.Look(Caller.Audit, new Place(name, "data." + name), "some-value2")));

    private static string[] Of(string names) => names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
