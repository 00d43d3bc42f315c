using System.Formats.Tar;

namespace McpInfra.Audit.Files;

/// <summary>What a path is to whoever reads it.</summary>
internal enum FileKind
{
    File,

    /// <summary>A FIFO, or what a shell puts in the place of one: reading waits for whoever writes.</summary>
    Pipe,

    /// <summary>A socket, which cannot be read, or something as unusual.</summary>
    Socket,

    /// <summary>A device, which may have no end.</summary>
    Device,
}

/// <summary>
/// Distinguishes files, pipes, sockets and devices without opening them: to open a pipe is to wait for it, and some devices
/// act on it. .NET says what a path is nowhere but in an entry of an archive, so that one is made of what is empty.
/// </summary>
internal static class FileKinds
{
    public static FileKind Of(string path)
    {
        var link = new FileInfo(path);
        var real = link.LinkTarget is null ? link : (FileInfo?)AuditedDirectory.Target(link) ?? link;

        // A link to what has no name, as /dev/fd/63 is to the pipe of <(helm get values mcp).
        if (!real.Exists)
            return FileKind.Pipe;
        if (real.Length > 0)
            return FileKind.File;
        try
        {
            return EntryOf(real.FullName) switch
            {
                TarEntryType.Fifo => FileKind.Pipe,
                TarEntryType.CharacterDevice or TarEntryType.BlockDevice => FileKind.Device,
                _ => FileKind.File,
            };
        }
        catch (IOException notArchived) when (notArchived is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return FileKind.Socket;
        }
    }

    private static TarEntryType EntryOf(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            writer.WriteEntry(path, "entry");
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType;
    }
}
