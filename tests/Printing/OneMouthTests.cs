using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Tests.Printing;

/// <summary>Reads the compiled program: nothing but the room prints, writes a file or makes the text of a refusal.</summary>
public sealed class OneMouthTests
{
    private const string Room = "McpInfra.Printing";

    /// <summary>Who else may, and why.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["McpInfra.Files.StagedFile"] = "the one writer of files that others read: rendered directories, values and stack files, charts",
        ["McpInfra.Chart.Check.Renders"] = "values for helm, in a private directory that is gone afterwards",
        ["McpInfra.Audit.Files.FileReader"] = "opens files to read them, and looks first what they are",
        ["McpInfra.Cli.CliProcess"] = "names the process's own writers for the room",
        ["McpInfra.Cli.Migrate.PipeCheck"] = "asks whether the output is a pipe, and reads what is piped in",
        ["McpInfra.Cli.Examples"] = "writes into the room's own writer, which the library holds",
    };

    [Fact]
    public void Program_EveryCallThatWrites_IsInTheRoom()
    {
        var offences = Calls().Where(call => Writes(call.Callee) && !IsAllowed(call.Caller)).Select(call => $"{call.Caller}: {call.Callee}").Distinct().ToList();

        Assert.Empty(offences);
    }

    [Fact]
    public void Program_TheRoom_DoesWrite() => Assert.Contains(Calls(), call => Writes(call.Callee) && call.Caller.StartsWith(Room, StringComparison.Ordinal));

    [Fact]
    public void Program_Reasons_AreNeeded()
    {
        var writers = Calls().Where(call => Writes(call.Callee)).Select(call => Outer(call.Caller)).ToHashSet();

        Assert.Empty(Reasons.Keys.Except(writers));
    }

    /// <summary>Pulumi prints the message of a refusal by itself.</summary>
    [Fact]
    public void Refusals_EveryConstructor_TakesNoTextButWords()
    {
        var types = typeof(RefusedException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RefusedException)) && !type.IsAbstract).ToList();

        Assert.NotEmpty(types);
        Assert.All(types.SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)), constructor =>
            Assert.DoesNotContain(constructor.GetParameters(), parameter => parameter.ParameterType == typeof(string) && parameter.Name is "message" or "words"));
        Assert.Equal([typeof(Words), typeof(HeldSecrets)], typeof(RefusedException).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single().GetParameters().Select(parameter => parameter.ParameterType));
    }

    private static bool IsAllowed(string caller) => caller.StartsWith(Room, StringComparison.Ordinal) || Reasons.ContainsKey(Outer(caller));

    private static string Outer(string caller) => caller.Split('+')[0];

    private static bool Writes(string callee) =>
        callee.StartsWith("System.Console::", StringComparison.Ordinal)
        || callee.StartsWith("System.IO.TextWriter::Write", StringComparison.Ordinal)
        || callee.StartsWith("System.IO.StreamWriter::", StringComparison.Ordinal)
        || callee.StartsWith("System.IO.FileStream::.ctor", StringComparison.Ordinal)
        || callee.StartsWith("Spectre.Console.AnsiConsole", StringComparison.Ordinal)
        || callee.StartsWith("System.Diagnostics.Debug::Write", StringComparison.Ordinal)
        || callee.StartsWith("System.Diagnostics.Trace::Write", StringComparison.Ordinal)
        || (callee.StartsWith("System.IO.File::", StringComparison.Ordinal)
            && new[] { "Write", "Append", "Create", "OpenWrite", "Copy" }.Any(verb => callee["System.IO.File::".Length..].StartsWith(verb, StringComparison.Ordinal)));

    private static List<(string Caller, string Callee)> Calls()
    {
        using var file = new PEReader(File.OpenRead(typeof(RefusedException).Assembly.Location));
        var reader = file.GetMetadataReader();
        var calls = new List<(string, string)>();
        foreach (var method in reader.MethodDefinitions.Select(reader.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var caller = Name(reader, method.GetDeclaringType());
            calls.AddRange(Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!).Select(token => (caller, Callee(reader, MetadataTokens.EntityHandle(token)))));
        }

        return calls;
    }

    /// <summary>The methods that a body calls, makes with or points to.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var offset = 0; offset < il.Length;)
        {
            var code = OpCodesByValue[il[offset] == 0xfe ? 0xfe00 | il[offset + 1] : il[offset]];
            offset += code.Size;
            if (code.OperandType == OperandType.InlineMethod)
                yield return BitConverter.ToInt32(il, offset);
            offset += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, offset)),
                _ => 4,
            };
        }
    }

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    private static string Callee(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return "";
        var member = reader.GetMemberReference((MemberReferenceHandle)handle);
        return member.Parent.Kind == HandleKind.TypeReference
            ? $"{Name(reader, reader.GetTypeReference((TypeReferenceHandle)member.Parent))}::{reader.GetString(member.Name)}"
            : "";
    }

    private static string Name(MetadataReader reader, TypeReference type) => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";

    private static string Name(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{Name(reader, outer)}+{name}"
            : type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }
}
