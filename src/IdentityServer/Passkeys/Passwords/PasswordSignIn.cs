using IdentityServer.Accounts.Passwords;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The way in for people who have not got a passkey yet: one factor, and never enough to change who can sign in later.</summary>
internal sealed class PasswordSignIn(
    PasswordCheck check, RightPassword right, PasswordRefusals refusals, NewDevices devices, IOptions<PasswordOptions> options, TimeProvider clock)
{
    public async Task<PasswordAnswer> AnswerAsync(
        HttpContext http, Interaction? interaction, string name, string password, CancellationToken cancellation)
    {
        // An old hash is quick to check, a new one slow, and a name nobody has costs nothing: every refusal waits for the
        // same clock, which starts before.
        var refusal = Task.Delay(options.Value.RefusalTime, clock, cancellation);
        var proof = await check.CheckAsync(
            name, password, http.Connection.RemoteIpAddress, account => devices.FindKnownAsync(http, account, cancellation), cancellation);

        // The app asked for somebody else.
        if (proof is PasswordProof.Accepted { Account.Id: var id } && interaction?.AccountId is { } expected && expected != id)
            proof = new PasswordProof.Refused("user_mismatch", id);

        if (proof is PasswordProof.Accepted accepted)
        {
            var answer = await right.GoOnAsync(http, interaction, accepted, cancellation);
            if (answer is not PasswordAnswer.Refused)
                return answer;

            proof = new PasswordProof.Refused("no_password", accepted.Account.Id);
        }

        await refusals.RecordAsync(proof);
        await refusal;
        return proof is PasswordProof.TooMany tooMany ? new PasswordAnswer.TooMany(tooMany.Outcome) : PasswordAnswer.Refused.Now;
    }
}
