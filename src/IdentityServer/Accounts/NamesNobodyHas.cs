using System.Security.Cryptography;
using System.Text;
using IdentityServer.Data.Protection;

namespace IdentityServer.Accounts;

/// <summary>A name that nobody has is counted and looked up like an account, always the same one, so that nobody can tell.</summary>
internal sealed class NamesNobodyHas(MasterKey master)
{
    private readonly Lazy<byte[]> key = new(() => master.Derive("names nobody has"), LazyThreadSafetyMode.PublicationOnly);

    public Guid IdFor(string name) => new(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(AccountName.Normalize(name)))[..16]);
}
