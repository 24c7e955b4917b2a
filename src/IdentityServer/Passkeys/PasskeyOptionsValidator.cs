using IdentityServer.Passkeys.Trust;
using IdentityServer.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys;

internal sealed class PasskeyOptionsValidator(IOptions<ServerOptions> server, IHostEnvironment environment) : IValidateOptions<PasskeyOptions>
{
    public ValidateOptionsResult Validate(string? name, PasskeyOptions options)
    {
        string[] faults = [.. options.RelatedOrigins.SelectMany(Faults), .. AttestationOptionsRule.Faults(options.Attestation, environment.ContentRootPath)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // Browsers compare them character by character, and so do we.
    private IEnumerable<string> Faults(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.Scheme is not "https"
            || address.GetLeftPart(UriPartial.Authority) != origin || !origin.All(char.IsAscii))
            yield return $"IdentityServer:Passkeys:RelatedOrigins '{origin}' must be an origin in lower case such as https://id.example.org, without a path or a slash at the end";
        else if (origin == server.Value.Issuer)
            yield return $"IdentityServer:Passkeys:RelatedOrigins '{origin}' is the issuer itself, which is always accepted";
    }
}
