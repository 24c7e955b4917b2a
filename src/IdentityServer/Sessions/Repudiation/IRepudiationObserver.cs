using IdentityServer.Data;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>A higher room takes away what came into the account with an event that was not its owner's, in the same unit.</summary>
internal interface IRepudiationObserver
{
    Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation);
}
