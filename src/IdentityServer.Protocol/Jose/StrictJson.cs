using System.Text.Json;
using System.Text.Unicode;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// One JSON object and nothing else: no duplicate members at any depth (RFC 8725 §2.4 via RFC 7515 §4), no comments, no
/// trailing data, valid UTF-8, every string readable. What this returns never throws when its strings are read.
/// </summary>
internal static class StrictJson
{
    private const int MaximumDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    public static bool TryReadObject(ReadOnlySpan<byte> utf8, out JsonElement value)
    {
        value = default;
        if (!Utf8.IsValid(utf8))
            return false;

        try
        {
            RequireReadableStrings(utf8);
            value = JsonElement.Parse(utf8, Options);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.Object;
    }

    // An escape such as \ud800 without its partner is found by the parser only when the string is read.
    private static void RequireReadableStrings(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.Contains((byte)'\\'))
            return;

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                reader.GetString();
    }
}
