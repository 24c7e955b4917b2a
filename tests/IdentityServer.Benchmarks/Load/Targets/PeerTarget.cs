using System.Diagnostics;
using System.Globalization;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>
/// node-oidc-provider with its plain in-memory adapter, at the operations it shares with us. It signs in whoever claims a
/// name: no passkey, nothing on disk.
/// </summary>
internal sealed class PeerTarget(Uri address) : Target("oidc-provider", address)
{
    private static readonly string Folder = Path.Combine(TestKit.Repository.Root, "tests", "IdentityServer.Benchmarks", "Load", "Peer");

    public override string Jwks => "/jwks";

    public override string Authorize => "/auth";

    public override string Token => "/token";

    public override string Introspection => "/token/introspection";

    public override string UserInfo => "/me";

    public override IReadOnlyList<string> Lacks => ["userinfo (JWT)", "passkey sign-in"];

    public static async Task<PeerTarget> StartAsync(int? cores)
    {
        using (var install = System.Diagnostics.Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = Folder })!)
        {
            await install.WaitForExitAsync();
            if (install.ExitCode is not 0)
                throw new InvalidOperationException("npm could not install oidc-provider.");
        }

        var port = ServerProcess.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        return new(address)
        {
            Process = await ServerProcess.StartAsync(
                "node",
                [Path.Combine(Folder, "server.mjs"), port.ToString(CultureInfo.InvariantCulture), LoadApp.Web.Secret],
                new(address, "/.well-known/openid-configuration"),
                cores),
        };
    }

    public override Task SignInAsync(Caller caller) => SignInFromAppAsync(caller, Authorize + LoadApp.Web.AuthorizeQuery);

    /// <summary>Its interaction: a page is asked for, a name is posted, the request goes on.</summary>
    public override async Task<string> SignInFromAppAsync(Caller caller, string authorize)
    {
        var page = await caller.RedirectAsync(authorize);
        var resume = await caller.SubmitAsync(page, $"account={caller.Person.Id}");
        return await caller.RedirectAsync(new Uri(Address, resume).PathAndQuery);
    }
}
