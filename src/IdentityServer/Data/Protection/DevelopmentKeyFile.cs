using System.Security.Cryptography;
using IdentityServer.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Data.Protection;

/// <summary>A bare clone runs without a setting: Development keeps its master key beside its database.</summary>
internal sealed class DevelopmentKeyFile(IHostEnvironment environment, IOptions<ServerOptions> server) : IPostConfigureOptions<MasterKeyOptions>
{
    public const string Name = "master.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void PostConfigure(string? name, MasterKeyOptions options)
    {
        if (!options.IsEmpty || !environment.IsDevelopment())
            return;

        var directory = Directory.CreateDirectory(Path.GetFullPath(server.Value.DataDirectory, environment.ContentRootPath));
        options.File = Path.Combine(directory.FullName, Name);
        if (!File.Exists(options.File))
            Create(options.File);
    }

    // Written aside and moved into place, so that another process which starts now sees a whole key or none; one at a
    // time, because a move replaces what another process has just put there.
    private static void Create(string path)
    {
        using var turn = TakeTurn($"{path}.lock");
        if (File.Exists(path))
            return;

        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        using (var writer = new StreamWriter(aside, options))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength)));

        File.Move(aside, path);
    }

    private static FileStream TakeTurn(string path)
    {
        FileStream? turn;
        while ((turn = FileTurn.TryTake(path)) is null)
            Thread.Sleep(20);
        return turn;
    }
}
