using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class AcrCheck
{
    public static NextStep? Step(Situation situation)
    {
        var demand = AcrDemand.Of(situation);
        var proofs = situation.Proofs.Where(demand.IsMetBy).ToList();
        if (proofs is [])
            return Reach(demand, situation) is { } missing
                ? new NextStep.StepUp(missing)
                : new NextStep.Impossible(ProtocolError.UnmetAuthenticationRequirements("this account cannot sign in as strongly as was asked"));

        return WorthAsking(demand.Voluntary, proofs, situation) is { } wish ? new NextStep.StepUp(wish) : null;
    }

    /// <summary>
    /// The one proof that the tokens will tell of, under the name that was asked for: a session may be shown as less
    /// than it is, never as more.
    /// </summary>
    public static Authentication Proof(Situation situation)
    {
        var demand = AcrDemand.Of(situation);
        var proofs = situation.Proofs.Where(demand.IsMetBy).ToList();
        foreach (var acr in demand.Names)
            if (proofs.Find(proof => proof.Satisfies(acr)) is { } met)
                return met with { ToldAs = acr };

        return proofs[0];
    }

    // One proof has to meet every group: the strongest of what they ask for does.
    private static string? Reach(AcrDemand demand, Situation situation)
    {
        var reachable = demand.Essential.Select(group => group.FirstOrDefault(acr => CanReach(situation, acr))).ToList();
        return reachable.Contains(null) ? null : AcrValues.All.FirstOrDefault(reachable.Contains);
    }

    // A wish is granted if the account can; where it cannot, or nobody knows the value, the next one is looked at.
    private static string? WorthAsking(IEnumerable<string> wishes, List<Authentication> proofs, Situation situation)
    {
        if (situation.Progress is { StepUpWasOffered: true })
            return null;

        foreach (var acr in wishes)
        {
            if (proofs.Exists(proof => proof.Satisfies(acr)))
                return null;
            if (CanReach(situation, acr))
                return acr;
        }

        return null;
    }

    private static bool CanReach(Situation situation, string acr) => situation.Session!.Reachable.Contains(acr);
}
