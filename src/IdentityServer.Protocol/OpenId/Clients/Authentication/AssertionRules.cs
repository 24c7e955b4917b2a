using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>RFC 7523 §3, OpenID Connect Core §9: what the signer of an assertion must have said.</summary>
internal static class AssertionRules
{
    /// <summary>FAPI 2.0 §5.3.2.1: ten seconds must be forgiven, more than sixty must not.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(30);

    /// <summary>As long as its identifier must be remembered.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    private const int LongestIdentifier = 512;

    public static readonly IReadOnlyList<(ClientRefusal Reason, Func<ClientAssertion, AssertionContext, bool> Holds)> InOrder =
    [
        (ClientRefusal.AssertionIssuer, (assertion, context) => assertion.Issuer == context.Client.ClientId && assertion.Subject == context.Client.ClientId),
        // A token that names other servers too could have been made for one of them.
        (ClientRefusal.AssertionAudience, (assertion, context) => assertion.Audiences is not [] && assertion.Audiences.All(context.Audiences.Contains)),
        (ClientRefusal.AssertionExpired, (assertion, context) => assertion.Expiry > context.Now - ClockDifference),
        (ClientRefusal.AssertionLifetime, (assertion, context) => assertion.Expiry <= context.Now + LongestLife + ClockDifference),
        (ClientRefusal.AssertionNotYetValid, (assertion, context) => IsPast(assertion.NotBefore, context) && IsPast(assertion.IssuedAt, context)),
        (ClientRefusal.AssertionIdentifier, (assertion, _) => assertion.Identifier is { Length: > 0 and <= LongestIdentifier }),
    ];

    public static ClientRefusal? FirstViolation(ClientAssertion assertion, AssertionContext context)
    {
        foreach (var (reason, holds) in InOrder)
            if (!holds(assertion, context))
                return reason;

        return null;
    }

    /// <summary>The algorithm is the client's choice or ours, never the sender's; keys in the header are never looked at.</summary>
    public static JwsExpectation Expectation(Client client, Provider provider) => new()
    {
        Algorithms = client.AssertionAlgorithm is { } chosen
            ? [.. provider.AssertionAlgorithms.Where(algorithm => algorithm.Name == chosen)]
            : provider.AssertionAlgorithms,
        Types = ["JWT", "client-authentication+jwt"],
        TypeMayBeAbsent = true,
    };

    private static bool IsPast(DateTimeOffset? instant, AssertionContext context) => !(instant > context.Now + ClockDifference);
}

/// <param name="Client">Whose name the assertion bears.</param>
/// <param name="Audiences">The names of ours that count.</param>
/// <param name="Now">The present moment.</param>
internal readonly record struct AssertionContext(Client Client, IReadOnlyCollection<string> Audiences, DateTimeOffset Now);
