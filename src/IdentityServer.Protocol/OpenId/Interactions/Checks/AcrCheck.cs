using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class AcrCheck
{
    public static NextStep? Step(Situation situation)
    {
        var demand = AcrDemand.Of(situation);
        var proofs = situation.Proofs.Where(demand.IsMetBy).ToList();
        if (proofs is [])
            return CanMeet(demand, situation)
                ? new NextStep.StepUp()
                : new NextStep.Impossible(ProtocolError.UnmetAuthenticationRequirements("this account cannot sign in as strongly as was asked"));

        return IsWorthAsking(demand.Voluntary, proofs, situation) ? new NextStep.StepUp() : null;
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

    private static bool CanMeet(AcrDemand demand, Situation situation) =>
        demand.Essential.All(group => group.Any(acr => CanReach(situation, acr)));

    // A wish is granted if the account can; where it cannot, or nobody knows the value, the next one is looked at.
    private static bool IsWorthAsking(IEnumerable<string> wishes, List<Authentication> proofs, Situation situation)
    {
        if (situation.Progress is { StepUpWasOffered: true })
            return false;

        foreach (var acr in wishes)
        {
            if (proofs.Exists(proof => proof.Satisfies(acr)))
                return false;
            if (CanReach(situation, acr))
                return true;
        }

        return false;
    }

    private static bool CanReach(Situation situation, string acr) => situation.Session!.Reachable.Contains(acr);
}
