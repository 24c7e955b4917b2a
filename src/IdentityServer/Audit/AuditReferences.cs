using System.Buffers.Text;
using IdentityServer.Data.Protection;

namespace IdentityServer.Audit;

/// <summary>
/// What the audit calls people, sessions and passkeys: keyed hashes, so that a stolen or exported trail names nobody.
/// A person's reference leads back to them only through <see cref="AuditSubject"/>, which erasure deletes.
/// </summary>
internal sealed class AuditReferences(MasterKey master)
{
    public const int Length = 16;
    private const int CredentialCharacters = 8;

    private readonly KeyedHash hash = master.Hash("audit references");

    public byte[] Subject(Guid account) => Hash("subject"u8, account.ToByteArray(bigEndian: true))[..Length];

    public byte[] Session(Guid session) => Hash("session"u8, session.ToByteArray(bigEndian: true))[..Length];

    /// <summary>Enough to see that two events were about the same passkey, too little to recognise one.</summary>
    public string Credential(ReadOnlySpan<byte> credentialId) =>
        Convert.ToHexStringLower(Hash("credential"u8, credentialId))[..CredentialCharacters];

    public static string Text(byte[] reference) => Base64Url.EncodeToString(reference);

    private byte[] Hash(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. kind, 0, .. content];
        return hash.Of(named);
    }
}
