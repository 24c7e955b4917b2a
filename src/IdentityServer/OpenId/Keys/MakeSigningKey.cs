using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>Where keys come from: an RSA key takes a quarter of a second to find, which tests do not have.</summary>
internal delegate SigningKey MakeSigningKey(SignatureAlgorithm algorithm, int rsaBits);
