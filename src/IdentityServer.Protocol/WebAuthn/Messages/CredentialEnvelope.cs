using System.Text.Json;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>
/// What both L3 response JSON shapes (§5.1.8) have in common. Members that a browser adds for convenience, such as
/// <c>publicKey</c>, are not read: only signed bytes count.
/// </summary>
internal static class CredentialEnvelope
{
    /// <summary>The largest honest response, a compound attestation with certificate chains, stays well below.</summary>
    private const int MaximumLength = 64 * 1024;

    private const string PublicKeyType = "public-key";

    public static JsonElement Parse(ReadOnlyMemory<byte> json) =>
        json.Length <= MaximumLength ? JsonMembers.Parse(json.Span) : throw new FormatException("too long");

    /// <summary>The credential id, which <c>id</c> and <c>rawId</c> must agree on.</summary>
    public static byte[] ReadId(JsonElement credential)
    {
        if (credential.Text("type") != PublicKeyType)
            throw new FormatException("not a public key credential");

        var id = credential.Bytes("rawId");
        return credential.Bytes("id").AsSpan().SequenceEqual(id) ? id : throw new FormatException("id and rawId differ");
    }

    public static AuthenticatorAttachment? ReadAttachment(JsonElement credential) =>
        credential.OptionalText("authenticatorAttachment") switch
        {
            "platform" => AuthenticatorAttachment.Platform,
            "cross-platform" => AuthenticatorAttachment.CrossPlatform,
            _ => null,
        };

    /// <summary>WebAuthn L3 §10.1.3, client extension <c>credProps</c>: null when the browser does not say.</summary>
    public static bool? ReadDiscoverable(JsonElement credential) =>
        credential.Optional("clientExtensionResults")?.Optional("credProps")?.OptionalBoolean("rk");
}
