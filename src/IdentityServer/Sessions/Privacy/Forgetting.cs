using IdentityServer.Accounts.Names;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Every room forgets the person. What is left is that nobody takes their name at once.</summary>
internal sealed class Forgetting(IEnumerable<IPersonalData> rooms, TakenNames names)
{
    public async Task AddToAsync(Unit unit, Guid accountId, CancellationToken cancellation)
    {
        foreach (var room in rooms)
            room.AddErasure(unit, accountId);
        await names.GiveUpAsync(unit, accountId, cancellation);
    }
}
