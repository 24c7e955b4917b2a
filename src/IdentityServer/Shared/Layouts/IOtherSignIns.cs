using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Layouts;

/// <summary>Whether whoever looks at a page is signed in somewhere else too; the room that knows is above this one.</summary>
internal interface IOtherSignIns
{
    Task<bool> AnyAsync(HttpContext http);
}
