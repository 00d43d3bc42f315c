using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using McpInfra.Audit.Files;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Files;

/// <summary>What is no file that has an end, or one too large: pipes, sockets and devices are told of, and never waited for.</summary>
public sealed class SpecialFilesTests
{
    private const string Password = "password: hunter-2-hunter\n";

    /// <summary>None of them is opened: a pipe would be waited for without end.</summary>
    [Fact]
    public async Task Audit_PipeOrSocketComeUpon_IsToldAndNotRead()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var project = new TemporaryProject().WithFile("k8s/secret.yaml", Password);
        await MakePipeAsync(project.PathOf("k8s/pipe.yaml"));
        File.CreateSymbolicLink(project.PathOf("k8s/link.yaml"), "pipe.yaml");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(project.PathOf("k8s/socket.yaml")));

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/pipe.yaml is a pipe and was not read", run.Output, StringComparison.Ordinal);
        Assert.Contains("k8s/link.yaml is a pipe and was not read", run.Output, StringComparison.Ordinal);
        Assert.Contains("k8s/socket.yaml is a socket and was not read.", run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP002  password", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--values")]
    [InlineData("--manifests")]
    public async Task Audit_PipeNamedItself_IsRead(string option)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var project = new TemporaryProject();
        await MakePipeAsync(project.PathOf("pipe"));
        var written = Task.Run(() => File.WriteAllText(project.PathOf("pipe"), Password));

        var run = await project.RunAsync("audit", option, "pipe");
        await written;

        Assert.Contains("MCP002  password", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public async Task Audit_DeviceNamedItself_IsRefused(string device)
    {
        if (!File.Exists(device))
            return;
        using var project = new TemporaryProject();

        var run = await project.RunAsync("audit", "--values", device);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is a device and was not read, since it may have no end.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_FileBeyondTheLimit_IsToldWithTheLimit()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", Password);
        using (var large = File.OpenWrite(project.PathOf("k8s/large.yaml")))
            large.SetLength(32 * 1024 * 1024 + 1);

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/large.yaml is larger than 32 MB, the most that is read of one file, and was not read.", run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP002", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FileKind_OrdinaryFiles_AreFiles()
    {
        using var project = new TemporaryProject().WithFile("empty", "").WithFile("full", "x");
        File.CreateSymbolicLink(project.PathOf("link"), "empty");

        Assert.All((string[])["empty", "full", "link"], name => Assert.Equal(FileKind.File, FileKinds.Of(project.PathOf(name))));
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
    }
}
