using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Shared;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The code, then the device that took it up, then the end of it; on the session that began it and nowhere else.</summary>
internal sealed class PairedModel(
    AccountStore accounts, Pairings pairings, PairingSecrets secrets, OpenWindows windows, StepUpDetour detour, IOptions<ServerOptions> server, TimeProvider clock)
    : AccountPage(accounts)
{
    public PasskeyPairing? Pairing { get; private set; }

    public PairingState State => Pairing?.StateAt(clock.GetUtcNow()) ?? PairingState.Over;

    public PairingSecret? Secret => Pairing is null ? null : secrets.Open(Pairing);

    public string Address => $"{server.Value.Issuer}/add";

    public bool IsNear => Pairing?.Network is { } network && network == NetworkPrefix.ForRecords(HttpContext.Connection.RemoteIpAddress);

    public string LinkOf(PairingSecret secret) => $"{Address}?link={secret.Handle}";

    public JsonResult OnGetState() => new(new { state = State.ToString() });

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        var session = await SessionAsync();
        if (!windows.Has(HttpContext, session, ActionClass.B))
            return Redirect(await detour.BeginAsync(HttpContext, ActionClass.B));

        if (Pairing is { } pairing)
            await pairings.ConfirmAsync(session, pairing, cancellation);
        return RedirectToPage(new { handler = (string?)null });
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellation)
    {
        if (Pairing is { } pairing)
            await pairings.CancelAsync(await SessionAsync(), pairing, cancellation);
        return Redirect("/account/passkeys");
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => Pairing = await pairings.OfSessionAsync(await SessionAsync(), cancellation);

    private async Task<Session> SessionAsync() => (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
}
