using System.Reflection;
using System.Runtime.InteropServices;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.Edwards;

/// <summary>The few functions of OpenSSL's libcrypto that check an Ed25519 signature and import a key.</summary>
internal static partial class LibCrypto
{
    private const string Library = "libcrypto";

    // The framework itself runs on one of these where it runs on OpenSSL at all.
    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.so.1.1"];

    private static readonly nint Handle = Load();

    public static bool IsPresent => Handle != 0;

    /// <summary>Since OpenSSL 3.</summary>
    public static bool MakesKeys => IsPresent && NativeLibrary.TryGetExport(Handle, "EVP_PKEY_fromdata", out _);

    private static nint Load()
    {
        var handle = Names.Select(name => NativeLibrary.TryLoad(name, out var loaded) ? loaded : 0).FirstOrDefault(loaded => loaded != 0);
        if (handle != 0)
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Library ? handle : 0);

        return handle;
    }

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial nint NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_new_from_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewKeyContext(nint library, string algorithm, nint properties);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_free")]
    public static partial void FreeKeyContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_fromdata_init")]
    public static partial int BeginKey(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_fromdata")]
    public static partial int MakeKey(nint context, out nint key, int parts, ReadOnlySpan<OpenSslParameter> parameters);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewDigestContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigestContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    public static partial int DigestVerify(nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> data, nuint dataLength);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();
}
