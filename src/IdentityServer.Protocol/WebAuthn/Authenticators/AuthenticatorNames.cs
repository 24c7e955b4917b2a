using System.Collections.Frozen;
using System.Text.Json;

namespace IdentityServer.Protocol.WebAuthn.Authenticators;

/// <summary>
/// What people call the place where their passkey lives. A reviewed copy of the community's list of passkey providers,
/// with the more common security keys of the FIDO metadata under the names on their boxes. For display only: without
/// attestation anybody can claim any of these numbers.
/// </summary>
internal static class AuthenticatorNames
{
    private static readonly FrozenDictionary<Guid, string> Names = Read();

    public static IReadOnlyCollection<string> All => Names.Values;

    /// <summary>Null for models we do not know, and for the all-zero AAGUID of those that do not say.</summary>
    public static string? Find(Guid aaguid) => Names.GetValueOrDefault(aaguid);

    /// <summary>Null where <see cref="Find"/> has no name.</summary>
    public static ProviderMark? FindMark(Guid aaguid) => Find(aaguid) is { } name ? ProviderMark.Of(name) : null;

    private static FrozenDictionary<Guid, string> Read()
    {
        var self = typeof(AuthenticatorNames);
        using var stream = self.Assembly.GetManifestResourceStream($"{self.Namespace}.authenticators.json")
            ?? throw new InvalidOperationException("The list of authenticators is not embedded.");

        var names = JsonSerializer.Deserialize<Dictionary<Guid, string>>(stream);
        return names is { Count: > 0 }
            ? names.ToFrozenDictionary()
            : throw new InvalidOperationException("The list of authenticators is empty.");
    }
}
