namespace McpInfra.Plaintext;

/// <summary>A text as it stands or as it is when decoded. A class and no record: a record would print the text.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Where it begins in the text that it was decoded from first.</param>
/// <param name="length">How many characters of that text stand for it.</param>
/// <param name="isDecoded">Whether it is another text than that one.</param>
internal sealed class TextLayer(string text, int start, int length, bool isDecoded = true)
{
    public string Text { get; } = text;

    public int Start { get; } = start;

    public int Length { get; } = length;

    /// <summary>Whether it is a text and no image or archive, in which signs of punctuation stand around something by chance; no URL does.</summary>
    public bool IsReadable => !isDecoded || DecodedText.IsMostlyReadable(Text);

    /// <summary>Where in the text that it was decoded from first one of its characters stands.</summary>
    public int PlaceOf(int index) => isDecoded ? Start : index;
}
