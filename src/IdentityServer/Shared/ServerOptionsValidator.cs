using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared;

/// <summary>Everything but Development is held to Production's rules: a forgotten environment name must not open doors.</summary>
internal sealed class ServerOptionsValidator(IHostEnvironment environment) : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(ServerOptions options)
    {
        var address = Uri.TryCreate(options.Issuer, UriKind.Absolute, out var parsed) ? parsed : null;

        if (address is null || !IsOrigin(address, options.Issuer))
            yield return $"IdentityServer:Issuer '{options.Issuer}' must be an origin in lower case such as https://id.example.com, without a path or a slash at the end";
        else if (!environment.IsDevelopment() && address.Scheme != "https")
            yield return $"IdentityServer:Issuer '{options.Issuer}' must begin with https:// outside Development";

        if (string.IsNullOrWhiteSpace(options.RelyingPartyId))
            yield return "IdentityServer:RelyingPartyId must be set outside Development, because every passkey is bound to it for good";
        else if (address is not null && !Fits(options.RelyingPartyId, address.IdnHost))
            yield return $"IdentityServer:RelyingPartyId '{options.RelyingPartyId}' must be the host of the issuer '{address.IdnHost}' or a domain above it";

        if (string.IsNullOrWhiteSpace(options.RelyingPartyName))
            yield return "IdentityServer:RelyingPartyName must not be empty";

        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return "IdentityServer:DataDirectory must not be empty";
    }

    // As browsers write it: lower case, punycode, no default port.
    private static bool IsOrigin(Uri address, string text) => address.Scheme is "http" or "https"
        && text.All(char.IsAscii) && address.GetLeftPart(UriPartial.Authority) == text && address.UserInfo is "";

    // WebAuthn L3 §5.1.2: the host itself or a registrable suffix of it. Which suffixes are registrable only the
    // browser's public suffix list knows; a bare top-level name never is.
    private static bool Fits(string id, string host) =>
        !IPAddress.TryParse(host.Trim('[', ']'), out _)
        && (id == host || (id.Contains('.') && host.EndsWith("." + id, StringComparison.Ordinal)));
}
