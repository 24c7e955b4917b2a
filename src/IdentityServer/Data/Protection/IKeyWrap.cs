using System.Security.Cryptography;

namespace IdentityServer.Data.Protection;

/// <summary>A master key in one of its forms. It wraps the root key and nothing else.</summary>
internal interface IKeyWrap
{
    /// <summary>Tells keys apart without telling anything about them.</summary>
    string Id { get; }

    byte[] Wrap(byte[] root);

    /// <exception cref="CryptographicException">Not wrapped by this key, or changed since.</exception>
    byte[] Unwrap(byte[] wrapped);
}
