using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityServer.Host.Commands;

/// <summary>
/// Results go to standard output, as lines for people or as one JSON document; refusals go to standard error,
/// with a code that never changes its meaning.
/// </summary>
internal sealed class CommandOutput(TextWriter output, TextWriter error, bool json)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Read by programs and terminals, never by a browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public ExitCode Done(object result, params IEnumerable<string> lines)
    {
        Write(result, lines);
        return ExitCode.Done;
    }

    public void Write(object result, params IEnumerable<string> lines)
    {
        foreach (var line in json ? [JsonSerializer.Serialize(result, Json)] : lines)
            output.WriteLine(line);
    }

    public ExitCode Refuse(string code, string sentence, ExitCode exit = ExitCode.Refused)
    {
        error.WriteLine(json
            ? JsonSerializer.Serialize(new { Error = new { Code = code, Message = sentence } }, Json)
            : $"{code}: {sentence}");
        return exit;
    }
}
