using Microsoft.AspNetCore.Identity;

namespace IdentityServer.Accounts;

public sealed class Account : IdentityUser<Guid>
{
    /// <summary>What authenticators know this account by: 64 random bytes, made once, never reused, meaning nothing.</summary>
    public required byte[] UserHandle { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
