using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Where code lives and is built. Strong prefixes take shorter bodies than the vendor gives today.</summary>
internal static class CodeHostFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x, GitHub's and GitLab's token pages, Atlassian's, CircleCI's and Buildkite's documentation",
        [
            Token("github-fine-grained-pat", "a GitHub token", "github_pat_", Word.Of(20, 255)),
            Token("github-pat", "a GitHub token", "ghp_", Alphanumeric.Of(20, 255)),
            Token("github-oauth", "a GitHub token", "gho_", Alphanumeric.Of(20, 255)),
            Token("github-app-token", "a GitHub token", Either("ghu_", "ghs_"), Alphanumeric.Of(20, 255)),
            Token("github-refresh-token", "a GitHub token", "ghr_", Alphanumeric.Of(20, 255)),

            Token("gitlab-pat-routable", "a GitLab token", "glpat-", Word.Of(27, 300), ".", Alphanumeric.Of(9)),
            Token("gitlab-pat", "a GitLab token", "glpat-", Word.Of(16, 64)),
            Token("gitlab-runner-authentication-token-routable", "a GitLab token", "glrt-t", Digits.Of(1), "_", Word.Of(27, 300), ".", Alphanumeric.Of(9)),
            Token("gitlab-runner-authentication-token", "a GitLab token", "glrt-", Word.Of(16, 64)),
            Token("gitlab-rrt", "a GitLab token", "GR1348941", Word.Of(16, 64)),
            Token("gitlab-cicd-job-token", "a GitLab token", "glcbt-", Word.Of(18, 64)),
            Token("gitlab-deploy-token", "a GitLab token", "gldt-", Word.Of(16, 64)),
            Token("gitlab-feature-flag-client-token", "a GitLab token", "glffct-", Word.Of(16, 64)),
            Token("gitlab-feed-token", "a GitLab token", "glft-", Word.Of(16, 64)),
            Token("gitlab-incoming-mail-token", "a GitLab token", "glimt-", Word.Of(16, 64)),
            Token("gitlab-kubernetes-agent-token", "a GitLab token", "glagent-", Word.Of(40, 128)),
            Token("gitlab-oauth-app-secret", "a GitLab token", "gloas-", Word.Of(40, 128)),
            Token("gitlab-ptt", "a GitLab token", "glptt-", Hex.Of(40)),
            Token("gitlab-scim-token", "a GitLab token", "glsoat-", Word.Of(16, 64)),
            Token("gitlab-session-cookie", "a GitLab session", "_gitlab_session=", Alphanumeric.Of(32)),

            Token("atlassian-cloud-token", "an Atlassian token", "ATATT3", WordPadded.Of(60, 250)) with { Before = Edge.Base64 },
            Token("bitbucket-app-password", "a Bitbucket app password", "ATBB", Alphanumeric.Of(28, 40)) with { Before = Edge.Base64, Mixed = true },
            Token("bitbucket-access-token", "a Bitbucket token", "ATCTT3", WordPadded.Of(60, 250)) with { Before = Edge.Base64 },
            Beside(["atlassian", "confluence", "jira"], "atlassian-api-token", "an Atlassian token", Alphanumeric.Of(20), Hex.Of(4)),
            Beside(["bitbucket"], "bitbucket-client-id", "a Bitbucket client id", Alphanumeric.Of(32)),
            Beside(["bitbucket"], "bitbucket-client-secret", "a Bitbucket client secret", WordPadded.Of(64)),

            Token("circleci-token", "a CircleCI token", Either("CCIPAT_", "CCIPRJ_"), Word.Of(40, 100)),
            Token("buildkite-token", "a Buildkite token", Either("bkua_", "bkct_"), Hex.Of(40)),
            Beside(["codecov"], "codecov-access-token", "a Codecov token", Alphanumeric.Of(32)),
            Beside(["droneci", "drone_", "drone-"], "droneci-access-token", "a Drone token", Alphanumeric.Of(32)),
            Beside(["travis"], "travisci-access-token", "a Travis CI token", Alphanumeric.Of(22)),
            Beside(["gitter"], "gitter-access-token", "a Gitter token", Word.Of(40)),
            Token("sonar-scanner-token", "a SonarQube token", Either("squ_", "sqp_", "sqa_"), WordPadded.Of(40)),
            Beside(["sonar"], "sonar-api-token", "a SonarQube token", WordPadded.Of(40)),
            Token("sourcegraph-token", "a Sourcegraph token", Either("sgp_local_", "sgp_"), Maybe(Hex.Of(16), "_"), Hex.Of(40)),
            Beside(["sourcegraph"], "sourcegraph-access-token", "a Sourcegraph token", Hex.Of(40)),
            Beside(["snyk"], "snyk-api-token", "a Snyk token", Uuid),
        ]);
}
