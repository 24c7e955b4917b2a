using System.Globalization;
using System.Text;

namespace IdentityServer.Notifications.Smtp;

/// <summary>The line-by-line side of a connection, with bounds on what the other side may send.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int MostLines = 64;

    private readonly byte[] buffer = new byte[4096]; // RFC 5321 §4.5.3.1.5: a line has 512 at most
    private int start;
    private int end;

    /// <summary>Something was sent that nobody has asked for.</summary>
    public bool HasUnread => start < end;

    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                throw new SmtpFailedException("not_understood");

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new(code, lines);
        }

        throw new SmtpFailedException("not_understood");
    }

    public async Task WriteLineAsync(string line, CancellationToken cancellation)
    {
        // The last door: what looks like two commands never leaves.
        if (line.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("A command is one line.");

        await WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellation);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await stream.WriteAsync(content, cancellation);
        await stream.FlushAsync(cancellation);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
                throw new SmtpFailedException("not_understood");

            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read is 0)
                throw new SmtpFailedException("connection_closed");
            end += read;
        }
    }
}
