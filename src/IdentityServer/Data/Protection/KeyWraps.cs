namespace IdentityServer.Data.Protection;

/// <summary>The first one wraps; each opens what it has wrapped.</summary>
internal sealed class KeyWraps(IReadOnlyList<IKeyWrap> all)
{
    public IKeyWrap Present => all[0];

    public IKeyWrap? Find(string id) => all.FirstOrDefault(wrap => wrap.Id == id);

    /// <exception cref="FormatException">Its message is for the operator.</exception>
    public static KeyWraps Read(MasterKeyOptions options, string contentRoot) => new(
    [
        KeyWrapReader.Read(options, "IdentityServer:MasterKey", contentRoot),
        .. options.Former.Select((former, at) => KeyWrapReader.Read(former, $"IdentityServer:MasterKey:Former:{at}", contentRoot)),
    ]);
}
