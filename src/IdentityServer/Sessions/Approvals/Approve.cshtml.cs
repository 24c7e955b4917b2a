using System.Globalization;
using IdentityServer.Accounts;
using IdentityServer.Shared.Components;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Approvals;

/// <summary>Who asks to be let in in one's name, with all that is known of them. Nothing comes up by itself: the owner opens the page.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class ApproveModel(
    AccountStore accounts, ApprovalStore approvals, ApprovalAnswer answer, IStringLocalizer<SessionWords> text, TimeProvider clock) : AccountPage(accounts)
{
    public IReadOnlyList<SignInApproval> Waiting { get; private set; } = [];

    public bool IsNear(SignInApproval approval) => approval.Network is { } network && network == NetworkPrefix.ForRecords(HttpContext.Connection.RemoteIpAddress);

    public async Task<IActionResult> OnPostApproveAsync(string? id, string? number, CancellationToken cancellation)
    {
        // Who has no passkey proves themselves otherwise, which is enough for much, but not to vouch for a browser.
        if (await HttpContext.FindSessionAsync() is not { } session || !StepUpPolicy.IsProvenByPasskey(session, clock.GetUtcNow()))
            return Back("Approve.NeedsPasskey", NoticeKind.Warn);

        return await AnswerAsync(id, (it, approval) => answer.ApproveAsync(it, approval, Read(number), cancellation)) switch
        {
            ApprovalDecision.Approved => Back("Approve.Done", NoticeKind.Good),
            ApprovalDecision.Mistyped => Back("Approve.Wrong", NoticeKind.Warn),
            _ => Back("Approve.Over", NoticeKind.Warn),
        };
    }

    public async Task<IActionResult> OnPostDenyAsync(string? id, CancellationToken cancellation) =>
        Back(await AnswerAsync(id, (session, approval) => answer.DenyAsync(session, approval, cancellation)) is null ? "Approve.Over" : "Approve.Denied", NoticeKind.Warn);

    public async Task<IActionResult> OnPostNotMeAsync(string? id, CancellationToken cancellation) =>
        Back(await AnswerAsync(id, (session, approval) => answer.RepudiateAsync(session, approval, cancellation)) is null ? "Approve.Over" : "Approve.Repudiated", NoticeKind.Warn);

    protected override async Task LoadAsync(CancellationToken cancellation) => Waiting = await approvals.WaitingAsync(Account.Id, cancellation);

    // Only what waits for this account can be answered; whatever else the address names is not there.
    private async Task<ApprovalDecision?> AnswerAsync(string? id, Func<Session, SignInApproval, Task<ApprovalDecision?>> decide) =>
        Waiting.FirstOrDefault(it => it.Name == id) is { } approval && await HttpContext.FindSessionAsync() is { } session
            ? await decide(session, approval)
            : null;

    private RedirectToPageResult Back(string sentence, NoticeKind kind)
    {
        this.Tell(text[sentence], kind);
        return RedirectToPage(new { id = (string?)null, handler = (string?)null });
    }

    private static int? Read(string? number) => int.TryParse(number?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
}
