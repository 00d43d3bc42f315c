using System.Net;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A chart repository on this machine, as <c>helm repo index</c> makes one: an index and archives, over plain HTTP on the loopback.</summary>
internal sealed class ChartRepository : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("chart-repository-");
    private readonly HttpListener _listener = new();

    private ChartRepository(string url)
    {
        Url = url;
        _listener.Prefixes.Add(url + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>With one chart.</summary>
    public static async Task<ChartRepository> OfAsync(HelmReleases helm, string chart)
    {
        var repository = new ChartRepository($"http://127.0.0.1:{FreePort()}");
        await helm.HelmAsync(["package", chart, "--destination", repository._files.FullName]);
        await helm.HelmAsync(["repo", "index", repository._files.FullName, "--url", repository.Url]);
        return repository;
    }

    public void Dispose()
    {
        _listener.Close();
        _files.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _listener.GetContextAsync();
                var file = new FileInfo(Path.Combine(_files.FullName, Path.GetFileName(asked.Request.Url!.LocalPath)));
                asked.Response.StatusCode = file.Exists ? 200 : 404;
                if (file.Exists)
                    await asked.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file.FullName));
                asked.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Nobody asks any more.
        }
    }
}
