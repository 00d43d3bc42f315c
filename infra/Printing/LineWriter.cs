using System.Text;

namespace McpInfra.Printing;

/// <summary>A writer that gives away whole lines, so that they can be looked at before anybody sees them.</summary>
/// <param name="line">Takes a line without its end.</param>
/// <param name="rest">Takes what has no end when the writer is flushed or done.</param>
internal sealed class LineWriter(Action<string> line, Action<string> rest) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            line(_text.ToString().TrimEnd('\r'));
            _text.Clear();
        }
        else
        {
            _text.Append(value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _text.Length > 0)
            rest(_text.ToString());
        _text.Clear();
        base.Dispose(disposing);
    }
}
