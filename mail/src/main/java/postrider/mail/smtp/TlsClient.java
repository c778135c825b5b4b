package postrider.mail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Makes TLS of TCP. One context, so that sessions are resumed over all links of a transport.
final class TlsClient {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final SmtpTls.Trust trust;

    /// @throws IllegalArgumentException if the file of authorities cannot be read
    TlsClient(SmtpTls.Trust trust) {
        this.trust = trust;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(trust), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the route's authorities are no readable PEM file of certificates: " + trust,
                    e);
        }
    }

    private static TrustManager[] trustManagers(SmtpTls.Trust trust)
            throws GeneralSecurityException, IOException {
        return switch (trust) {
            case SmtpTls.Trust.Anyone _ -> new TrustManager[] {new Believer()};
            case SmtpTls.Trust.Authorities _ -> authorities();
            case SmtpTls.Trust.File(var pem) -> {
                try (var in = Files.newInputStream(pem)) {
                    yield authorities(in);
                }
            }
        };
    }

    private static TrustManager[] authorities() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    private static TrustManager[] authorities(InputStream pem)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem))
            store.setCertificateEntry("authority-" + number++, certificate);
        if (number == 0) throw new IOException("no certificate in the file");
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
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
