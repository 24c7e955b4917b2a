using System.Security.Cryptography;
using System.Text;
using IdentityServer.Data;
using IdentityServer.Sessions.Proofs;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Between the passkey and the file: each form of the export is handed out once, to the session that proved itself.</summary>
internal sealed class ExportTickets(ActionProofs proofs, IHotTables tables)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public Unit Add(Unit unit, Guid session)
    {
        foreach (var form in Enum.GetValues<ExportForm>())
            proofs.Add(unit, session, HashOf(form), Lifetime);
        return unit;
    }

    public Task WriteAsync(Unit unit) => tables.WriteAsync(unit, CancellationToken.None);

    public Task<bool> TakeAsync(Guid session, ExportForm form, CancellationToken cancellation) => proofs.TakeAsync(session, HashOf(form), cancellation);

    private static byte[] HashOf(ExportForm form) => SHA256.HashData(Encoding.UTF8.GetBytes($"export file {form}"));
}

internal enum ExportForm
{
    Page,
    Json,
}
