using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Benchmarks;

/// <summary>One ES256 sign-in against the least that any verifier must do: two hashes and one verification with the key at hand.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The keys live as long as the process.")]
public class AssertionBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private readonly SoftPasskey _passkey = new("id.example", RandomNumberGenerator.GetBytes(64));
    private readonly byte[] _challenge = RandomNumberGenerator.GetBytes(32);
    private readonly CoseKeyCache _keys = new(CoseAlgorithms.Standard);
    private readonly ECDsa _key = ECDsa.Create();

    private AuthenticationCeremony _ceremony = null!;
    private CredentialRecord _record = null!;
    private byte[] _json = null!;
    private byte[] _clientData = null!;
    private byte[] _signed = null!;
    private byte[] _signature = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var draft = _passkey.Assert(_challenge, "https://id.example");
        _clientData = draft.WriteClientData();
        _signature = draft.WriteSignature();
        _json = (draft with { Signature = _signature }).ToJson();
        _signed = [.. draft.WriteAuthenticatorData(), .. SHA256.HashData(_clientData)];

        var cose = (CoseKey.EllipticCurve)(CoseKey.TryParse(_passkey.Key.Cose, out var key) ? key : throw new InvalidOperationException());
        _key.ImportParameters(new() { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = cose.X, Y = cose.Y } });

        _ceremony = new()
        {
            Challenge = _challenge,
            ExpiresAt = Now.AddMinutes(10),
            RelyingPartyId = "id.example",
            Origins = ["https://id.example"],
            UserVerification = UserVerification.Preferred,
        };
        _record = new()
        {
            Id = _passkey.CredentialId,
            PublicKey = _passkey.Key.Cose,
            UserHandle = _passkey.UserHandle,
            Counter = 0,
            BackupEligible = true,
            BackedUp = true,
        };
    }

    [Benchmark(Baseline = true)]
    public bool KeptKeyAndHashes()
    {
        SHA256.HashData(_clientData, _signed.AsSpan(37));
        return _key.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    [Benchmark]
    public bool Verify() => Verify(_keys);

    [Benchmark]
    public bool ImportAndVerify()
    {
        using var keys = new CoseKeyCache(CoseAlgorithms.Standard);
        return Verify(keys);
    }

    [Benchmark]
    public byte[] SoftAuthenticator() => _passkey.Assert(_challenge, "https://id.example").ToJson();

    private bool Verify(CoseKeyCache keys) =>
        AuthenticationResponse.TryParse(_json, out var response)
        && Assertion.Verify(_ceremony, response, _record, keys, Now) is AssertionOutcome.Accepted;
}
