namespace IdentityServer.Data.Migrating;

internal sealed class SchemaBehindException(IReadOnlyList<string> pending) : Exception(
    $"The database lacks {pending.Count} migration(s): {string.Join(", ", pending)}. "
    + "Run the server's migrate command once with the same settings (IdentityServer.Host migrate), then start again.");
