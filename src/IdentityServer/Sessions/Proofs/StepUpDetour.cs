using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>The way past the step-up page and back to where the proof was missing.</summary>
internal sealed class StepUpDetour(InteractionStore interactions, PostedForm posted, AuditTrail audit)
{
    /// <summary>For the page that is being asked for, with what was sent to it. Returns where to send the browser.</summary>
    public async Task<string> BeginAsync(HttpContext http, ActionClass action, CriticalAction? critical = null, bool settled = false)
    {
        var session = (await http.FindSessionAsync())!; // who is not signed in is asked to do that first
        await audit.WriteAsync(new(SessionEvents.StepUpRequired, Actor.User(session.AccountId))
        {
            Session = session.Id,
            Details = new JsonObject { ["class"] = action.ToString(), ["action"] = critical?.Name },
        }, http.RequestAborted);
        return await BeginAsync(http, session, new(action, InteractionStart.PathOf(http.Request))
        {
            Settled = settled,
            ActionHash = critical?.HashFor(session.AccountId),
            Sentence = critical?.Sentence,
            Form = await posted.KeepAsync(http),
        });
    }

    /// <summary>For a page of ours where the way leads next.</summary>
    public async Task<string> BeginAsync(HttpContext http, Session session, ProofRequest request)
    {
        var interaction = await interactions.BeginAsync(http, new(ProofRequest.ReturnPath)
        {
            Request = request.Write(),
            AccountId = session.AccountId,
        }, http.RequestAborted);
        return $"/step-up?interaction={interaction}";
    }
}
