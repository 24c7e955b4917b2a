using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>Everything that decides what a person has to do before an app gets its answer.</summary>
internal sealed record Situation
{
    /// <summary>It has passed every rule.</summary>
    public required AuthorizationRequest Request { get; init; }

    public required Client Client { get; init; }

    public required Access Asked { get; init; }

    public required DateTimeOffset Now { get; init; }

    public SignedIn? Session { get; init; }

    /// <summary>Null when the request has just arrived: then nothing that it demands anew has been done yet.</summary>
    public Progress? Progress { get; init; }

    public Consent? Remembered { get; init; }

    /// <summary>The subject of the id_token_hint, once its signature was verified.</summary>
    public string? HintedSubject { get; init; }

    /// <summary>False where a login_hint names somebody, and it is not the person of this session.</summary>
    public bool LoginHintFits { get; init; } = true;

    public int? MaxAge => Request.MaxAge ?? Client.DefaultMaxAge;

    /// <summary>OpenID Connect Core §3.1.2.1 and §5.5.1: answer for this subject or for nobody.</summary>
    public bool IsForSubject(string subject) =>
        (HintedSubject is null || HintedSubject == subject)
        && (Request.Claims?.IdToken.GetValueOrDefault("sub") is not { Values: { Count: > 0 } demanded } || demanded.Contains(subject));

    /// <summary>
    /// The proofs recent enough for this request, the latest first. A proof given since the request arrived is always
    /// recent enough, however long the person then read the consent page.
    /// </summary>
    public IReadOnlyList<Authentication> Proofs =>
    [
        .. (Session?.Authentications ?? []).Where(proof => proof.Acr is not null && (IsFresh(proof) || IsRecent(proof)))
            .OrderByDescending(proof => proof.At),
    ];

    public bool HasFreshProof => Session?.Authentications.Any(proof => proof.Acr is not null && IsFresh(proof)) is true;

    public bool IsFresh(Authentication proof) => Progress is { } progress && proof.At > progress.StartedAt;

    // max_age=0 is another spelling of prompt=login. Ages are compared in the whole seconds that the app will see.
    private bool IsRecent(Authentication proof) =>
        !Request.Asks("login") && !Client.RequireReauthentication && MaxAge is not 0 && !(Now.ToUnixTimeSeconds() - proof.Time > MaxAge);
}
