using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Tokens;

internal sealed class TokenMeter(Tally tally, ILogger<TokenMeter> logger)
{
    public void Count(TokenRequest request, TokenOutcome outcome)
    {
        // What somebody from outside wrote is not a label.
        var known = outcome is not TokenOutcome.Refused { Refusal: var unknown } || unknown != TokenRefusal.GrantTypeUnknown;
        var grantType = known ? request["grant_type"] ?? "" : "";

        if (outcome is TokenOutcome.Refused { Refusal: var refusal })
        {
            tally.Count(Measures.TokenRequests, grantType, refusal.Reason);
            logger.TokenRefused(request.Client.ClientId, refusal.Reason);
        }
        else
        {
            tally.Count(Measures.TokenRequests, grantType, "issued");
        }
    }
}
