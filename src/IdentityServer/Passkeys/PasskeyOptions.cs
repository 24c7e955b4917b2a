using System.ComponentModel.DataAnnotations;
using IdentityServer.Passkeys.Trust;

namespace IdentityServer.Passkeys;

/// <summary>Section <c>IdentityServer:Passkeys</c>.</summary>
internal sealed class PasskeyOptions
{
    /// <summary>Whether a sign-in must show that the device verified the person, or only asks for it.</summary>
    public bool RequireUserVerification { get; set; }

    /// <summary>Other origins of yours whose pages may use these passkeys; published at /.well-known/webauthn.</summary>
    public List<string> RelatedOrigins { get; set; } = [];

    /// <summary>More passkeys than this no account gets.</summary>
    [Range(2, 200)]
    public int PerAccount { get; set; } = 50;

    /// <summary>Answers the name step for keys that cannot be found without a name; strangers are answered with decoys.</summary>
    public bool NameStep { get; set; } = true;

    /// <summary>Lets browsers that can show their passkey sheet at once, without our page in between (Chromium).</summary>
    public bool ImmediateSheet { get; set; }

    /// <summary>Greets whoever signed in on a browser last, and offers a passkey there after one from elsewhere was used.</summary>
    public bool RememberPerson { get; set; } = true;

    /// <summary>Makes a passkey without asking after a password sign-in, where the browser offers that.</summary>
    public bool ConditionalCreate { get; set; } = true;

    /// <summary>Set once to start with another relying party id than the one the passkeys were made for. See docs/passkeys.md.</summary>
    public string AbandonRelyingPartyId { get; set; } = "";

    /// <summary>What is critical an administrator confirms with a passkey that never leaves its device.</summary>
    public bool AdministratorsDeviceBound { get; set; } = true;

    public AttestationOptions Attestation { get; } = new();
}
