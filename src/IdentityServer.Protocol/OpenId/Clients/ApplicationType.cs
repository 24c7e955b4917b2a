namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>OpenID Connect Dynamic Client Registration §2.</summary>
internal enum ApplicationType
{
    Web,

    /// <summary>Runs on a person's device: may use loopback ports and its own scheme (RFC 8252 §7).</summary>
    Native,
}
