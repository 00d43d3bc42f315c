namespace McpInfra.Printing;

/// <summary>How a line that does not fit goes on below.</summary>
/// <param name="Below">The column where its last part begins anew; below itself unless given.</param>
/// <param name="Under">What every line below begins with, such as a guide.</param>
internal readonly record struct Layout(int? Below = null, Words? Under = null);
