using IdentityServer.Accounts;
using IdentityServer.Passkeys.Returning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The second device waits until the first has confirmed it, then makes its passkey.</summary>
internal sealed class AddPasskeyModel(PairingClaim claims, AccountStore accounts, TimeProvider clock) : PageModel
{
    public PasskeyPairing? Pairing { get; private set; }

    public PairingState State => Pairing?.StateAt(clock.GetUtcNow()) ?? PairingState.Over;

    public string? MaskedOwner { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Pairing = await claims.OfBrowserAsync(HttpContext, cancellation);
        if (Pairing is not null && State is PairingState.Claimed or PairingState.Confirmed && await accounts.FindAsync(Pairing.AccountId, cancellation) is { } account)
            MaskedOwner = MaskedName.Of(account.UserName);
    }

    public async Task<JsonResult> OnGetStateAsync(CancellationToken cancellation)
    {
        Pairing = await claims.OfBrowserAsync(HttpContext, cancellation);
        return new(new { state = State.ToString() });
    }
}
