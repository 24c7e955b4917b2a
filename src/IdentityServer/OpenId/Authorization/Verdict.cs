using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Interactions;

namespace IdentityServer.OpenId.Authorization;

/// <summary>What is to be done about a request at this moment.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>Nothing may be sent to the address it names: the person is shown a page.</summary>
    public sealed record Untrusted(ProtocolError Error) : Verdict;

    /// <summary>The app hears what is wrong.</summary>
    public sealed record Refused(ReturnAddress Address, ProtocolError Error) : Verdict;

    /// <summary>A good request; the step says what it still needs.</summary>
    public sealed record Open(ReturnAddress Address, Situation Situation, NextStep Step) : Verdict;
}
