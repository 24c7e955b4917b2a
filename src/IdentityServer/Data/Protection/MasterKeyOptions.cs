namespace IdentityServer.Data.Protection;

/// <summary>The master key protects every secret in the database. It is the one secret that must be kept elsewhere.</summary>
internal sealed class MasterKeyOptions : MasterKeySource
{
    /// <summary>Keys that are being replaced: they still open what is wrapped with them, which is then wrapped with the present one.</summary>
    public List<MasterKeySource> Former { get; set; } = [];
}
