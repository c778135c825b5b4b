package postrider.mail.smtp;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import postrider.mail.tlspolicy.Authorities;

/// Makes TLS of TCP. One context, so that sessions are resumed over all links of a transport.
final class TlsClient {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final SmtpTls.Trust trust;

    /// @throws IllegalArgumentException if the file of authorities cannot be read
    TlsClient(SmtpTls.Trust trust) {
        this.trust = trust;
        context =
                switch (trust) {
                    case SmtpTls.Trust.Anyone _ -> believing();
                    case SmtpTls.Trust.Authorities _ -> Authorities.ofPlatform().context();
                    case SmtpTls.Trust.File(var pem) -> Authorities.of(pem).context();
                };
    }

    private static SSLContext believing() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Believer()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no TLS", e);
        }
    }

    /// Shakes hands. Blocks; the caller guards the time.
    ///
    /// @param host the name that was connected to: for SNI, the certificate and the session
    TlsWire secure(SocketChannel channel, String host) throws IOException {
        var port = channel.socket().getPort();
        var socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket(channel.socket(), host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        // RFC 8314 5.2 and RFC 6125: the name in the certificate is the one that was asked for.
        if (!(trust instanceof SmtpTls.Trust.Anyone))
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsWire(socket, channel);
    }

    /// Looks at no certificate: RFC 7435 calls the outcome better than clear text.
    private static final class Believer extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
