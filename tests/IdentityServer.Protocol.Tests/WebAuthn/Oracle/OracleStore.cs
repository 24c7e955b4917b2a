using Microsoft.AspNetCore.Identity;

namespace IdentityServer.Protocol.Tests.WebAuthn.Oracle;

/// <summary>One account with at most one passkey, as the framework wants to find it.</summary>
internal sealed class OracleStore(OracleUser user) : IUserPasskeyStore<OracleUser>
{
    public UserPasskeyInfo? Passkey { get; set; }

    public Task<OracleUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(userId == user.Id ? user : null);

    public Task<OracleUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<OracleUser?>(null);

    public Task<OracleUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Fits(credentialId) ? user : null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(OracleUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Fits(credentialId) ? Passkey : null);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(OracleUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>(Passkey is null ? [] : [Passkey]);

    public Task<string> GetUserIdAsync(OracleUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(OracleUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(OracleUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task AddOrUpdatePasskeyAsync(OracleUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(OracleUser user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(OracleUser user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(OracleUser user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(OracleUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(OracleUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(OracleUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private bool Fits(byte[] credentialId) => Passkey is not null && Passkey.CredentialId.AsSpan().SequenceEqual(credentialId);
}
