using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace IdentityServer.Sqlite;

/// <summary>
/// EF Core 10 was compiled against SQLitePCLRaw 2.1.13; the newest this project can restore is 2.0.6, which works but
/// is refused by the loader for its lower version, and which bundles an engine of 2021: the operating system's is taken
/// where it is newer. Delete this file, and the NoWarn beside the package references, as soon as SQLitePCLRaw 2.1.13
/// can be restored.
/// </summary>
internal static class NativeSqlite
{
    public const string Bundled = "e_sqlite3";
    private const string System = "libsqlite3.so.0";

    /// <summary>SQLITE_CONFIG_MEMSTATUS.</summary>
    private const int MemoryStatistics = 9;

    private static string source = "bundled";

    /// <summary>Version and origin of the engine that runs.</summary>
    public static string Engine
    {
        get
        {
            Batteries_V2.Init();
            return $"{raw.sqlite3_libversion().utf8_to_string()} ({source})";
        }
    }

#pragma warning disable CA2255 // The handlers must stand before the first use of SQLite, whoever that is (the host, a tool, a test).
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += ResolveManaged;
        PreferNewerEngine();
    }

    private static Assembly? ResolveManaged(AssemblyLoadContext context, AssemblyName name) => name.Name == "SQLitePCLRaw.core"
        ? context.LoadFromAssemblyPath(KnownAssemblies().First(path => Path.GetFileName(path) == "SQLitePCLRaw.core.dll"))
        : null;

    // Beside the host when published, in the package folder when a tool runs this library from its build output.
    private static string[] KnownAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    [MethodImpl(MethodImplOptions.NoInlining)] // its types can only be loaded once the handler above stands
    private static void PreferNewerEngine()
    {
        var driver = typeof(SQLite3Provider_e_sqlite3).Assembly;
        NativeLibrary.SetDllImportResolver(driver, ResolveNative);
        NativeLibrary.SetDllImportResolver(typeof(NativeSqlite).Assembly, (name, _, path) => ResolveNative(name, driver, path));
    }

    private static nint ResolveNative(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Bundled)
            return 0;

        var hasBundled = NativeLibrary.TryLoad(Bundled, assembly, path, out var library);
        if (NativeLibrary.TryLoad(System, out var system) && !(hasBundled && VersionOf(library) >= VersionOf(system)))
            (library, source) = (system, "operating system");

        if (library != 0)
            ForgoMemoryStatistics(library);
        return library;
    }

    // Nobody asks how much memory SQLite holds; to count it, every thread takes one lock for each piece. Whatever was not
    // asked for before the first connection is refused, and counted as before.
    private static unsafe void ForgoMemoryStatistics(nint library) =>
        _ = ((delegate* unmanaged[Cdecl]<int, int, int>)NativeLibrary.GetExport(library, "sqlite3_config"))(MemoryStatistics, 0);

    private static int VersionOf(nint library) =>
        Marshal.GetDelegateForFunctionPointer<LibraryVersion>(NativeLibrary.GetExport(library, "sqlite3_libversion_number"))();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int LibraryVersion();
}
