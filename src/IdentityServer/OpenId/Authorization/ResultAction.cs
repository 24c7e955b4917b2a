using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.OpenId.Authorization;

/// <summary>Lets a page answer with what the endpoints answer with.</summary>
internal sealed class ResultAction(IResult result) : IActionResult
{
    public static ResultAction SeeOther(string location) => new(new SeeOther(location));

    public Task ExecuteResultAsync(ActionContext context) => result.ExecuteAsync(context.HttpContext);
}
