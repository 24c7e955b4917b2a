using System.Buffers.Text;
using System.Text.Json;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>
/// A browser at one origin with an authenticator inside: options JSON in, response JSON out, as a page would see it.
/// A null answer is the person's, or the browser's, refusal.
/// </summary>
internal sealed class SoftBrowser(string origin) : IDisposable
{
    private readonly List<SoftPasskey> _passkeys = [];

    public IReadOnlyList<SoftPasskey> Passkeys => _passkeys;

    public string Origin => origin;

    /// <summary>How a new passkey is made; replace it to get another kind of authenticator.</summary>
    public Func<string, byte[], int, SoftPasskey> NewPasskey { get; init; } =
        (relyingPartyId, userHandle, algorithm) => new(relyingPartyId, userHandle, algorithm);

    /// <summary>Takes the first offered algorithm.</summary>
    public byte[]? Create(string publicKeyOptions, Func<RegistrationDraft, RegistrationDraft>? bend = null)
    {
        using var document = JsonDocument.Parse(publicKeyOptions);
        var options = document.RootElement;

        if (Offered(options, "excludeCredentials").Any(_passkeys.Contains))
            return null;

        var passkey = NewPasskey(
            options.GetProperty("rp").GetProperty("id").GetString()!,
            Bytes(options.GetProperty("user").GetProperty("id")),
            options.GetProperty("pubKeyCredParams")[0].GetProperty("alg").GetInt32());
        _passkeys.Add(passkey);

        var draft = passkey.Register(Bytes(options.GetProperty("challenge")), origin);
        return (bend is null ? draft : bend(draft)).ToJson();
    }

    /// <summary>Answers with the newest passkey that may answer.</summary>
    public byte[]? Get(string publicKeyOptions, Func<AssertionDraft, AssertionDraft>? bend = null)
    {
        using var document = JsonDocument.Parse(publicKeyOptions);
        var options = document.RootElement;
        var relyingPartyId = options.GetProperty("rpId").GetString();

        var allowed = HasAny(options, "allowCredentials")
            ? Offered(options, "allowCredentials")
            : _passkeys.Where(passkey => passkey.Resident);
        if (allowed.LastOrDefault(passkey => passkey.RelyingPartyId == relyingPartyId) is not { } passkey)
            return null;

        var draft = passkey.Assert(Bytes(options.GetProperty("challenge")), origin);
        return (bend is null ? draft : bend(draft)).ToJson();
    }

    public void Add(SoftPasskey passkey) => _passkeys.Add(passkey);

    public void Forget(SoftPasskey passkey) => _passkeys.Remove(passkey);

    private IEnumerable<SoftPasskey> Offered(JsonElement options, string list)
    {
        if (!HasAny(options, list))
            return [];

        var ids = options.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ToHashSet();
        return _passkeys.Where(passkey => ids.Contains(Base64Url.EncodeToString(passkey.CredentialId)));
    }

    private static bool HasAny(JsonElement options, string list) =>
        options.TryGetProperty(list, out var entries) && entries.GetArrayLength() > 0;

    private static byte[] Bytes(JsonElement text) => Base64Url.DecodeFromChars(text.GetString());

    public void Dispose() => _passkeys.ForEach(passkey => passkey.Dispose());
}
