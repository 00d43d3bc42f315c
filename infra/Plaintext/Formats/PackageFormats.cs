using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Registries of packages, images and modules.</summary>
internal static class PackageFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; the registries' own pages (npm, PyPI, RubyGems, crates.io, NuGet, Docker, JFrog, Red Hat)",
        [
            Token("npm-access-token", "an npm token", "npm_", Alphanumeric.Of(30, 64)),
            Token("pypi-upload-token", "a PyPI token", Either("pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZ"), Word.Of(50, 1000)),
            Token("rubygems-api-token", "a RubyGems token", "rubygems_", Hex.Of(48)),
            Token("crates-io-token", "a crates.io token", "cio", Alphanumeric.Of(32)) with { Before = Edge.Base64, Mixed = true },
            Token("nuget-api-key", "a NuGet API key", "oy2", Alphanumeric.Of(43)) with { Before = Edge.Base64, Mixed = true },
            Token("docker-access-token", "a Docker token", Either("dckr_pat_", "dckr_oat_"), Word.Of(16, 64)),
            Token("clojars-api-token", "a Clojars token", "CLOJARS_", Alphanumeric.Of(60)),
            Token("artifactory-api-key", "an Artifactory key", "AKCp", Alphanumeric.Of(69)) with { Before = Edge.Base64 },
            Token("artifactory-reference-token", "an Artifactory token", "cmVmd", Alphanumeric.Of(59)) with { Before = Edge.Base64 },
            Beside(JFrog, "jfrog-api-key", "a JFrog key", Alphanumeric.Of(73)),
            Beside(JFrog, "jfrog-identity-token", "a JFrog token", Alphanumeric.Of(64)),
            Token("openshift-user-token", "an OpenShift token", "sha256~", Word.Of(43)),
            Token("sidekiq-sensitive-url", "a URL with Sidekiq's credentials", Hex.Of(8), ":", Hex.Of(8), Either("@gems.contribsys.com", "@enterprise.contribsys.com")),
            Beside(["BUNDLE_ENTERPRISE__CONTRIBSYS__COM", "BUNDLE_GEMS__CONTRIBSYS__COM"], "sidekiq-secret", "Sidekiq's credentials", Hex.Joined(":", 8, 8)),
            Token("infracost-api-token", "an Infracost token", "ico-", Alphanumeric.Of(32)) with { Before = Edge.Name, Mixed = true },
            Beside(["cloudsmith"], "cloudsmith-api-key", "a Cloudsmith key", Hex.Of(40)),
            Beside(["secret_key", "freemius"], "freemius-secret-key", "a Freemius key", "sk_", Visible.Of(29)),
        ]);

    private static string[] JFrog => ["jfrog", "artifactory", "bintray", "xray"];
}
