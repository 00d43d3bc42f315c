using System.Security.Cryptography;
using System.Text;
using McpInfra.Files;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// Which values the store was seen to have, by a digest of each under a random key, in a file that git ignores and that
/// goes when the inline values go. A digest without a key could be guessed of a weak password, so it stands in no file
/// that is committed; where this one is missing the values are compared once more.
/// </summary>
internal sealed class ComparedValues
{
    private const string Header = """
        # Which values `migrate compare` has found in the store: digests under a random key. Not for git, which ignores it; lost, compare again.

        """;

    private readonly byte[] _key;
    private readonly Dictionary<string, string> _digests;

    private ComparedValues(byte[] key, Dictionary<string, string> digests) => (_key, _digests) = (key, digests);

    public static ComparedValues None => new(RandomNumberGenerator.GetBytes(32), []);

    /// <param name="directory">Where the person stands.</param>
    /// <returns>None where the file is not there, or not as it was written.</returns>
    /// <exception cref="MigrationException">Something else than a file stands in its place.</exception>
    public static ComparedValues Read(StackFile stack, string directory)
    {
        Check(stack, directory);
        try
        {
            return File.Exists(PathOf(stack)) && ValuesFile.Read(HomeOf(stack), NameOf(stack)).Root is var root
                && root.Find("key") is ScalarNode key && root.Find("values") is MappingNode values
                ? new ComparedValues(Convert.FromBase64String(key.Text), values.Entries.ToDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.Ordinal))
                : None;
        }
        catch (Exception unusable) when (unusable is MigrationException or FormatException)
        {
            return None;
        }
    }

    /// <summary>Whether the store was seen to have this very value, where it is to be today.</summary>
    /// <param name="where">Of the value, by <see cref="MigrationPlan.WhereOf"/>: what was seen in one place says nothing of another.</param>
    public bool Has(CarriedValue value, string where) => _digests.GetValueOrDefault(value.Id) == DigestOf(value, where);

    /// <summary>Whether the store was seen to have some value of that name that stood in the files.</summary>
    public bool Knows(string id) => _digests.ContainsKey(id);

    /// <summary>Whether the store was seen to have another one, which was changed here since.</summary>
    public bool HasOther(CarriedValue value, string where) => _digests.TryGetValue(value.Id, out var digest) && digest != DigestOf(value, where);

    /// <summary>Keeps what was found, and forgets what was not.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void Write(StackFile stack, IEnumerable<(CarriedValue Value, string Where)> same, IEnumerable<string> others)
    {
        foreach (var id in others)
            _digests.Remove(id);
        foreach (var (value, where) in same)
            _digests[value.Id] = DigestOf(value, where);
        StagedFile.Write(PathOf(stack), Header + YamlWriter.Block(new Dictionary<string, object?>
        {
            ["key"] = Convert.ToBase64String(_key),
            ["values"] = _digests.OrderBy(digest => digest.Key, StringComparer.Ordinal).ToDictionary(digest => digest.Key, digest => (object?)digest.Value),
        }));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf(stack), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>When a stage is written, what was seen before it counts no longer.</summary>
    public static void Forget(StackFile stack)
    {
        if (File.Exists(PathOf(stack)))
            File.Delete(PathOf(stack));
    }

    /// <summary>Its path on disk.</summary>
    public static string PathOf(StackFile stack) => Path.Combine(HomeOf(stack), NameOf(stack));

    /// <summary>Through a link it would be kept where git does not ignore it, and a folder is no file to keep it in.</summary>
    private static void Check(StackFile stack, string directory)
    {
        var file = new FileInfo(PathOf(stack));
        if ((!file.Exists && !Directory.Exists(file.FullName) && file.LinkTarget is null) || (file.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0)
            return;
        var name = ShownPath.From(directory, file.FullName);
        throw new MigrationException($"{name} is {(file.LinkTarget is null ? Words.Own("a folder") : Words.Own("a link"))}, where `migrate compare` keeps what it has found in the store: {ShellLine.Of($"rm -r {name}")}, and compare again.");
    }

    private string DigestOf(CarriedValue value, string where) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{value.Id}\0{where}\0{value.Value?.Reveal()}")));

    private static string NameOf(StackFile stack) => $"migration.{stack.Stack}.compared";

    private static string HomeOf(StackFile stack) => Path.GetDirectoryName(stack.Path)!;
}
