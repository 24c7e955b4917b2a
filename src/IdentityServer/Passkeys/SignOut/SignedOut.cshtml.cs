using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignOut;

internal sealed class SignedOutModel : PageModel;
