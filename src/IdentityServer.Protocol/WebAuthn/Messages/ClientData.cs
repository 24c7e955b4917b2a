using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §5.8.1: what the browser saw. Members we do not know are allowed, members said twice are not.</summary>
internal sealed record ClientData(string Type, byte[] Challenge, string Origin, bool? CrossOrigin, string? TopOrigin)
{
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ClientData? clientData) =>
        Untrusted.TryRead(json, Read, out clientData);

    private static ClientData Read(ReadOnlyMemory<byte> json)
    {
        var client = JsonMembers.Parse(json.Span);

        return new(
            client.Text("type"),
            client.Bytes("challenge"),
            client.Text("origin"),
            client.OptionalBoolean("crossOrigin"),
            client.OptionalText("topOrigin"));
    }
}
