using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace IdentityServer.Sqlite;

/// <summary>
/// EF Core 10 was compiled against SQLitePCLRaw 2.1.13; the newest this project can restore is 2.0.6, which works but
/// is refused by the loader for its lower version. Delete this file, and the NoWarn beside the package references, as
/// soon as SQLitePCLRaw 2.1.13 can be restored.
/// </summary>
internal static class NativeSqlite
{
#pragma warning disable CA2255 // The handler must stand before the first use of SQLite, whoever that is (the host, a tool, a test).
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => name.Name == "SQLitePCLRaw.core"
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
        : null;
}
