using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Sessions.States;

/// <summary>The same for everybody who opens it.</summary>
internal sealed class LockedModel : PageModel;
