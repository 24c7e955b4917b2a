using Microsoft.Extensions.Options;

namespace IdentityServer.Throttles;

internal sealed class ThrottleOptionsValidator : IValidateOptions<ThrottleOptions>
{
    public ValidateOptionsResult Validate(string? name, ThrottleOptions options)
    {
        string[] faults =
        [
            .. from property in typeof(ThrottleOptions).GetProperties()
               let fault = ((ThrottleRule)property.GetValue(options)!).Fault()
               where fault is not null
               select $"IdentityServer:Throttles:{property.Name}: {fault}",
            .. options.GuessesPerAuthenticator.Cap is null or > 100
                ? ["IdentityServer:Throttles:GuessesPerAuthenticator: Cap must be at most 100 (NIST SP 800-63B-4 §3.2.2)"]
                : Array.Empty<string>(),
        ];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
