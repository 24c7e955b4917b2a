using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>
/// What a client may have for itself (RFC 6749 §4.4): scopes of APIs, because there is no person whom an identity scope
/// could tell of. Without a scope in the request it is what the client registered.
/// </summary>
internal static class OwnAccess
{
    public static bool TryOf(
        Client client,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> resources,
        ScopeCatalog catalog,
        [NotNullWhen(true)] out Access? access,
        [NotNullWhen(false)] out ProtocolError? error)
    {
        (access, error) = (null, null);
        var targets = AskedAccess.Targets(resources, client, catalog).ToList();
        if (resources.Except(targets.Select(target => target.Resource)).Any())
        {
            error = ProtocolError.InvalidTarget("resource is not registered for this client");
            return false;
        }

        var open = (scopes is [] ? client.Scopes ?? [] : scopes)
            .Where(scope => AskedAccess.MayHave(client, scope) && targets.Exists(target => target.Offers(scope))).ToList();
        if (scopes.Except(open).Any())
        {
            error = ProtocolError.InvalidScope("scope has a value that is not open to this client");
            return false;
        }

        access = new()
        {
            Scopes = open,
            Resources = [.. targets.Where(target => resources.Contains(target.Resource) || open.Exists(target.Offers)).Select(target => target.Resource)],
        };
        return true;
    }
}
