namespace IdentityServer.Accounts.Security;

/// <summary>Whether somebody has a passkey at all; the room that keeps them is above this one.</summary>
internal interface IOwnedPasskeys
{
    Task<bool> HasAnyAsync(Guid accountId, CancellationToken cancellation);
}
