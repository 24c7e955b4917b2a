using IdentityServer.Accounts.Passwords;
using IdentityServer.Data.Jobs;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

internal sealed class SwitchOffJob(LegacyPasswordStore passwords, SwitchOffCampaign campaign) : IJob
{
    public string Name => "password-switch-off";

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var password in await passwords.PlannedAsync(cancellation))
            await campaign.GoOnAsync(password, cancellation);
    }
}
