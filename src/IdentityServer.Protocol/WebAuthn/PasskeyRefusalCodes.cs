using System.Collections.Frozen;
using System.Text.Json;

namespace IdentityServer.Protocol.WebAuthn;

/// <summary>The stable codes that audit, metrics and integrators read: <c>BadSignature</c> is <c>bad_signature</c>.</summary>
public static class PasskeyRefusalCodes
{
    private static readonly FrozenDictionary<PasskeyRefusal, string> Codes = Enum.GetValues<PasskeyRefusal>()
        .ToFrozenDictionary(refusal => refusal, refusal => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString()));

    extension(PasskeyRefusal refusal)
    {
        public string Code => Codes[refusal];
    }
}
