namespace IdentityServer.Shared;

/// <summary>
/// One process at a time: a file held open. The operating system lets go of it however the process ends, so that no
/// killed one leaves a lock behind.
/// </summary>
internal static class FileTurn
{
    /// <summary>Null while another has it. Disposing gives it back and removes the file.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException fault) when ((fault.HResult & 0xFFFF) is 11 or 32 or 35) // held, in Linux's, Windows' and macOS' words
        {
            return null;
        }
    }
}
