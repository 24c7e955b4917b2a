using IdentityServer.Accounts;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Data;
using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>What this browser's link allows, if anything: an invitation, or a mailbox that answered.</summary>
internal sealed class SignUpPermits(SignUpLinks mailboxes, InvitationStore invitations, AccountStore accounts, IOptions<SignUpOptions> options)
{
    public static readonly LinkCookie Cookie = new("sign-up");

    private static readonly object Key = new();

    /// <summary>Looked up once per request: what it rests on, the unit that makes the account decides again.</summary>
    public async Task<SignUpPermit?> FindAsync(HttpContext http, CancellationToken cancellation)
    {
        if (!http.Items.TryGetValue(Key, out var known))
            http.Items[Key] = known = await ReadAsync(http, cancellation);
        return (SignUpPermit?)known;
    }

    /// <summary>Part of the unit that makes the account.</summary>
    public void AddUse(Unit unit, SignUpPermit permit)
    {
        if (permit is SignUpPermit.Invited { Invitation.Id: var id })
            invitations.AddUse(unit, id);
        else if (permit is SignUpPermit.Mailbox { Link: var link })
            mailboxes.AddUse(unit, link);
    }

    private async Task<SignUpPermit?> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        if (options.Value.Mode is SignUpMode.Closed || !Handle.TryParse(Cookie.Read(http), out var link))
            return null;

        if (await invitations.FindOpenAsync(link, cancellation) is { } invitation)
            return new SignUpPermit.Invited(invitation);

        // Somebody may have proven the mailbox for their account meanwhile: that is where its passkeys are added.
        return options.Value.Mode is SignUpMode.Open
            && await mailboxes.FindAsync(link, cancellation) is { } proof
            && await accounts.FindByNameAsync(proof.Email, cancellation) is null
                ? new SignUpPermit.Mailbox(link, proof)
                : null;
    }
}

internal abstract record SignUpPermit
{
    private SignUpPermit()
    {
    }

    public abstract string Through { get; }

    public sealed record Invited(Invitation Invitation) : SignUpPermit
    {
        public override string Through => "invitation";
    }

    public sealed record Mailbox(Handle Link, MailboxProof Proof) : SignUpPermit
    {
        public override string Through => "mailbox";
    }
}
