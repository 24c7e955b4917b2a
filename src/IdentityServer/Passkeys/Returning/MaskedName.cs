using System.Globalization;

namespace IdentityServer.Passkeys.Returning;

/// <summary>Enough for its owner to recognise, too little for whoever borrows the device.</summary>
internal static class MaskedName
{
    public static string Of(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return $"{StringInfo.GetNextTextElement(name)}•••{(at > 0 ? name[at..] : "")}";
    }
}
