using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Data.Protection;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// Old systems left hashes that fall to a night of guessing. Sealed, a stolen table gives a thief nothing to guess at;
/// and a hash that was copied into another row does not open there.
/// </summary>
internal sealed class PasswordSeal(MasterKey master)
{
    public byte[] Seal(Guid account, Pbkdf2Hash hash)
    {
        var parts = new PasswordParts(hash.Algorithm.Name!, hash.Iterations, hash.Salt, hash.Derived); // only named algorithms are read
        return master.Seal(JsonSerializer.SerializeToUtf8Bytes(parts, PasswordJson.Default.PasswordParts), Purpose(account));
    }

    /// <summary>Null where the row was changed by something else than this server.</summary>
    public Pbkdf2Hash? Open(Guid account, byte[] message) =>
        master.TryOpen(message, Purpose(account), out var content)
        && JsonSerializer.Deserialize(content, PasswordJson.Default.PasswordParts) is { } parts
            ? new(new HashAlgorithmName(parts.Algorithm), parts.Iterations, parts.Salt, parts.Derived)
            : null;

    private static string Purpose(Guid account) => $"password of {account:N}";
}

internal sealed record PasswordParts(string Algorithm, int Iterations, byte[] Salt, byte[] Derived);

[JsonSerializable(typeof(PasswordParts))]
internal sealed partial class PasswordJson : JsonSerializerContext;
