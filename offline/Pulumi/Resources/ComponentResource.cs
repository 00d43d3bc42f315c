using System.Reflection;

namespace Pulumi;

/// <summary>A resource that only groups others.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options, remote: false)
    {
    }

    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote) => IsRemote = remote;

    public ComponentResource(
        string type, string name, ResourceArgs? args, ComponentResourceOptions? options, bool remote, RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options, remote)
    {
    }

    internal bool IsRemote { get; }

    /// <summary>Registers every property marked [Output] under the name the mark gives, or its own.</summary>
    protected void RegisterOutputs()
    {
        var outputs = from property in GetType().GetProperties()
                      where property.Name != nameof(Urn)
                      let mark = property.GetCustomAttribute<OutputAttribute>()
                      where mark is not null
                      let name = string.IsNullOrWhiteSpace(mark.Name) ? property.Name : mark.Name
                      select KeyValuePair.Create(name, property.GetValue(this));
        RegisterOutputs(new Dictionary<string, object?>(outputs));
    }

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
        => RegisterOutputs(Task.FromResult(outputs ?? throw new ArgumentNullException(nameof(outputs))));

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
        => RegisterOutputs(Output.Create(outputs ?? throw new ArgumentNullException(nameof(outputs))));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
        => Deployment.Instance.Deployment.Registration.RegisterOutputs(this, outputs ?? throw new ArgumentNullException(nameof(outputs)));
}
