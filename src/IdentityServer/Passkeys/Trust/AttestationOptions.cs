using System.ComponentModel.DataAnnotations;
using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Section <c>IdentityServer:Passkeys:Attestation</c>: what is demanded of the authenticators of some people.</summary>
internal sealed class AttestationOptions
{
    /// <summary>The members of these groups may only add authenticators that satisfy the demands. Everybody else may bring any.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>AAGUIDs; empty: any model that is attested.</summary>
    public List<string> Models { get; set; } = [];

    public CertificationLevel MinimumCertification { get; set; } = CertificationLevel.None;

    /// <summary>Statuses of the metadata service that are known and accepted, by their names there.</summary>
    public List<string> AcceptedWarnings { get; set; } = [];

    /// <summary>A file, or an https address, with the FIDO metadata.</summary>
    public string Metadata { get; set; } = "";

    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan ReviewEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Certificates trusted for one model, beside or instead of the metadata.</summary>
    public List<PinnedAnchorOptions> PinnedAnchors { get; set; } = [];

    /// <summary>Whether a passkey that no longer satisfies the demands stops working, instead of being marked.</summary>
    public bool SuspendUnacceptable { get; set; }
}

internal sealed class PinnedAnchorOptions
{
    public string Model { get; set; } = "";

    /// <summary>PEM or DER.</summary>
    public string Certificate { get; set; } = "";
}
