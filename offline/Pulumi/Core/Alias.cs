namespace Pulumi;

/// <summary>A name or place a resource had before, so that the engine does not replace it.</summary>
public sealed class Alias
{
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    public bool NoParent { get; set; }

    /// <summary>The URN this alias stands for; contradictions in it are errors of the resource that carries it.</summary>
    internal Output<string> ToUrn(string defaultName, string defaultType, Resource? defaultParent)
    {
        var parents = new[] { Parent is not null, ParentUrn is not null, NoParent }.Count(given => given);
        if (Urn is not null)
        {
            return parents == 0 && Name is null && Type is null && Project is null && Stack is null
                ? Output.Create(Urn)
                : throw new ArgumentException($"An {nameof(Alias)} with a {nameof(Urn)} takes nothing else.");
        }

        if (parents > 1)
            throw new ArgumentException($"{nameof(Parent)}, {nameof(ParentUrn)} and {nameof(NoParent)} of an {nameof(Alias)} exclude each other.");

        var parent = parents == 0 ? defaultParent : Parent;
        return Pulumi.Urn.Create(Name ?? defaultName, Type ?? defaultType, parent, ParentUrn, Project, Stack);
    }
}
