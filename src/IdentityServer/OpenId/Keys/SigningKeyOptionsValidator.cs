using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Keys;

internal sealed class SigningKeyOptionsValidator : IValidateOptions<SigningKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, SigningKeyOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SigningKeyOptions options)
    {
        if (options.PublishBefore < TimeSpan.FromHours(1))
            yield return "IdentityServer:SigningKeys:PublishBefore must be at least one hour, because apps keep the published keys that long";

        if (options.ActiveFor <= options.PublishBefore)
            yield return "IdentityServer:SigningKeys:ActiveFor must be longer than IdentityServer:SigningKeys:PublishBefore";

        if (options.KeepAfter < TimeSpan.FromDays(1))
            yield return "IdentityServer:SigningKeys:KeepAfter must be at least one day, because tokens must be verifiable as long as they live";

        if (options.RsaKeySize is not (2048 or 3072 or 4096))
            yield return "IdentityServer:SigningKeys:RsaKeySize must be 2048, 3072 or 4096";
    }
}
