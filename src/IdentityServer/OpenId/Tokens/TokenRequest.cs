using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.OpenId.Tokens;

/// <summary>A request at the token endpoint, from a client that has proven who it is.</summary>
internal sealed record TokenRequest(ParameterSet Form, Client Client, Provider Provider, DateTimeOffset Now)
{
    public string? this[string parameter] => Form[parameter];

    public IReadOnlyList<string> Scopes { get; } = SpaceSeparated.Read(Form["scope"]);

    public IReadOnlyList<string> Resources { get; } = [.. Form.All("resource").Distinct()];
}
