using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId;

internal sealed class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        var faults = options.Scopes.SelectMany(Faults).ToList();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(IdentityScope scope)
    {
        if (!SpaceSeparated.IsToken(scope.Name))
            yield return $"IdentityServer:OpenId:Scopes needs a Name of plain characters without spaces, not '{scope.Name}'";

        if (scope.Claims is [] || !scope.Claims.TrueForAll(SpaceSeparated.IsToken))
            yield return $"IdentityServer:OpenId:Scopes '{scope.Name}' needs Claims, each of plain characters without spaces";
    }
}
