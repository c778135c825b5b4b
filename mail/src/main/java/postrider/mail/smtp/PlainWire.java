package postrider.mail.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// TCP. A channel and not a socket's streams, because it tells how much of a failed write left.
final class PlainWire implements Wire {
    private final SocketChannel channel;
    private ByteBuffer out = ByteBuffer.allocate(0);

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] into, int from) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, into.length - from));
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        out = ByteBuffer.wrap(bytes, 0, length);
        while (out.hasRemaining()) channel.write(out);
    }

    @Override
    public int sentAtMost() {
        return out.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
