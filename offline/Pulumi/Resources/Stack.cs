using System.Reflection;

namespace Pulumi;

/// <summary>The root of everything a program makes.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Pulumi.Deployment.Instance.ProjectName}-{Pulumi.Deployment.Instance.StackName}", ToComponentOptions(options))
        => Pulumi.Deployment.Instance.Deployment.Stack = this;

    /// <summary>The properties marked [Output] are the outputs of the stack; each must have been given one.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = (from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                       where property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true
                       let mark = property.GetCustomAttribute<OutputAttribute>()
                       where mark is not null
                       select KeyValuePair.Create(mark.Name ?? property.Name, property.GetValue(this))).ToList();
        var unassigned = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (unassigned.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (wrong.Count > 0)
            throw RunException.OutputsHaveIncorrectType(wrong);
        RegisterOutputs(new Dictionary<string, object?>(outputs));
    }

    private static ComponentResourceOptions? ToComponentOptions(StackOptions? options) => options is null ? null : new()
    {
        ResourceTransformations = options.ResourceTransformations,
        ResourceTransforms = options.ResourceTransforms,
    };
}

/// <summary>What applies to every resource of a stack.</summary>
public class StackOptions
{
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    public List<ResourceTransform> ResourceTransforms { get; set; } = [];
}
