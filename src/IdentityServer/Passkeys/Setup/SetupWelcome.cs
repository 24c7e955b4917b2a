using IdentityServer.Shared.Welcome;

namespace IdentityServer.Passkeys.Setup;

/// <summary>The first start shows the set-up link, once; a later start without an administrator says which command makes one.</summary>
internal sealed class SetupWelcome(SetupLinks links) : IWelcomeLine
{
    public async Task<WelcomeLine?> ReadAsync(CancellationToken cancellation)
    {
        if (await links.IsSetUpAsync(cancellation))
            return null;

        return await links.WasMadeAsync(cancellation)
            ? new("Set up", "There is no administrator yet: the command setup-link makes a link")
            : new("Set up", $"{await links.MakeAsync(cancellation)} (valid for {SetupLinks.Lifetime.TotalMinutes} minutes)");
    }
}
