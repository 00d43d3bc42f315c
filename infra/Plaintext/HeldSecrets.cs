namespace McpInfra.Plaintext;

/// <summary>What one run of the program must not show: the secrets that it holds, and the texts that it refused as secrets.</summary>
internal sealed class HeldSecrets
{
    /// <summary>A refused text that could be a word of any message, or two as a folder is called, is withheld only where it stands by itself.</summary>
    private const int LongestWord = 11;

    private const int MostWords = 2;

    private readonly bool _isClosed;
    private readonly SecretIndex _held = new();
    private readonly SecretIndex _refused = new();

    public HeldSecrets()
    {
    }

    private HeldSecrets(bool isClosed) => _isClosed = isClosed;

    /// <summary>For whoever knows of no run: holds nothing, and never will.</summary>
    public static HeldSecrets None { get; } = new(isClosed: true);

    /// <summary>What a judge of this run need not look at again.</summary>
    public HarmlessTexts Harmless { get; } = new();

    /// <summary>How many pieces of text were compared with secrets: what the searches cost beyond reading the texts.</summary>
    public long Comparisons => _held.Comparisons + _refused.Comparisons;

    /// <summary>Holds a value: it may stand in nothing that is made or shown.</summary>
    public void Hold(string secret) => Add(_held, secret, isWord: false);

    /// <summary>Withholds a text from what is shown. It says nothing of other places where the same text stands.</summary>
    public void Refuse(string text) => Add(_refused, text, isWord: text.Split('-', MostWords).All(word => word.Length <= LongestWord && word.All(char.IsAsciiLetter)));

    /// <summary>Whether a value that is held stands in a text that was decoded.</summary>
    public bool Holds(string decoded) => _held.Occurs(decoded);

    /// <summary>Where held and refused texts stand in a text that was decoded.</summary>
    public IEnumerable<(int Index, int Length)> Hidden(string decoded) => _held.All(decoded).Concat(_refused.All(decoded));

    /// <summary>Whether a value that is held stands in a text, plain or encoded.</summary>
    public bool Occurs(string text) => !_held.IsEmpty && Encodings.Layers(text).Any(layer => Holds(layer.Text));

    private void Add(SecretIndex index, string text, bool isWord)
    {
        if (!_isClosed)
            index.Add(text, isWord);
    }
}
