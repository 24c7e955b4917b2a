namespace IdentityServer.Sessions;

/// <summary>
/// What an account could prove if it were asked: each room that keeps ways to sign in knows its own. Asked only where an
/// app wants more than the session has shown.
/// </summary>
internal interface IReachableAcr
{
    /// <summary>Authentication context classes, as tokens name them.</summary>
    Task<IReadOnlyCollection<string>> OfAsync(Guid accountId, CancellationToken cancellation);
}
