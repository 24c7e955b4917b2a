using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

internal static class StepUpDetour
{
    /// <summary>Past the step-up page and back to where it was needed.</summary>
    public static async Task<string> BeginStepUpAsync(this InteractionStore interactions, HttpContext http, string returnPath) =>
        $"/step-up?interaction={await interactions.BeginAsync(http, new InteractionStart(returnPath), http.RequestAborted)}";
}
