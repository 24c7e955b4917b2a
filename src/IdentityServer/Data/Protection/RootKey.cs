using System.Security.Cryptography;

namespace IdentityServer.Data.Protection;

/// <summary>The random key behind everything sealed and derived, wrapped by the operator's master key. There is one row.</summary>
internal sealed class RootKey
{
    public const int TheOne = 1;
    public const int Length = 32;

    public int Id { get; private init; } = TheOne;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The <see cref="IKeyWrap.Id"/> of the master key that opens it.</summary>
    public required string WrappedBy { get; init; }

    public required byte[] Wrapped { get; init; }

    public static RootKey New(IKeyWrap wrap, DateTimeOffset now) =>
        new() { CreatedAt = now, WrappedBy = wrap.Id, Wrapped = wrap.Wrap(RandomNumberGenerator.GetBytes(Length)) };
}
