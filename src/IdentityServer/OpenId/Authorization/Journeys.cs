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
            ? JourneyBytes.Read(request, interaction) : null;
    }

    /// <returns>The handle of the interaction.</returns>
    public async Task<string> RememberAsync(HttpContext http, Journey journey, InteractionStart start, CancellationToken cancellation)
    {
        var request = JourneyBytes.Write(journey);
        if (journey.Interaction is not { } interaction)
            return (await interactions.BeginAsync(http, start with { Request = request }, cancellation)).ToString();

        if (!interaction.Request.AsSpan().SequenceEqual(request))
            await tables.WriteAsync(InteractionStore.Change(new(), interaction, request), cancellation);
        return interaction.Handle.ToString();
    }

    /// <summary>
    /// What the answer adds, together with the end of what the request stands on: of those who answer the same one, one has
    /// it in its unit. False for all others. Once this has begun, it is finished.
    /// </summary>
    public async Task<bool> EndAsync(Journey journey, Func<Unit, Task> add)
    {
        if (journey is { Interaction: null, PushedId: null })
            return true;

        while (true)
        {
            var unit = new Unit();
            if (journey.Interaction is { } interaction)
                interactions.Finish(unit, interaction);
            if (journey.PushedId is { } pushed)
                PushedRequests.Take(unit, pushed);
            await add(unit);
            // Somebody else's first consent came in between: this one is added to it.
            if (await tables.WriteAsync(unit, CancellationToken.None) is var outcome and not UnitOutcome.Conflict)
                return outcome is UnitOutcome.Committed;
        }
    }
}
