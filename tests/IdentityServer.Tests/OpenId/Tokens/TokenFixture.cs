using IdentityServer.OpenId.Tokens;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId.Tokens;

/// <summary>One server for all tests of a fixture; each test brings a person and an app of its own.</summary>
internal abstract class TokenFixture
{
    protected TestHost Host { get; private set; } = null!; // before any test

    [OneTimeSetUp]
    public void StartServer() => Host = new TestHost();

    [OneTimeTearDown]
    public async Task StopServer() => await Host.DisposeAsync();

    protected static string? ReasonOf(TokenOutcome outcome) => (outcome as TokenOutcome.Refused)?.Refusal.Reason;

    protected static string? ErrorOf(TokenOutcome outcome) => (outcome as TokenOutcome.Refused)?.Refusal.Error.Code;
}
