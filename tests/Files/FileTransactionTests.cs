using McpInfra.Files;

namespace McpInfra.Tests.Files;

public sealed class FileTransactionTests : IDisposable
{
    private static readonly string[] Names = ["a", "b", "sub/c"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcp-infra-");

    public FileTransactionTests() => Reset();

    public static TheoryData<int> Steps => [.. Enumerable.Range(0, StepsOfOneWrite())];

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Steps))]
    public void Write_KilledBeforeAnyStep_LeavesWhatTheNextRunEnds(int step)
    {
        var steps = 0;
        Assert.Throws<KilledException>(() => Transaction(_ =>
        {
            if (steps++ >= step)
                throw new KilledException();
        }).Write(New));

        var recovered = Transaction().Recover();

        AssertAllAre(recovered?.IsDone == true ? "new" : "old");
        Assert.Null(Transaction().Recover());
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Write_OneStepRefusedByTheDisk_ChangesNothingOrIsEndedByTheNextRun(int step)
    {
        var steps = 0;
        var refused = Assert.Throws<FileTransactionException>(() => Transaction(_ =>
        {
            if (steps++ == step)
                throw new IOException();
        }).Write(New));

        if (!refused.IsBegun)
            AssertAllAre("old");
        Assert.Equal(refused.IsBegun, Transaction().Recover() is { IsDone: true });
        AssertAllAre(refused.IsBegun ? "new" : "old");
        AssertNothingIsLeft();
    }

    /// <summary>A run that ends an earlier one can be interrupted as well.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void Recover_KilledItself_IsEndedByTheNext(int step)
    {
        foreach (var at in Steps)
        {
            Reset();
            Kill(at, transaction => transaction.Write(New));
            Kill(step, transaction => transaction.Recover());

            Transaction().Recover();

            var texts = Names.Select(name => File.ReadAllText(At(name))).Distinct();
            Assert.Single(texts);
            AssertNothingIsLeft();
        }
    }

    public static TheoryData<int, string> StepsAndNames()
    {
        var data = new TheoryData<int, string>();
        foreach (var name in Names)
        {
            foreach (var step in Enumerable.Range(0, StepsOfOneWrite()))
                data.Add(step, name);
        }

        return data;
    }

    /// <summary>Whenever the process ended, what a person has written into a file since is there afterwards, and nothing else is touched where it stops the rest.</summary>
    [Theory]
    [MemberData(nameof(StepsAndNames))]
    public void Recover_FileEditedAfterTheKill_KeepsTheEditAndOneStateOfTheRest(int step, string edited)
    {
        Kill(step, transaction => transaction.Write(New));
        File.WriteAllText(At(edited), "edited");
        var before = Texts();
        try
        {
            // Nothing was decided before the kill, or nothing was left to do.
            Assert.True(Transaction().Recover() is null or { IsDone: false });
            Assert.Single(Names.Where(name => name != edited).Select(name => File.ReadAllText(At(name))).Distinct());
            AssertNothingIsLeft();
        }
        catch (FilesChangedException changed)
        {
            Assert.True(changed.IsBegun);
            Assert.Equal([At(edited)], changed.Files.Where(file => !file.CanGoOn).Select(file => file.Path));
            Assert.Equal(before, Texts());
        }

        Assert.Equal("edited", File.ReadAllText(At(edited)));
    }

    /// <summary>As <c>git checkout</c> of all of them does.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void Recover_FilesAllPutBack_TakesTheRestBackOrGoesOn(int step)
    {
        Kill(step, transaction => transaction.Write(New));
        Reset();

        var recovered = Transaction().Recover();

        AssertAllAre(recovered?.IsDone == true ? "new" : "old");
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Recover_NewTextThatIsNotWhole_TakesNoPlace(int step)
    {
        Kill(step, transaction => transaction.Write(New));
        var torn = Directory.EnumerateFiles(_directory.FullName, "*.mcp-infra-new", SearchOption.AllDirectories).ToList();
        foreach (var path in torn)
            File.WriteAllText(path, "ne");
        try
        {
            Transaction().Recover();
            AssertNothingIsLeft();
        }
        catch (FilesChangedException changed)
        {
            Assert.True(changed.IsBegun);
        }

        Assert.All(Names, name => Assert.NotEqual("ne", File.ReadAllText(At(name))));
    }

    [Fact]
    public void Write_FileChangedSinceItWasRead_ChangesNothing()
    {
        var changed = Assert.Throws<FilesChangedException>(() => Transaction().Write([New[0], New[1] with { Was = "older" }, New[2]]));

        Assert.False(changed.IsBegun);
        AssertAllAre("old");
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\0\0short")]
    public void Recover_NoteThatIsDamaged_TouchesNothing(string text)
    {
        File.WriteAllText(At("note.writing"), text);

        Assert.Empty(Assert.Throws<FilesChangedException>(() => Transaction().Recover()).Files);
        AssertAllAre("old");
        File.Delete(At("note.writing"));
    }

    /// <summary>What is noted is found from the note.</summary>
    [Fact]
    public void Recover_InAFolderThatWasMoved_EndsTheFilesThatAreThere()
    {
        Kill(StepsOfOneWrite() - 2, transaction => transaction.Write(New));
        var moved = _directory.FullName + "-moved";
        Directory.Move(_directory.FullName, moved);
        try
        {
            Assert.True(new FileTransaction(Path.Combine(moved, "note")).Recover()!.IsDone);
            Assert.All(Names, name => Assert.Equal("new", File.ReadAllText(Path.Combine(moved, name))));
        }
        finally
        {
            Directory.Move(moved, _directory.FullName);
        }

        AssertNothingIsLeft();
    }

    [Fact]
    public void Write_InThePlaceOfADirectory_ChangesNothing()
    {
        Directory.CreateDirectory(At("d"));

        Assert.False(Assert.Throws<FileTransactionException>(() => Transaction().Write([.. New, new NewText(At("d"), "new")])).IsBegun);

        AssertAllAre("old");
        AssertNothingIsLeft();
    }

    [Fact]
    public void Write_Whole_GivesEveryFileItsTextAndLeavesNothing()
    {
        Transaction().Write([.. New, new NewText(At("d"), "new")]);

        AssertAllAre("new");
        Assert.Equal("new", File.ReadAllText(At("d")));
        Assert.Null(Transaction().Recover());
        File.Delete(At("d"));
        AssertNothingIsLeft();
    }

    private IReadOnlyList<NewText> New => [.. Names.Select(name => new NewText(At(name), "new"))];

    private static int StepsOfOneWrite()
    {
        using var tests = new FileTransactionTests();
        var steps = 0;
        tests.Transaction(_ => steps++).Write(tests.New);
        return steps;
    }

    private void Kill(int step, Action<FileTransaction> run)
    {
        var steps = 0;
        try
        {
            run(Transaction(_ =>
            {
                if (steps++ >= step)
                    throw new KilledException();
            }));
        }
        catch (KilledException)
        {
        }
    }

    private void Reset()
    {
        Directory.CreateDirectory(At("sub"));
        foreach (var name in Names)
            File.WriteAllText(At(name), "old");
    }

    private string Texts() => string.Join('|', Directory.EnumerateFiles(_directory.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => path + File.ReadAllText(path)));

    private void AssertAllAre(string text) => Assert.All(Names, name => Assert.Equal(text, File.ReadAllText(At(name))));

    private void AssertNothingIsLeft() =>
        Assert.Equal(Names.Select(At).Order(StringComparer.Ordinal), Directory.EnumerateFiles(_directory.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    private FileTransaction Transaction(Action<string>? before = null) => new(At("note"), before);

    private string At(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>As if the process had ended: nothing handles it.</summary>
    private sealed class KilledException : Exception;
}
