package postrider.mail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/// TLS over TCP.
final class TlsWire implements Wire {
    private final SSLSocket socket;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private int asked;

    TlsWire(SSLSocket socket, SocketChannel channel) throws IOException {
        this.socket = socket;
        this.channel = channel;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// The far side's own first.
    List<X509Certificate> certificates() throws IOException {
        var chain = new ArrayList<X509Certificate>();
        for (var certificate : socket.getSession().getPeerCertificates())
            if (certificate instanceof X509Certificate x509) chain.add(x509);
        return chain;
    }

    @Override
    public int read(byte[] into, int from) throws IOException {
        return in.read(into, from, into.length - from);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        asked = length;
        out.write(bytes, 0, length);
    }

    /// All of it: a record that failed may have left.
    @Override
    public int sentAtMost() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            socket.close();
        }
    }
}
