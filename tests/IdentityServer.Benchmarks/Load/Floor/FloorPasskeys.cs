using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Cose;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>
/// One passkey sign-in: a challenge that is written and taken, a verified signature with the key at hand, the passkey, the
/// session and the audit row on disk.
/// </summary>
internal sealed class FloorPasskeys(FloorStore store)
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(400);

    private readonly ConcurrentDictionary<string, ECDsa> keys = [];

    public async Task AskAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var (handle, challenge) = (Handle.New(TimeProvider.System.GetUtcNow()), RandomNumberGenerator.GetBytes(32));
        await store.WriteAsync((FloorTables.AddCeremony, [handle, challenge]));
        await FloorServer.AnswerAsync(http,
            $$$"""{"ceremony":"{{{handle}}}","publicKey":{"challenge":"{{{Base64Url.EncodeToString(challenge)}}}","rpId":"localhost","allowCredentials":[],"userVerification":"preferred","timeout":600000}}""");
    }

    public async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var (ceremony, credential) = (body.RootElement.GetProperty("ceremony").GetString(), body.RootElement.GetProperty("credential"));
        if (!Handle.TryParse(ceremony, out var asked))
            throw new InvalidOperationException("There is no such ceremony.");

        var challenge = store.Find(FloorTables.Ceremony, row => row.GetFieldValue<byte[]>(0), asked)!;
        await store.WriteAsync((FloorTables.TakeCeremony, [asked]));
        Verify(credential, challenge);

        var now = TimeProvider.System.GetUtcNow();
        var session = Handle.New(now);
        await store.WriteAsync(
            (FloorTables.UsePasskey, [Base64Url.DecodeFromChars(credential.GetProperty("id").GetString())]),
            (FloorTables.AddSession, [session, Content]),
            (FloorTables.AddAudit, [Handle.New(now).ToKey(), Content]));
        http.Response.Headers.SetCookie = $"__Host-session={session}; path=/; secure; httponly; samesite=lax";
        await FloorServer.AnswerAsync(http, """{"next":"/account/passkeys"}""");
    }

    private void Verify(JsonElement credential, byte[] challenge)
    {
        var response = credential.GetProperty("response");
        var clientData = Base64Url.DecodeFromChars(response.GetProperty("clientDataJSON").GetString());
        using var client = JsonDocument.Parse(clientData);
        if (client.RootElement.GetProperty("challenge").GetString() != Base64Url.EncodeToString(challenge))
            throw new CryptographicException("The answer is to another question.");

        byte[] signed = [.. Base64Url.DecodeFromChars(response.GetProperty("authenticatorData").GetString()), .. SHA256.HashData(clientData)];
        var key = keys.GetOrAdd(credential.GetProperty("id").GetString()!, Import);
        if (!key.VerifyData(signed, Base64Url.DecodeFromChars(response.GetProperty("signature").GetString()),
            HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            throw new CryptographicException("The signature is wrong.");
    }

    private ECDsa Import(string credential)
    {
        var cose = store.Find(FloorTables.Passkey, row => row.GetFieldValue<byte[]>(0), Base64Url.DecodeFromChars(credential));
        var key = CoseKey.TryParse(cose!, out var parsed) ? (CoseKey.EllipticCurve)parsed : throw new InvalidOperationException("There is no such key.");
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = key.X, Y = key.Y } });
    }
}
