using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Benchmarks;

/// <summary>One access token: sign it, and verify it with the key kept or imported anew.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The keys live as long as the process.")]
public class JoseBenchmarks
{
    private static readonly JwsExpectation Expected = new() { Algorithms = SignatureAlgorithm.All, Types = ["at+jwt"] };

    private readonly byte[] payload =
        """{"iss":"https://id.example","sub":"0196f3a2-7d1c-7000-8000-000000000001","aud":"https://api.example","client_id":"shop","scope":"openid orders","iat":1760000000,"exp":1760000300,"jti":"uXq1kP0Zb3T8mJ5nW2rYcA"}"""u8.ToArray();

    private SigningKey signingKey = null!;
    private VerificationKey verificationKey = null!;
    private byte[] token = null!;

    [Params("ES256", "RS256", "PS256")]
    public string Algorithm { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        signingKey = SigningKey.Create(SignatureAlgorithm.Find(Algorithm)!);
        verificationKey = Import();
        token = Sign();
    }

    [Benchmark]
    public byte[] Sign() => signingKey.For("at+jwt").Sign(payload);

    [Benchmark]
    public bool Verify() => Verify(verificationKey);

    [Benchmark]
    public bool ImportAndVerify()
    {
        using var imported = Import();
        return Verify(imported);
    }

    private bool Verify(VerificationKey key) => CompactJws.TryParse(token, out var jws) && jws.FirstViolation(Expected, key) is null;

    private VerificationKey Import() =>
        VerificationKey.TryImport(signingKey.PublicKey, out var key) ? key : throw new InvalidOperationException("The key cannot be imported.");
}
