using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Shared.Headers;

internal sealed class HeadersOptions
{
    /// <summary>Sent when the issuer is https: browsers will then refuse plain http to this host and those below it.</summary>
    [Required]
    public string StrictTransportSecurity { get; set; } = "max-age=63072000; includeSubDomains; preload";
}
