using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Protection;

/// <summary>A warning and not a refusal: inside a container a mounted secret often has no tighter rights, and no other users.</summary>
internal static class KeyFileRights
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static void Check(MasterKeyOptions options, string contentRoot, ILogger log)
    {
        var files =
            from source in options.Former.Prepend(options)
            from file in new[] { source.File, source.CertificateKey ?? source.Certificate }
            where file is not null
            select Path.GetFullPath(file, contentRoot);

        foreach (var file in files)
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
                log.MasterKeyShared(file);
    }
}
