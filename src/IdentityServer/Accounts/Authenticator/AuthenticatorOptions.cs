using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>Section <c>IdentityServer:Authenticator</c>.</summary>
internal sealed class AuthenticatorOptions
{
    /// <summary>How many steps of thirty seconds a phone's clock may be early or late.</summary>
    [Range(0, 1)]
    public int Drift { get; set; } = 1;
}
