using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Logos;

/// <summary>Where our pages find an app's logo. An app that registered none costs nothing; the others, a read now and then.</summary>
internal sealed class LogoCatalog
{
    private static readonly ClientLogo Nothing = new() { ClientId = "", Source = "", CheckedAt = default };

    private readonly RecentAnswers<string, ClientLogo> recent;

    public LogoCatalog(LogoStore store, TimeProvider clock) => recent = new(
        clock, async (clientId, _, cancellation) => await store.FindAsync(clientId, cancellation) ?? Nothing, capacity: 1_000);

    /// <summary>Null where there is no picture: the page shows a letter.</summary>
    public async ValueTask<string?> PathOfAsync(Client client, CancellationToken cancellation)
    {
        if (client.LogoUri is not { } source)
            return null;

        var logo = await recent.GetAsync(client.ClientId, cancellation);
        return logo is { Key: { } key } && logo.Source == source ? LogoEndpoint.PathOf(StrictBase64Url.Encode(key)) : null;
    }

    /// <summary>For whoever fetches one.</summary>
    public void Forget(string clientId) => recent.Forget(clientId);
}
