namespace IdentityServer.Host;

/// <summary>
/// Settings that are secrets come as files, as container runtimes and systemd hand them over: the file
/// IdentityServer__Database__ConnectionString holds IdentityServer:Database:ConnectionString.
/// </summary>
internal static class SecretFiles
{
    public static void AddSecretFiles(this IConfigurationBuilder configuration)
    {
        foreach (var directory in new[] { "/run/secrets", Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") })
            if (Directory.Exists(directory))
                configuration.AddKeyPerFile(files =>
                {
                    files.FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(directory);
                    files.IgnoreCondition = file => !file.StartsWith("IdentityServer__", StringComparison.Ordinal);
                });
    }
}
