using System.Net;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Data;

/// <summary>A database server that goes away and comes back while ours runs.</summary>
[Category("Slow")]
internal sealed class OutageTests
{
    private static readonly Statement Read = new("""SELECT "Name" FROM "JobLeases" WHERE "Name" = @name""");
    private static readonly Statement Write = new("""UPDATE "JobLeases" SET "Until" = @until WHERE "Name" = @name""");

    private static readonly Dictionary<string, Func<IServiceProvider, Task>> Works = new()
    {
        ["/hot-read"] = services => services.GetRequiredService<IHotTables>().ListAsync(Read, row => row.GetString(0), ["none"], default),
        ["/hot-write"] = services => services.GetRequiredService<IHotTables>().WriteAsync(new Unit().Add(Write, 0L, "none"), default),
        ["/ef-read"] = services => services.GetRequiredService<IdentityServerDbContext>().Users.CountAsync(),
        ["/ef-write"] = services => services.GetRequiredService<IdentityServerDbContext>().Users.ExecuteDeleteAsync(),
    };

    private PostgreSqlCluster cluster;
    private TestHost host;
    private HttpClient browser;

    [OneTimeSetUp]
    public async Task Start()
    {
        EveryDatabase.SkipUnlessThere(DatabaseKind.PostgreSql);
        cluster = await PostgreSqlCluster.StartAsync();
        host = new TestHost
        {
            Settings =
            {
                ["IdentityServer:Database:Provider"] = "PostgreSql",
                ["IdentityServer:Database:ConnectionString"] = cluster.ConnectionString("outage"),
            },
            Fakes = services => services.AddSingleton<IStartupFilter, WorkPages>(),
        };
        browser = host.NewBrowser();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        browser?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    [Test]
    public async Task People_are_asked_to_come_back_and_find_everything_as_before()
    {
        foreach (var path in Works.Keys.Append("/health/ready"))
            Assert.That(await StatusAsync(path), Is.EqualTo(HttpStatusCode.OK), $"{path} before");

        await cluster.StopServerAsync();
        foreach (var path in Works.Keys)
        {
            using var answer = await browser.GetAsync(path);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), path);
            Assert.That(answer.Headers.RetryAfter?.Delta, Is.Not.Null, path);
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"), path);
        }

        Assert.That(await StatusAsync("/health/ready"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await StatusAsync("/health/live"), Is.EqualTo(HttpStatusCode.OK));

        await cluster.StartServerAsync();
        foreach (var path in Works.Keys.Append("/health/ready"))
            Assert.That(await StatusAsync(path), Is.EqualTo(HttpStatusCode.OK), $"{path} afterwards");
    }

    [Test]
    public async Task A_restart_between_two_requests_is_not_noticed_by_who_reads()
    {
        Assert.That(await StatusAsync("/hot-read"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync("/ef-read"), Is.EqualTo(HttpStatusCode.OK));

        await cluster.StopServerAsync();
        await cluster.StartServerAsync();

        Assert.That(await StatusAsync("/hot-read"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync("/ef-read"), Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private sealed class WorkPages : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(async http =>
            {
                if (!Works.TryGetValue(http.Request.Path, out var work))
                {
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }

                await work(http.RequestServices);
                await http.Response.WriteAsync("done");
            });
        };
    }
}
