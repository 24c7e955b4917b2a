namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>OpenID Connect Core §8.</summary>
internal enum SubjectType
{
    Public,

    /// <summary>Apps of different sectors know the same person by different names.</summary>
    Pairwise,
}
