using IdentityServer.Accounts.Groups;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>Which of a person's passkeys may confirm what is asked, and why the others may not.</summary>
internal sealed class ConfirmerCheck(PasskeyStore passkeys, GroupStore groups, IOptions<PasskeyOptions> options, TimeProvider clock)
{
    public async Task<Confirmers> OfAsync(Session session, ProofRequest? asked, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var owned = await passkeys.OfAccountAsync(session.AccountId, cancellation);
        var working = owned.Where(it => FirstVerification.MayConfirm(it, session, now)).ToList();
        var deviceBound = asked?.Action is ActionClass.A && options.Value.AdministratorsDeviceBound
            && (await groups.OfAccountAsync(session.AccountId, cancellation)).Contains(GroupMember.Administrators);
        var bound = deviceBound ? working.FindAll(it => !it.BackupEligible) : working;
        var settled = asked is { Settled: true } or { Action: ActionClass.A } ? bound.FindAll(it => it.SettledAt <= now) : bound;

        return new(settled)
        {
            NoneWorks = working is [] && owned.Exists(it => it.UserVerified),
            WantsDeviceBound = deviceBound,
            LacksDeviceBound = working is not [] && bound is [],
            SettledAt = bound.Count > settled.Count ? bound.Except(settled).Min(it => it.SettledAt) : null,
        };
    }
}

/// <param name="Able">Those that may.</param>
internal sealed record Confirmers(IReadOnlyList<Passkey> Able)
{
    public bool Any => Able is not [];

    /// <summary>There are some, and they are suspended.</summary>
    public required bool NoneWorks { get; init; }

    /// <summary>Only those count that never leave their device.</summary>
    public required bool WantsDeviceBound { get; init; }

    /// <summary>And none of those that work is one.</summary>
    public required bool LacksDeviceBound { get; init; }

    /// <summary>When the first that is too young now will do; null where none waits.</summary>
    public required DateTimeOffset? SettledAt { get; init; }
}
