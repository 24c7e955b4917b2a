namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>Why a client is not believed. For the log and the audit; the sender hears one sentence for all of them.</summary>
internal enum ClientRefusal
{
    UnknownClient,
    WrongMethod,
    WrongSecret,
    AssertionIssuer,
    AssertionAudience,
    AssertionExpired,
    AssertionLifetime,
    AssertionNotYetValid,
    AssertionIdentifier,
    AssertionAlgorithm,
    AssertionHeader,
    AssertionKey,
    AssertionSignature,
    AssertionReplayed,
}
