using IdentityServer.Protocol.OpenId.Authorization.Responses;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.OpenId.Authorization;

/// <summary>The answer on its way: a redirect, or a page with a form that posts itself.</summary>
internal sealed class DeliveredAnswer(Delivery delivery) : IResult
{
    public Task ExecuteAsync(HttpContext http) => delivery switch
    {
        Delivery.Redirect redirect => new SeeOther(redirect.Location).ExecuteAsync(http),
        Delivery.Form form => ShowAsync(http, form),
        _ => throw new InvalidOperationException("There is no further delivery."),
    };

    private static Task ShowAsync(HttpContext http, Delivery.Form form)
    {
        ResponsePolicy.Of(http).AllowFormTarget(new(form.Action));
        var page = new ViewResult
        {
            ViewName = "/OpenId/Authorization/FormPost.cshtml",
            ViewData = new ViewDataDictionary<Delivery.Form>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = form },
        };
        return page.ExecuteResultAsync(new(http, http.GetRouteData(), new ActionDescriptor()));
    }
}
