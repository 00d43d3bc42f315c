using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RefuseAsync();

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestStackAsync(mocks, options, () => new TStack());

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        var resources = await TestStackAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false);
        return ([.. resources.Where(resource => resource is not TestStack)], resources.OfType<TestStack>().Single().Outputs);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
        => TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var (resources, _) = await TestAsync(testMocks, testOptions, WithoutOutputs).ConfigureAwait(false);
        return resources;

        async Task<IDictionary<string, object?>> WithoutOutputs()
        {
            await createResources().ConfigureAwait(false);
            return new Dictionary<string, object?>();
        }
    }

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
        => TestAsync(testMocks, testOptions, Task () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    private static async Task<int> RefuseAsync()
    {
        await Console.Error.WriteLineAsync(
            "error: these are the offline stand-ins of the Pulumi packages, which cannot talk to the Pulumi engine; "
            + "restore from a package source that has the official Pulumi packages and run again.").ConfigureAwait(false);
        return 1;
    }
}
