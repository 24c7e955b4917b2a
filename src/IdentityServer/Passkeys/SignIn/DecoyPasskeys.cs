using System.Security.Cryptography;
using System.Text;
using IdentityServer.Accounts;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>
/// What a name without passkeys is answered with: credentials that look like anybody's and are always the same for the same
/// name, because a list that changes would be the answer. Their ids end in a MAC of the rest: we know our own inventions
/// when somebody answers with one, and nobody else does.
/// </summary>
internal sealed class DecoyPasskeys(MasterKey master, PasskeySeal seal)
{
    private const int MacLength = 8;

    // As many as people have: often one, seldom four.
    private static readonly int[] Counts = [1, 1, 1, 1, 2, 2, 3, 4];
    private static readonly int[] Lengths = [16, 20, 32, 32, 48, 64];
    private static readonly string[][] Transports = [["hybrid", "internal"], ["hybrid", "internal"], ["internal"], ["usb"], ["nfc", "usb"]];

    private readonly Lazy<byte[]> key = new(() => master.Derive("decoy passkeys"), LazyThreadSafetyMode.PublicationOnly);
    private readonly byte[] publicKey = NewPublicKey();

    /// <param name="nobody">What the name stands for, see <see cref="Accounts.NamesNobodyHas"/>.</param>
    public IReadOnlyList<CredentialDescriptor> For(Guid nobody)
    {
        var count = Counts[Hash(nobody, 0)[0] % Counts.Length];
        return [.. Enumerable.Range(1, count).Select(number => Make(nobody, number))];
    }

    public bool IsOne(ReadOnlySpan<byte> id) =>
        id.Length > MacLength && CryptographicOperations.FixedTimeEquals(id[^MacLength..], MacOf(id[..^MacLength]));

    /// <summary>
    /// The passkey that an invented id would be of: an answer with one goes the way of all others, with the same work, to a
    /// signature that is never right. Null for ids that we have not invented.
    /// </summary>
    /// <param name="id">As it was presented.</param>
    /// <param name="named">Whom the question named; an id from another list belongs to somebody else.</param>
    public OwnedPasskey? Find(byte[] id, Guid? named)
    {
        if (!IsOne(id))
            return null;

        var listed = named is { } nobody ? For(nobody).FirstOrDefault(it => it.Id.AsSpan().SequenceEqual(id)) : null;
        var synced = listed?.Transports.Contains("hybrid") is true;
        var decoy = new Passkey
        {
            Id = Guid.Empty,
            AccountId = listed is null ? new(HMACSHA256.HashData(key.Value, id)[..16]) : named!.Value, // listed for whom it named
            CredentialId = id,
            PublicKey = publicKey,
            RelyingPartyId = "",
            Aaguid = Guid.Empty,
            Transports = "",
            BackupEligible = synced,
            BackedUp = synced,
            UserVerified = true,
            AttestationFormat = "none",
            BornIn = PasskeyOrigin.Settings,
            Name = "",
            NormalizedName = "",
            Counter = 0,
            CreatedAt = default,
            Mac = [],
        };
        return new(decoy with { Mac = seal.Compute(decoy) }, OwnerOf(decoy));
    }

    /// <summary>Whose it would be. Nobody knows these bytes either.</summary>
    private static AccountFacts OwnerOf(Passkey decoy) =>
        new(decoy.AccountId, RandomNumberGenerator.GetBytes(64), "", DisplayName: null, Email: null, EmailConfirmed: false, AccountState.Active, "{}");

    private CredentialDescriptor Make(Guid nobody, int number)
    {
        var shape = Hash(nobody, number);
        var body = Hash(nobody, -number)[..(Lengths[shape[0] % Lengths.Length] - MacLength)];
        return new([.. body, .. MacOf(body)], Transports[shape[1] % Transports.Length]);
    }

    private byte[] Hash(Guid nobody, int part) => HMACSHA512.HashData(key.Value, Encoding.UTF8.GetBytes($"{part}:{nobody:N}"));

    private byte[] MacOf(ReadOnlySpan<byte> body) => HMACSHA256.HashData(key.Value, body)[..MacLength];

    // Of a pair whose other half nobody keeps. RFC 9053 §2.1 and §7.1: EC2, ES256, P-256.
    private static byte[] NewPublicKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!]; // it was just made
    }
}
