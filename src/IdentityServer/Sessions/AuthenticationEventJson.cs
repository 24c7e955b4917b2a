using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityServer.Sessions;

/// <summary>The proofs as a session keeps them. They are read with every request of somebody who is signed in, so by hand.</summary>
[JsonSerializable(typeof(List<AuthenticationEvent>))]
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class AuthenticationEventJson : JsonSerializerContext
{
    public static string Write(List<AuthenticationEvent> events) => JsonSerializer.Serialize(events, Default.ListAuthenticationEvent);

    public static List<AuthenticationEvent> Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();

        List<AuthenticationEvent> events = [];
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
            events.Add(ReadOne(ref reader));
        return events;
    }

    private static AuthenticationEvent ReadOne(ref Utf8JsonReader reader)
    {
        var (at, method) = (default(DateTimeOffset), default(AuthenticationMethod));
        var (acr, actionClass, passkey) = ((string?)null, (string?)null, (Guid?)null);
        var (verified, full, young) = (false, false, false); // what is not true is not written
        IReadOnlyList<string> amr = [];

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "at"u8))
                at = reader.GetDateTimeOffset();
            else if (Is(ref reader, "method"u8))
                method = Enum.Parse<AuthenticationMethod>(reader.GetString()!); // we wrote it
            else if (Is(ref reader, "acr"u8))
                acr = reader.GetString();
            else if (Is(ref reader, "amr"u8))
                amr = ReadTexts(ref reader);
            else if (Is(ref reader, "passkeyId"u8))
                passkey = reader.GetGuid();
            else if (Is(ref reader, "userVerified"u8))
                verified = reader.GetBoolean();
            else if (Is(ref reader, "fullAssurance"u8))
                full = reader.GetBoolean();
            else if (Is(ref reader, "isYoung"u8))
                young = reader.GetBoolean();
            else if (Is(ref reader, "actionClass"u8))
                actionClass = reader.GetString();
            else
                reader.Skip();
        }

        return new(at, method, acr)
        {
            Amr = amr,
            PasskeyId = passkey,
            UserVerified = verified,
            FullAssurance = full,
            IsYoung = young,
            ActionClass = actionClass,
        };
    }

    /// <summary>Then its value comes next.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        List<string> texts = [];
        while (reader.Read() && reader.TokenType is JsonTokenType.String)
            texts.Add(reader.GetString()!); // it is a string
        return texts;
    }
}
