namespace IdentityServer.Protocol.Tests.WebAuthn.Oracle;

internal sealed record OracleUser(string Id, string Name);
