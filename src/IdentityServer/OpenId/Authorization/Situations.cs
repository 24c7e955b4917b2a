using IdentityServer.Accounts;
using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Interactions.Checks;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>Gathers what the interaction policy decides by. Each part is read only where this request makes a difference of it.</summary>
internal sealed class Situations(
    AccountStore accounts, ConsentStore consents, Subjects subjects, SigningKeys keys, IEnumerable<IReachableAcr> reachable, TimeProvider clock)
{
    /// <summary>Null where the id_token_hint is none.</summary>
    public async Task<Situation?> ReadAsync(HttpContext http, Journey journey, Client client, Provider provider, CancellationToken cancellation)
    {
        IdTokenHint? hint = null;
        if (journey.Request.Sent("id_token_hint")
            && !(IdTokenHint.TryRead(journey.Request.IdTokenHint, await keys.VerificationAsync(cancellation), provider, out hint) && hint.IsFor(client)))
            return null;

        var situation = new Situation
        {
            Request = journey.Request,
            Client = client,
            Asked = AskedAccess.Of(journey.Request, client, provider.Catalog),
            Now = clock.GetUtcNow(),
            Progress = journey.Progress,
            HintedSubject = hint?.Subject,
        };

        return await http.FindSessionAsync() is { } session
            && await accounts.FindAsync(session.AccountId, cancellation) is { State: AccountState.Active } account
                ? await WithPersonAsync(situation, session, account, cancellation) : situation;
    }

    private async Task<Situation> WithPersonAsync(Situation situation, Session session, AccountFacts account, CancellationToken cancellation)
    {
        var demand = AcrDemand.Of(situation);
        var subject = subjects.Of(account.Id, situation.Client);
        return situation with
        {
            Session = new(account.Id, subject,
                [.. session.Events.Select(it => it.ToAuthentication())],
                demand is { Essential: [], Voluntary: [] } ? [] : await ReachableAsync(account.Id, cancellation)),
            Remembered = situation.Client.AsksConsent
                ? await consents.RecallAsync(account.Id, situation.Client.ClientId, cancellation) : null,
            LoginHintFits = Fits(situation.Request.LoginHint, account, subject),
        };
    }

    private async Task<IReadOnlyList<string>> ReachableAsync(Guid accountId, CancellationToken cancellation)
    {
        var values = new HashSet<string>();
        foreach (var source in reachable)
            values.UnionWith(await source.OfAsync(accountId, cancellation));
        return [.. values];
    }

    // Somebody else's name and nobody's look alike: an app must not learn from the answer which names exist.
    private static bool Fits(string? hint, AccountFacts account, string subject) =>
        hint is null || hint == subject
        || AccountName.Normalize(hint) is var name
        && (name == AccountName.Normalize(account.UserName) || (account.EmailConfirmed && name == AccountName.Normalize(account.Email)));
}
