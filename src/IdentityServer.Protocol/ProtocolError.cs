namespace IdentityServer.Protocol;

/// <summary>An error a relying app reads: the registered code and a sentence in the characters RFC 6749 §5.2 allows.</summary>
public sealed record ProtocolError(string Code, string Description);
