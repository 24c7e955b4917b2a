using System.Security.Cryptography;
using System.Text;
using IdentityServer.Accounts;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>
/// What a name without passkeys is answered with: one or two credentials that look like anybody's and are always the same
/// for the same name, because a list that changes would be the answer.
/// </summary>
internal sealed class DecoyPasskeys(MasterKey master)
{
    private static readonly int[] Lengths = [16, 20, 32, 32, 48, 64];
    private static readonly string[][] Transports = [["hybrid", "internal"], ["hybrid", "internal"], ["internal"], ["usb"], ["nfc", "usb"]];

    private readonly Lazy<byte[]> key = new(() => master.Derive("decoy passkeys"), LazyThreadSafetyMode.PublicationOnly);

    public IReadOnlyList<CredentialDescriptor> For(string name)
    {
        var shape = Hash(name, 0);
        var count = 1 + (shape[0] & 1);
        return [.. Enumerable.Range(1, count).Select(number => Make(name, number))];
    }

    private CredentialDescriptor Make(string name, int number)
    {
        var shape = Hash(name, number);
        var length = Lengths[shape[0] % Lengths.Length];
        return new(Hash(name, -number)[..length], Transports[shape[1] % Transports.Length]);
    }

    private byte[] Hash(string name, int part) =>
        HMACSHA512.HashData(key.Value, Encoding.UTF8.GetBytes($"{part}:{AccountName.Normalize(name)}"));
}
