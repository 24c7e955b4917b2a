using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Sessions.Repudiation;

internal sealed class NotMeDoneModel : PageModel;
