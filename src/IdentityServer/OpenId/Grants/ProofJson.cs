using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.OpenId.Grants;

/// <summary>How the proof behind a grant is kept in its row. By hand, because it is read whenever a token is used.</summary>
internal static class ProofJson
{
    public static byte[] Write(Authentication proof) => JsonBytes.Write(proof, static (json, proof) =>
    {
        json.WriteStartObject();
        json.WriteString("at", proof.At);
        if (proof.Acr is not null)
            json.WriteString("acr", proof.Acr);
        json.WriteList("amr", proof.Amr);
        if (proof.ToldAs is not null)
            json.WriteString("toldAs", proof.ToldAs);
        json.WriteEndObject();
    });

    public static Authentication Read(byte[] content)
    {
        var json = new Utf8JsonReader(content);
        DateTimeOffset? at = null;
        (string? acr, string? toldAs, IReadOnlyList<string> amr) = (null, null, []);
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("at"u8))
                at = json.Read() ? json.GetDateTimeOffset() : null;
            else if (json.ValueTextEquals("acr"u8))
                acr = json.Read() ? json.GetString() : null;
            else if (json.ValueTextEquals("amr"u8))
                amr = json.ReadList();
            else if (json.ValueTextEquals("toldAs"u8))
                toldAs = json.Read() ? json.GetString() : null;
            else
                json.Skip();
        }

        return new(at ?? throw new JsonException("A grant without a proof."), acr, amr) { ToldAs = toldAs };
    }
}
