using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

/// <summary>What is asked about the strength of the sign-in, by the request and by the client's own settings.</summary>
/// <param name="Essential">Groups of values; of each group one must be met (OpenID Connect Core §5.5.1.1).</param>
/// <param name="Voluntary">Wishes, the most wanted first.</param>
/// <param name="Names">What the app asked for, demands before wishes. The operator's minimum is nobody's name for a sign-in.</param>
internal sealed record AcrDemand(IReadOnlyList<IReadOnlyList<string>> Essential, IReadOnlyList<string> Voluntary, IReadOnlyList<string> Names)
{
    public IEnumerable<string> All => Names.Concat(Essential.SelectMany(group => group));

    public static AcrDemand Of(Situation situation)
    {
        var claim = situation.Request.Claims?.IdToken.GetValueOrDefault("acr");
        List<IReadOnlyList<string>> essential = [];
        if (claim is { Essential: true, Values: not [] })
            essential.Add(claim.Values);
        if (situation.Client.MinimumAcr is { } minimum)
            essential.Add([minimum]);

        var wishes = situation.Request.AcrValues is [] ? situation.Client.DefaultAcrValues : situation.Request.AcrValues;
        IReadOnlyList<string> names = [.. (claim?.Values ?? []).Union(wishes)];
        return new(essential, claim is { Essential: true } ? wishes : names, names);
    }

    public bool IsMetBy(Authentication proof) => Essential.All(group => group.Any(proof.Satisfies));
}
