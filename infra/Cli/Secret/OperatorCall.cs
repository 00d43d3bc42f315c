using System.Globalization;
using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary>Has the operator read a value that was just put, and waits until it did, through <c>kubectl</c>.</summary>
internal sealed class OperatorCall(IPrograms programs, TimeProvider clock, StackSettings settings, OperatorRead read, SecretObject secret, Printer printer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly string _name = secret.Name.ToString();

    private Status? _before;

    private string[] Where => ["--namespace", settings.Namespace, "--context", settings.Kubernetes.Context];

    private Words Object => $"{read.Resource} {_name}";

    /// <summary>Notes what the operator has read so far. Where nothing can tell it to look it may do so at any time, so this comes before the value is put.</summary>
    public void Note() => _before = read.IsTold ? null : Look(out _);

    /// <summary>Tells the operator.</summary>
    /// <param name="wait">How long to wait until it has read the value; null for not at all.</param>
    /// <returns>Whether all that was asked for has come.</returns>
    public async Task<bool> TellAsync(TimeSpan? wait, CancellationToken cancellation)
    {
        if (read.IsTold)
        {
            _before = Look(out var fault);
            if (_before is null)
                return NotTold(fault!, wait);
            if (secret.Refresh == RefreshPolicy.CreatedOnce && _before.Mark.Length > 0)
            {
                printer.Line($"not read again: {Object} reads its value once, and has. For the new one to come:");
                printer.Line($"  {ShellLine.Of($"kubectl delete secret {_name} {Where}")}");
                return wait is null;
            }

            string[] annotate = ["annotate", read.Resource, _name, .. Where, $"force-sync={clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}", "--overwrite"];
            if (programs.Run("kubectl", annotate) is { Code: not 0 } failed)
                return NotTold(Words.Of($"kubectl ended with {failed.Code}"), wait);
            printer.Line($"told: {Object} reads it again now, in namespace {settings.Namespace} of context {settings.Kubernetes.Context}");
        }
        else
        {
            printer.Line($"{Object} reads it by itself, every {GoDuration.Brief(settings.Store.RefreshInterval)}");
        }

        return wait is not { } longest || await WaitAsync(longest, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + longest;
        Status? now;
        using (printer.Working(() => $"waiting for {Object} ..."))
        {
            while (!HasRead(now = Look(out _)) && clock.GetUtcNow() < until)
                await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }

        if (HasRead(now))
        {
            printer.Line($"ready: Secret {_name} has it");
            Restart();
            return true;
        }

        var said = now is { Reason: { } reason } ? Words.Of($" It says {reason}.") : read.IsTold ? Words.None : Words.Own(" It does not where the value is the one that was there.");
        printer.Error($"{Object} has not read it after {GoDuration.Brief(GoDuration.Format(longest))}.{said} To see why:\n    {ShellLine.Of($"kubectl describe {read.Resource} {_name} {Where}")}");
        return false;
    }

    private bool HasRead(Status? now) => now is { Mark.Length: > 0 } && now.Mark != _before?.Mark && (now.IsReady || !read.HasReady);

    /// <summary>Pods keep what they were started with, unless something restarts them.</summary>
    private void Restart()
    {
        var gateway = ChartNames.GatewayDeployment(settings.Release.Name);
        if (secret.IsFixed || settings.Rollout.Reloader || !read.IsTold || IsAbsent(gateway))
            return;
        printer.Line("Pods keep what they were started with until they are restarted:");
        printer.Line($"  {ShellLine.Of($"kubectl rollout restart deployment/{gateway} {Where}")}");
    }

    /// <summary>Before the first pulumi up has ended no pod has started with anything.</summary>
    private bool IsAbsent(string deployment) =>
        programs.Run("kubectl", ["get", "deployment", deployment, .. Where, "--ignore-not-found", "--output", "name"]) is { Code: 0 } answer && string.IsNullOrWhiteSpace(answer.Output);

    private bool NotTold(Words why, TimeSpan? wait)
    {
        printer.Error($"The value is put, and {Object} was not told: {why}. It reads it at the next pulumi up, or within {GoDuration.Brief(settings.Store.RefreshInterval)}. To see how it stands:\n    {ShellLine.Of($"kubectl get {read.Resource} {_name} {Where}")}");
        return wait is null;
    }

    private Status? Look(out Words? fault)
    {
        var answer = programs.Run("kubectl", ["get", read.Resource, _name, .. Where, "--output", "json"]);
        fault = answer switch
        {
            { Code: 0 } => null,
            { Code: ProgramAnswer.NotThere } => Words.Own("kubectl is not on the PATH"),
            _ when answer.Error.Contains("(NotFound)", StringComparison.Ordinal) => Words.Of($"it is not there yet in namespace {settings.Namespace} of context {settings.Kubernetes.Context}"),
            _ => Words.Of($"kubectl ended with {answer.Code}"),
        };
        if (answer.Code != 0)
            return null;
        if (StoredJson.Parse(answer.Output) is not { } found)
        {
            fault = Words.Own("kubectl answered something that is no JSON");
            return null;
        }

        var ready = (found.At("status", "conditions") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => condition.TextAt("type") == "Ready");
        return new Status(found.TextAt("status", read.Mark) ?? "", ready?.TextAt("status") == "True", ready?.TextAt("reason"));
    }

    /// <param name="Mark">Another one once values were read again; empty before the first time.</param>
    private sealed record Status(string Mark, bool IsReady, string? Reason);
}
