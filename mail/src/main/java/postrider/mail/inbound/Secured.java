package postrider.mail.inbound;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Turns a connection to TLS, as its server.
final class Secured {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private Secured() {}

    static Socket socket(SSLContext context, Socket plain) throws IOException {
        var host = plain.getInetAddress().getHostAddress();
        var factory = context.getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(plain, host, plain.getPort(), true);
        socket.setUseClientMode(false);
        // RFC 8996.
        socket.setEnabledProtocols(VERSIONS);
        socket.startHandshake();
        return socket;
    }
}
