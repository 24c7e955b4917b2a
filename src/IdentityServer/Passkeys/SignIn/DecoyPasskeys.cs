using System.Security.Cryptography;
using System.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>
/// What a name without passkeys is answered with: credentials that look like anybody's and are always the same for the same
/// name, because a list that changes would be the answer. Their ids end in a MAC of the rest: we know our own inventions
/// when somebody answers with one, and nobody else does.
/// </summary>
internal sealed class DecoyPasskeys(MasterKey master)
{
    private const int MacLength = 8;

    // As many as people have: often one, seldom four.
    private static readonly int[] Counts = [1, 1, 1, 1, 2, 2, 3, 4];
    private static readonly int[] Lengths = [16, 20, 32, 32, 48, 64];
    private static readonly string[][] Transports = [["hybrid", "internal"], ["hybrid", "internal"], ["internal"], ["usb"], ["nfc", "usb"]];

    private readonly Lazy<byte[]> key = new(() => master.Derive("decoy passkeys"), LazyThreadSafetyMode.PublicationOnly);

    /// <param name="nobody">What the name stands for, see <see cref="Accounts.NamesNobodyHas"/>.</param>
    public IReadOnlyList<CredentialDescriptor> For(Guid nobody)
    {
        var count = Counts[Hash(nobody, 0)[0] % Counts.Length];
        return [.. Enumerable.Range(1, count).Select(number => Make(nobody, number))];
    }

    public bool IsOne(ReadOnlySpan<byte> id) =>
        id.Length > MacLength && CryptographicOperations.FixedTimeEquals(id[^MacLength..], MacOf(id[..^MacLength]));

    private CredentialDescriptor Make(Guid nobody, int number)
    {
        var shape = Hash(nobody, number);
        var body = Hash(nobody, -number)[..(Lengths[shape[0] % Lengths.Length] - MacLength)];
        return new([.. body, .. MacOf(body)], Transports[shape[1] % Transports.Length]);
    }

    private byte[] Hash(Guid nobody, int part) => HMACSHA512.HashData(key.Value, Encoding.UTF8.GetBytes($"{part}:{nobody:N}"));

    private byte[] MacOf(ReadOnlySpan<byte> body) => HMACSHA256.HashData(key.Value, body)[..MacLength];
}
