using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Outgoing;

internal sealed class OutgoingOptionsValidator(IHostEnvironment environment) : IValidateOptions<OutgoingOptions>
{
    public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(OutgoingOptions options)
    {
        foreach (var origin in options.AllowedOrigins)
        {
            if (!IsOrigin(origin, out var scheme))
                yield return $"IdentityServer:Outgoing:AllowedOrigins: '{origin}' must be an origin such as https://app.internal:8443, without a path or a slash at the end";
            else if (scheme is "http" && !environment.IsDevelopment())
                yield return $"IdentityServer:Outgoing:AllowedOrigins: '{origin}' must begin with https:// outside Development";
        }

        foreach (var network in options.AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
            yield return $"IdentityServer:Outgoing:AllowedNetworks: '{network}' must be an address range such as 10.20.0.0/16";

        if (TrustedCertificates.FaultOf(options.TrustedCertificates, environment.ContentRootPath) is { } fault)
            yield return $"IdentityServer:Outgoing:TrustedCertificates: '{options.TrustedCertificates}' {fault}";
    }

    private static bool IsOrigin(string text, out string? scheme)
    {
        scheme = Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.Scheme : null;
        return scheme is "https" or "http" && address!.UserInfo is "" && address.GetLeftPart(UriPartial.Authority) == text;
    }
}
