using IdentityServer.Accounts.SignUp;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Clients;
using IdentityServer.Shared;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.TestKit.OpenId;
using IdentityServer.Tests.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>The clients as one of several servers sees them.</summary>
internal static class Instance
{
    public static ProviderSource ProvidersOn(TestDatabase database, ManualClock clock) =>
        new(new(database.HotTables), Options.Create(new ServerOptions { Issuer = A.Issuer }), Options.Create(new OpenIdOptions()), Options.Create(new SignUpOptions()), clock);

    public static ClientCatalog CatalogOn(TestDatabase database, ManualClock clock) =>
        new(new([]), new(database.HotTables), ProvidersOn(database, clock), clock, NullLogger<ClientCatalog>.Instance);

    public static ClientRegistry RegistryOn(TestDatabase database, ManualClock clock, ClientCatalog catalog) =>
        new(new(database.HotTables), catalog, new AuditBench(database, clock: clock).Trail, database.HotTables, clock);
}
