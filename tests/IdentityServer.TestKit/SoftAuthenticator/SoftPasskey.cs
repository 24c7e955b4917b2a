using System.Security.Cryptography;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>One credential in an authenticator made of code. It behaves well; tests bend what it drafts.</summary>
internal sealed class SoftPasskey(string relyingPartyId, byte[] userHandle, SoftKey key) : IDisposable
{
    public SoftPasskey(string relyingPartyId, byte[] userHandle, int algorithm = -7)
        : this(relyingPartyId, userHandle, SoftKey.Create(algorithm))
    {
    }

    public SoftKey Key => key;

    public string RelyingPartyId => relyingPartyId;

    public byte[] UserHandle => userHandle;

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    public Guid Aaguid { get; init; } = new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");

    /// <summary>A resident credential names its account; another is found by its id only.</summary>
    public bool Resident { get; init; } = true;

    public bool UserVerified { get; set; } = true;

    public bool BackupEligible { get; set; } = true;

    public bool BackedUp { get; set; } = true;

    /// <summary>Synced passkeys do not count; security keys do.</summary>
    public bool Counts { get; init; }

    public uint Counter { get; set; }

    public byte Flags => (byte)(SoftFlags.UserPresent
        | (UserVerified ? SoftFlags.UserVerified : 0)
        | (BackupEligible ? SoftFlags.BackupEligible : 0)
        | (BackedUp ? SoftFlags.BackedUp : 0));

    public RegistrationDraft Register(byte[] challenge, string origin) => new(key, new("webauthn.create", challenge, origin))
    {
        RelyingPartyId = relyingPartyId,
        Flags = (byte)(Flags | SoftFlags.AttestedCredential),
        Counter = NextCounter(),
        Aaguid = Aaguid,
        CredentialId = CredentialId,
        Cose = key.Cose,
        Discoverable = Resident,
    };

    public AssertionDraft Assert(byte[] challenge, string origin) => new(key, new("webauthn.get", challenge, origin))
    {
        RelyingPartyId = relyingPartyId,
        Flags = Flags,
        Counter = NextCounter(),
        CredentialId = CredentialId,
        UserHandle = Resident ? userHandle : null,
    };

    private uint NextCounter() => Counts ? ++Counter : Counter;

    public void Dispose() => key.Dispose();
}
