using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Data.Protection;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// Old systems left hashes that fall to a night of guessing. Sealed, a stolen table gives a thief nothing to guess at;
/// and a hash that was copied into another row, or serves another use, does not open there.
/// </summary>
internal sealed class HashSeal(MasterKey master)
{
    private const string Password = "password";

    public byte[] Seal(Guid account, Pbkdf2Hash hash, string use = Password)
    {
        var parts = new PasswordParts(hash.Algorithm.Name!, hash.Iterations, hash.Salt, hash.Derived); // only named algorithms are read
        return master.Seal(JsonSerializer.SerializeToUtf8Bytes(parts, PasswordJson.Default.PasswordParts), Purpose(account, use));
    }

    /// <summary>Null where the row was changed by something else than this server.</summary>
    public Pbkdf2Hash? Open(Guid account, byte[] message, string use = Password) =>
        master.TryOpen(message, Purpose(account, use), out var content)
        && JsonSerializer.Deserialize(content, PasswordJson.Default.PasswordParts) is { } parts
            ? new(new HashAlgorithmName(parts.Algorithm), parts.Iterations, parts.Salt, parts.Derived)
            : null;

    private static string Purpose(Guid account, string use) => $"{use} of {account:N}";
}

internal sealed record PasswordParts(string Algorithm, int Iterations, byte[] Salt, byte[] Derived);

[JsonSerializable(typeof(PasswordParts))]
internal sealed partial class PasswordJson : JsonSerializerContext;
