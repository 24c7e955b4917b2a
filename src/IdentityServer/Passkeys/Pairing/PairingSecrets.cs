using System.Security.Cryptography;
using System.Text;
using IdentityServer.Accounts.Codes;
using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>Both forms of a code: what a camera reads, and eight characters (40 bits) to type together with a name.</summary>
internal sealed record PairingSecret(Handle Handle, string Code)
{
    public string Grouped => $"{Code[..4]}-{Code[4..]}";
}

/// <summary>Makes codes, keeps them unreadable, and tells whether a typed one is right.</summary>
internal sealed class PairingSecrets(MasterKey master)
{
    private const int CodeLength = 8;
    private const int LongestTyped = 32;

    private readonly Lazy<byte[]> key = new(() => master.Derive("pairing codes"), LazyThreadSafetyMode.PublicationOnly);

    public static PairingSecret New(DateTimeOffset now) => new(Handle.New(now), Crockford.New(CodeLength));

    public byte[] Mac(Guid account, string code) => HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes($"{account:N}{code}"));

    public bool Opens(PasskeyPairing pairing, string? typed) =>
        typed is { Length: <= LongestTyped }
        && Crockford.Read(typed) is { Length: CodeLength } code
        && CryptographicOperations.FixedTimeEquals(Mac(pairing.AccountId, code), pairing.CodeMac);

    public byte[] Seal(Guid account, PairingSecret secret)
    {
        var content = new byte[Handle.Length + CodeLength];
        secret.Handle.CopyTo(content);
        Encoding.ASCII.GetBytes(secret.Code, content.AsSpan(Handle.Length));
        return master.Seal(content, Purpose(account));
    }

    /// <summary>Null where the row was changed by something else than this server.</summary>
    public PairingSecret? Open(PasskeyPairing pairing) => master.TryOpen(pairing.Sealed, Purpose(pairing.AccountId), out var content)
        ? new(Handle.Read(content), Encoding.ASCII.GetString(content.AsSpan(Handle.Length)))
        : null;

    private static string Purpose(Guid account) => $"pairing of {account:N}";
}
