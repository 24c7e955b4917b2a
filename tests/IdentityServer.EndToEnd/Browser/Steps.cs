using IdentityServer.TestKit;

namespace IdentityServer.EndToEnd.Browser;

internal static class Steps
{
    /// <summary>What the server has counted, or will have in a moment: the browser reports on its own time.</summary>
    public static Task ShouldCountAsync(this TestHost host, params string[] steps) =>
        Assert.ThatAsync(host.StepsAsync, Is.SupersetOf(steps).After(5000, 100));
}
