namespace McpInfra.Model;

/// <summary>One <c>envFrom</c> entry with what stands behind it.</summary>
/// <param name="Source">What to call it, such as the Secret's name.</param>
/// <param name="Variables">Its keys and values, the entry's prefix already put before them.</param>
internal sealed record EnvFromContent<T>(string Source, IReadOnlyDictionary<string, T> Variables);

/// <summary>A variable as a container sees it.</summary>
/// <param name="Overridden">Sources that set it too and lost, first to last.</param>
internal sealed record EffectiveVariable<T>(string Name, T Value, string Source, IReadOnlyList<string> Overridden);

/// <summary>
/// What a container sees, computed as the kubelet does: <c>envFrom</c> in order, a later entry winning, then
/// <c>env</c>, which beats them all (Container.EnvFrom in the API types of kubernetes/kubernetes).
/// </summary>
internal static class PodEnvironment
{
    /// <summary>What an explicit <c>env</c> entry is called as a source.</summary>
    public const string ExplicitEnv = "env";

    public static IReadOnlyDictionary<string, EffectiveVariable<T>> Compute<T>(
        IEnumerable<EnvFromContent<T>> envFrom, IEnumerable<KeyValuePair<string, T>> env)
    {
        var result = new SortedDictionary<string, EffectiveVariable<T>>(StringComparer.Ordinal);
        foreach (var content in envFrom)
        {
            foreach (var (name, value) in content.Variables)
                Set(name, value, content.Source);
        }

        foreach (var (name, value) in env)
            Set(name, value, ExplicitEnv);
        return result;

        void Set(string name, T value, string source) => result[name] = new EffectiveVariable<T>(
            name, value, source,
            result.TryGetValue(name, out var before) ? [.. before.Overridden, before.Source] : []);
    }
}
