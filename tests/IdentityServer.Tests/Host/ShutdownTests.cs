using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using IdentityServer.Shared.Headers;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

[Category("Slow"), Platform(Exclude = "Win")]
internal sealed class ShutdownTests
{
    private TemporaryDirectory data;

    [SetUp]
    public void Prepare() => data = new();

    [TearDown]
    public void CleanUp() => data.Dispose();

    [Test]
    public async Task A_request_that_has_begun_is_finished()
    {
        await using var host = await HostProcess.StartAsync(data.Path);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var upload = new SlowUpload();

        var answer = client.PostAsync(CspReports.Path, upload);
        await upload.Begun;
        await host.TellToStopAsync();
        await RefusesAsync(host.Address);
        upload.Finish();

        Assert.That((int)(await answer).StatusCode, Is.InRange(200, 399));
        Assert.That(await host.ExitCodeAsync(), Is.Zero, host.Output);
    }

    [Test]
    public async Task A_restart_under_load_fails_no_request()
    {
        var failures = new ConcurrentQueue<Exception>();
        var answers = 0;
        using var end = new CancellationTokenSource();
        // So many people come from one address here.
        const string unlimited = "--IdentityServer:Edge:RequestsPerSecond=0";
        var first = await HostProcess.StartAsync(data.Path, port: 0, unlimited);
        var people = Enumerable.Range(0, 24).Select(_ => Task.Run(KeepAskingAsync)).ToArray();

        await GrowAsync();
        await first.TellToStopAsync();
        Assert.That(await first.ExitCodeAsync(), Is.Zero, first.Output);
        await using var second = await HostProcess.StartAsync(data.Path, first.Address.Port, unlimited);
        await GrowAsync();
        await end.CancelAsync();
        await Task.WhenAll(people);
        await first.DisposeAsync();

        Assert.That(failures, Is.Empty);

        async Task KeepAskingAsync()
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            while (!end.IsCancellationRequested)
            {
                try
                {
                    using var answer = await client.GetAsync("/sign-in");
                    if (answer.StatusCode is HttpStatusCode.OK)
                        Interlocked.Increment(ref answers);
                    else
                        failures.Enqueue(new InvalidOperationException(answer.StatusCode.ToString()));
                }
                catch (HttpRequestException refused) when (refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    await Task.Delay(20);
                }
                catch (Exception failure)
                {
                    failures.Enqueue(failure);
                }
            }
        }

        async Task GrowAsync()
        {
            for (var before = Volatile.Read(ref answers); Volatile.Read(ref answers) < before + 500;)
                await Task.Delay(20);
        }
    }

    private static async Task RefusesAsync(Uri address)
    {
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, address.Port);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private sealed class SlowUpload : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowUpload() => Headers.ContentType = new("application/reports+json");

        public Task Begun => begun.Task;

        public void Finish() => finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("["u8.ToArray());
            await stream.FlushAsync();
            // The server has read the headers and waits for the rest.
            await Task.Delay(200);
            begun.SetResult();
            await finish.Task;
            await stream.WriteAsync("]"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length) => (length = 2) > 0;
    }
}
