using System.Runtime.InteropServices;

namespace IdentityServer.Protocol.Edwards;

/// <summary>An EVP_PKEY.</summary>
internal sealed class KeyHandle() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    public KeyHandle(nint key) : this() => SetHandle(key);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeKey(handle);
        return true;
    }
}
