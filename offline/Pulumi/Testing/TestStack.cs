namespace Pulumi.Testing;

/// <summary>The stack around a program that is a function; runs it while it is being made, as the root of its resources.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Func<Task<IDictionary<string, object?>>> program) => Outputs = program().GetAwaiter().GetResult();

    public IDictionary<string, object?> Outputs { get; }
}
