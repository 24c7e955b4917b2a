using IdentityServer.Data;

namespace IdentityServer.OpenId.Tokens;

/// <summary>Which grant, and the how manieth of its refresh tokens.</summary>
internal readonly record struct RefreshToken(Handle Grant, int Generation)
{
    public RefreshToken Next => this with { Generation = Generation + 1 };
}
