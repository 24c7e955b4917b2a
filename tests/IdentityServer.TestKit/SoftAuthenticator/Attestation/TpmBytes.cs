namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

internal static class TpmBytes
{
    public static byte[] UInt16(ushort value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Sized(byte[] bytes) => [.. UInt16((ushort)bytes.Length), .. bytes];
}
