using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// The operator's way to AWS, where it was told to take the one through this process: every connection is passed on as it
/// is, until a test cuts it. Shared by all tests, so a test that cuts it runs alone.
/// </summary>
internal sealed class OperatorEndpoint : IDisposable
{
    private static readonly Lazy<OperatorEndpoint?> Only = new(() => RealComponents.OperatorEndpoint is { } address ? new OperatorEndpoint(new Uri(address)) : null);

    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly Uri _aws = new(RealComponents.AwsEndpoint!);
    private readonly Uri _address;
    private TcpListener? _listener;

    private OperatorEndpoint(Uri address)
    {
        _address = address;
        Restore();
    }

    /// <summary>Null where the operator has a way of its own.</summary>
    public static OperatorEndpoint? Shared => Only.Value;

    /// <summary>From now on AWS is not there for the operator: connections are refused, and open ones end.</summary>
    public void Cut()
    {
        _listener?.Stop();
        _listener = null;
        foreach (var connection in _open.Keys)
            connection.Close();
    }

    public void Restore()
    {
        if (_listener is not null)
            return;
        _listener = new TcpListener(IPAddress.Parse(_address.Host), _address.Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = PassOnAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task PassOnAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _open[near] = 0;
        try
        {
            await far.ConnectAsync(_aws.Host, _aws.Port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other after this.
        }
        finally
        {
            _open.TryRemove(near, out _);
            near.Close();
        }
    }
}
