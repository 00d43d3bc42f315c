using System.Text.Encodings.Web;
using System.Text.Json;
using McpInfra.Migration;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a program.</summary>
internal static class JsonPlan
{
    public static void Write(TextWriter output, MigrationPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, plan);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, MigrationPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("stack", plan.Stack.Stack);
        json.WriteString("position", plan.Position switch
        {
            MigrationPosition.NotBegun => "not-begun",
            MigrationPosition.References => "references",
            MigrationPosition.InlineRemoved => "inline-removed",
            _ => "done",
        });
        WriteList(json, "files", plan.Files);
        json.WriteStartArray("secrets");
        foreach (var secret in plan.Found)
        {
            json.WriteStartObject();
            json.WriteString("file", secret.File.Name);
            json.WriteNumber("line", secret.Line);
            json.WriteString("path", secret.Path);
            json.WriteNumber("length", secret.Length);
            json.WriteString("goesTo", PlanWords.Fate(plan, secret));
            json.WriteBoolean("byHand", secret.Target is Target.ByHand);
            json.WriteBoolean("shippedDefault", secret.IsShipped);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("carried");
        foreach (var carried in plan.Carried)
        {
            json.WriteStartObject();
            json.WriteString("name", carried.Id);
            json.WriteString("from", carried.Place);
            json.WriteString("to", PlanWords.Destination(plan, carried.Id));
            json.WriteBoolean("inFiles", carried.Value is not null);
            json.WriteBoolean("shippedDefault", carried.IsShipped);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteList(json, "notes", plan.Notes);
        json.WriteStartArray("stages");
        foreach (var stage in plan.Stages)
        {
            json.WriteStartObject();
            json.WriteNumber("number", stage.Number);
            json.WriteString("title", stage.Title);
            WriteList(json, "run", stage.Run);
            WriteList(json, "check", stage.Check);
            WriteList(json, "rollBack", stage.RollBack);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteList(json, "afterwards", MigrationStages.Afterwards(plan));
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
