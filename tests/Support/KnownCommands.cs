namespace McpInfra.Tests.Support;

/// <summary>What the programs take that our lines name: how many arguments, and which options.</summary>
internal static class KnownCommands
{
    /// <summary>Programs that are not looked into.</summary>
    private static readonly string[] Others = ["dotnet", "git", "rm", "cmp", "echo", "date", "realpath", "export"];

    /// <summary>Options with a value end in <c>=</c>.</summary>
    private static readonly Dictionary<string, (int Least, int Most, string[] Options)> Table = new()
    {
        // pulumi 3.259.0 --help; the test with the real program holds these against it.
        ["pulumi login"] = (0, 1, []),
        ["pulumi stack init"] = (1, 1, ["--secrets-provider="]),
        ["pulumi config set"] = (1, 2, ["--stack=", "--path", "--secret", "--plaintext", "--type="]),
        ["pulumi config get"] = (1, 1, ["--stack=", "--path"]),
        ["pulumi config rm"] = (1, 1, ["--stack=", "--path"]),
        ["pulumi up"] = (0, 0, ["--stack=", "--refresh"]),
        ["pulumi version"] = (0, 0, []),
        ["pulumi destroy"] = (0, 0, ["--stack="]),
        ["pulumi preview"] = (0, 0, ["--stack=", "--expect-no-changes"]),
        ["pulumi import"] = (3, 3, ["--stack=", "--parent=", "--provider=", "--protect", "--generate-code", "--yes"]),
        ["pulumi state delete"] = (1, 1, ["--stack=", "--force", "--target-dependents"]),

        // botocore 1.44.5, service-2.json of the service, members in kebab case; --region, --query and --output are the command line's own
        // (awscli, data/cli.json). A test holds these against the models where they are at hand.
        ["aws"] = (0, 0, ["--version"]),
        ["aws sso login"] = (0, 0, []),
        ["aws sts get-caller-identity"] = (0, 0, ["--region=", "--output="]),
        ["aws account enable-region"] = (0, 0, ["--region-name="]),
        ["aws secretsmanager list-secrets"] = (0, 0, ["--region=", "--max-items=", "--query=", "--output="]),
        ["aws kms describe-key"] = (0, 0, ["--region=", "--key-id=", "--output="]),
        ["aws iam get-role"] = (0, 0, ["--role-name=", "--output="]),
        ["aws iam get-open-id-connect-provider"] = (0, 0, ["--open-id-connect-provider-arn=", "--output="]),
        ["aws iam add-client-id-to-open-id-connect-provider"] = (0, 0, ["--open-id-connect-provider-arn=", "--client-id="]),
        ["aws eks list-pod-identity-associations"] = (0, 0, ["--region=", "--cluster-name=", "--namespace=", "--service-account=", "--output="]),
        ["aws eks create-pod-identity-association"] = (0, 0, ["--region=", "--cluster-name=", "--namespace=", "--service-account=", "--role-arn="]),
        ["aws eks create-access-entry"] = (0, 0, ["--region=", "--cluster-name=", "--principal-arn=", "--kubernetes-groups="]),
        ["aws eks describe-cluster"] = (0, 0, ["--region=", "--name=", "--output="]),
        ["aws eks describe-addon"] = (0, 0, ["--region=", "--cluster-name=", "--addon-name=", "--output="]),
        ["aws secretsmanager put-secret-value"] = (0, 0, ["--region=", "--secret-id=", "--secret-string=", "--client-request-token="]),
        ["aws secretsmanager get-secret-value"] = (0, 0, ["--region=", "--secret-id=", "--query=", "--output="]),
        ["aws secretsmanager restore-secret"] = (0, 0, ["--region=", "--secret-id=", "--query=", "--output="]),
        ["aws secretsmanager describe-secret"] = (0, 0, ["--region=", "--secret-id=", "--query=", "--output="]),
        ["aws kms schedule-key-deletion"] = (0, 0, ["--region=", "--key-id=", "--pending-window-in-days="]),
        ["aws iam put-role-policy"] = (0, 0, ["--role-name=", "--policy-name=", "--policy-document="]),
        ["aws iam create-role"] = (0, 0, ["--role-name=", "--assume-role-policy-document="]),
        ["aws iam create-open-id-connect-provider"] = (0, 0, ["--url=", "--client-id-list="]),

        // kubectl 1.35 --help.
        ["kubectl annotate"] = (2, 99, ["--context=", "--namespace=", "--all", "--overwrite"]),
        ["kubectl apply"] = (0, 0, ["--filename=", "-f="]),
        ["kubectl create secret generic"] = (1, 1, ["--namespace=", "--from-env-file=", "--from-file=", "--dry-run", "--output="]),
        ["kubectl delete"] = (1, 2, ["--context=", "--namespace=", "--selector="]),
        ["kubectl describe"] = (1, 2, ["--context=", "--namespace="]),
        ["kubectl config get-contexts"] = (0, 1, ["--output="]),
        ["kubectl get"] = (0, 99, ["--context=", "--namespace=", "--selector=", "--output=", "--raw=", "--ignore-not-found", "--all-namespaces"]),
        ["kubectl rollout restart"] = (1, 1, ["--context=", "--namespace="]),
        ["kubectl version"] = (0, 0, ["--context=", "--client", "--output="]),
        ["kubectl label"] = (3, 3, ["--namespace="]),
        ["kubectl patch"] = (2, 2, ["--context=", "--namespace=", "--type=", "--patch=", "--patch-file="]),
        ["kubectl rollout status"] = (1, 1, ["--context=", "--namespace="]),
        ["kubectl wait"] = (1, 2, ["--context=", "--namespace=", "--all", "--for=", "--timeout="]),

        // helm 3.21 --help.
        ["helm install"] = (2, 2, ["--repo=", "--version=", "--namespace=", "--create-namespace"]),
        ["helm upgrade"] = (2, 2, ["--install", "--version=", "--kube-context=", "--namespace=", "--reset-values", "--values=", "--wait", "--timeout="]),
        ["helm template"] = (2, 2, []),
        ["helm history"] = (1, 1, ["--max=", "--kube-context=", "--namespace=", "--output="]),
        ["helm show chart"] = (1, 1, ["--repo=", "--version="]),
        ["helm version"] = (0, 0, ["--short"]),
        ["helm list"] = (0, 0, ["--all-namespaces"]),
        ["helm get values"] = (1, 1, ["--all", "--namespace="]),
        ["helm rollback"] = (1, 1, ["--kube-context=", "--namespace="]),

        // kubeseal 0.27.1 --help.
        ["kubeseal"] = (0, 0, ["--context=", "--format=", "--raw", "--name=", "--namespace=", "--scope=", "--cert=", "--controller-name=", "--controller-namespace="]),

        // azure-cli, command_modules/keyvault/_params.py; --output is every command's.
        ["az account show"] = (0, 0, ["--output="]),
        ["az keyvault show"] = (0, 0, ["--name=", "--output="]),
        ["az login"] = (0, 0, ["--tenant="]),
        ["az keyvault secret set"] = (0, 0, ["--vault-name=", "--name=", "--file=", "--encoding=", "--output="]),

        // vault 1.19 -help.
        ["vault kv put"] = (2, 2, ["-mount=", "-namespace="]),
        ["vault policy write"] = (2, 2, []),
        ["vault write"] = (2, 99, ["-address=", "-namespace="]),
        ["vault status"] = (0, 0, ["-address=", "-namespace=", "-format="]),
        ["vault token capabilities"] = (1, 1, ["-address=", "-namespace=", "-format="]),
        ["vault login"] = (0, 0, ["-address=", "-namespace="]),
        ["vault auth enable"] = (1, 1, ["-address=", "-namespace=", "-path="]),
        ["vault auth list"] = (0, 0, ["-address=", "-namespace=", "-format="]),
        ["vault secrets enable"] = (1, 1, ["-address=", "-namespace=", "-path=", "-version="]),
        ["vault secrets list"] = (0, 0, ["-address=", "-namespace=", "-format="]),
        ["vault read"] = (1, 1, ["-address=", "-namespace=", "-format="]),

        // google-cloud-cli 528, data/cli/gcloud_completions.py.
        ["gcloud config set"] = (2, 2, []),
        ["gcloud secrets describe"] = (1, 1, ["--project=", "--location=", "--format="]),
        ["gcloud secrets create"] = (1, 1, ["--project=", "--location="]),
        ["gcloud secrets versions add"] = (1, 1, ["--project=", "--location=", "--data-file="]),
        ["gcloud secrets add-iam-policy-binding"] = (1, 1, ["--project=", "--location=", "--role=", "--member="]),
        ["gcloud iam service-accounts add-iam-policy-binding"] = (1, 1, ["--project=", "--role=", "--member="]),
    };

