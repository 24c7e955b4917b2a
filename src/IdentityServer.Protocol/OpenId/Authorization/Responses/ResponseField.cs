namespace IdentityServer.Protocol.OpenId.Authorization.Responses;

internal readonly record struct ResponseField(string Name, string Value);
