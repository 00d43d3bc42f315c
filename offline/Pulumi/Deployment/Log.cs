namespace Pulumi;

/// <summary>Messages of the program to whoever runs it. Under mocks only errors count: each makes the run fail.</summary>
public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => RequireDeployment();

    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => RequireDeployment();

    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => RequireDeployment();

    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => RequireDeployment().AddError(message);

    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Error(exception.ToString(), resource, streamId, ephemeral);

    private static Deployment RequireDeployment() => Deployment.Instance.Deployment;
}
