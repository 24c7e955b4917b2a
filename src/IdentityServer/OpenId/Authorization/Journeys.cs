using IdentityServer.Data;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>Remembers requests while their people are on our pages, and sees to it that each is answered once.</summary>
internal sealed class Journeys(InteractionStore interactions, IHotTables tables)
{
    /// <summary>Null where it is over, and where another browser began it.</summary>
    public async Task<Journey?> FindAsync(HttpContext http, string? handle, CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(http, handle, cancellation);
        return interaction is { Request: { } request, ReturnPath: ResumeEndpoint.Path }
            ? JourneyJson.Read(request, new(handle!, interaction)) : null;
    }

    /// <returns>The handle of the interaction.</returns>
    public async Task<string> RememberAsync(HttpContext http, Journey journey, InteractionStart start, CancellationToken cancellation)
    {
        var request = JourneyJson.Write(journey);
        if (journey.Detour is not { } detour)
            return (await interactions.BeginAsync(http, start with { Request = request }, cancellation)).ToString();

        if (!detour.Interaction.Request.AsSpan().SequenceEqual(request))
            await tables.WriteAsync(InteractionStore.Change(new(), detour.Interaction, request), cancellation);
        return detour.Handle;
    }

    /// <summary>Joins the answer. Of those who answer the same request, one has what it stands on in its unit, and the others miss.</summary>
    public void AddEnd(Unit unit, Journey journey)
    {
        if (journey.Detour is { } detour)
            interactions.Finish(unit, detour.Interaction);
        if (journey.PushedId is { } pushed)
            PushedRequests.Take(unit, pushed);
    }
}
