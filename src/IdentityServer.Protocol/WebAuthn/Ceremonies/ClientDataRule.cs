using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What the browser says it did, against what it was asked to do (WebAuthn L3 §7.1 steps 7–11, §7.2 steps 10–14).</summary>
internal static class ClientDataRule
{
    public const string Create = "webauthn.create";
    public const string Get = "webauthn.get";

    public static PasskeyRefusal? Check(ClientData client, string type, Ceremony ceremony)
    {
        // §7.1 step 7, §7.2 step 10
        if (client.Type != type)
            return PasskeyRefusal.TypeMismatch;

        // §7.1 step 8, §7.2 step 11
        if (!CryptographicOperations.FixedTimeEquals(client.Challenge, ceremony.Challenge))
            return PasskeyRefusal.ChallengeBinding;

        // §7.1 step 9, §7.2 step 12
        if (!ceremony.Origins.Contains(client.Origin, StringComparer.Ordinal))
            return PasskeyRefusal.OriginMismatch;

        // §7.1 step 10, §7.2 step 13
        if (client.CrossOrigin is true && ceremony.EmbeddingOrigins is [])
            return PasskeyRefusal.CrossOrigin;

        // §7.1 step 11, §7.2 step 14. A page on top of ours means that ours was framed: one without the other is a lie.
        if (client.TopOrigin is { } top && !(client.CrossOrigin is true && ceremony.EmbeddingOrigins.Contains(top, StringComparer.Ordinal)))
            return PasskeyRefusal.TopOrigin;

        return null;
    }
}
