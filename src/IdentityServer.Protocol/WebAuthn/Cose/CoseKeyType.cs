namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>The IANA "COSE Key Types" that a credential can have.</summary>
internal enum CoseKeyType
{
    Okp = 1,
    Ec2 = 2,
    Rsa = 3,
}
