using System.Diagnostics;

namespace IdentityServer.Benchmarks.Writing;

/// <summary>What the disk itself takes to keep one page.</summary>
internal static class DiskFile
{
    public static TimeSpan MedianFlush(string path, TimeSpan duration)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        List<TimeSpan> times = [];

        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            var before = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(before));
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}
