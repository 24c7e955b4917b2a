namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>A row of the algorithm table.</summary>
/// <param name="Fits">Whether type, curve and size of the key are what this algorithm demands.</param>
/// <param name="Import">Makes a fitting key usable, or throws what <see cref="Reading.Untrusted"/> expects: off the curve, not minimal, …</param>
internal sealed record CoseAlgorithm(int Id, string Name, Func<CoseKey, bool> Fits, Func<CoseKey, CosePublicKey> Import);