    /// <summary>Programs whose lines are looked into.</summary>
    public static IReadOnlyList<string> Tools { get; } = [.. Table.Keys.Select(key => key.Split(' ')[0]).Distinct()];

    /// <summary>The commands of a program, each with its options.</summary>
    public static IEnumerable<(string Command, IReadOnlyList<string> Options)> OptionsOf(string program) =>
        Table.Where(row => row.Key.StartsWith(program + " ", StringComparison.Ordinal)).Select(row => (row.Key, (IReadOnlyList<string>)row.Value.Options));

    /// <summary>Whether a line is of a program that is looked into, or hands over to one.</summary>
    public static bool IsOfATool(string line) => Tools.Any(tool => line.StartsWith(tool + " ", StringComparison.Ordinal) || line.Contains($"| {tool} ", StringComparison.Ordinal));

    /// <summary>What is wrong with a line that a person may paste; null where nothing is.</summary>
    public static string? FaultOf(string line)
    {
        try
        {
            return ShellText.Commands(line).Select(FaultOf).FirstOrDefault(fault => fault is not null);
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private static string? FaultOf(IReadOnlyList<string> words)
    {
        if (words.FirstOrDefault(word => word.Contains("...", StringComparison.Ordinal) || word.Contains('…', StringComparison.Ordinal) || word.Contains('<', StringComparison.Ordinal)) is { } left)
            return $"'{left}' is left to guess; what a person replaces is in capitals";
        if (!Tools.Contains(words[0]))
            return Others.Contains(words[0]) ? null : $"'{words[0]}' is no known program";
        var key = Enumerable.Range(1, Math.Min(4, words.Count)).Select(count => string.Join(' ', words.Take(count))).LastOrDefault(Table.ContainsKey);
        if (key is null)
            return $"'{string.Join(' ', words.Take(3))}' is not known";
        var (least, most, options) = Table[key];
        var (arguments, at, areOptionsOver) = (0, key.Split(' ').Length, false);
        for (; at < words.Count; at++)
        {
            var word = words[at];
            if (word == "--" && !areOptionsOver)
            {
                areOptionsOver = true;
                continue;
            }

            if (areOptionsOver || word.Length < 2 || word[0] != '-')
            {
                arguments++;
                continue;
            }

            var name = word.Split('=')[0];
            if (options.Contains(name + "="))
                at += word.Contains('=', StringComparison.Ordinal) ? 0 : 1;
            else if (!options.Contains(name))
                return $"{key} has no {name}";
        }

        return at > words.Count ? "the last option has no value" : arguments < least || arguments > most ? $"{key} takes no {arguments} arguments" : null;
    }
}
