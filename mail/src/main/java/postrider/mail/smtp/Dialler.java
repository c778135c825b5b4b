package postrider.mail.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.delivery.Transport.LinkFailed;
import postrider.mail.reply.ReplyClassifier;

/// Connects to one address and holds the dialogue before the first envelope. Safe for many threads.
final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    private final SmtpRoute route;
    private final Opening opening;
    private final SourceTurns sources;
    private final Watch watch;

    /// Sources that were complained of already; at most as many as a pool has.
    private final Set<InetAddress> missing = ConcurrentHashMap.newKeySet();

    Dialler(SmtpRoute route, Ourselves ourselves, ReplyClassifier classifier) {
        this.route = route;
        opening = new Opening(route, ourselves, classifier);
        sources = new SourceTurns(route.sources(), route.heloName());
        watch = new Watch(route.timeouts().shortest());
    }

    /// @param offered what the host offers
    record Line(Connection connection, Capabilities offered) {}

    /// @throws LinkFailed if the host refuses
    /// @throws Opening.TlsFailed if TLS was tried and did not come about
    /// @throws Opening.Loop if the host is ourselves
    Line dial(Target target, Opening.Security security) throws IOException, LinkFailed {
        var connection = connect(target);
        var opened = false;
        try {
            var line = new Line(connection, opening.open(connection, security));
            opened = true;
            return line;
        } catch (Opening.TlsFailed | Opening.Loop | ReplyReader.Garbage e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(connection.explain(e), e);
        } finally {
            if (!opened) connection.close();
        }
    }

    /// From the source whose turn it is, or the next that is of this machine.
    private Connection connect(Target target) throws IOException {
        var trouble = new IOException("no source address of the family of the host's");
        for (var source : sources.towards(target.address())) {
            try {
                return Connection.open(target, route.port(), source, route.timeouts(), watch);
            } catch (Connection.SourceMissing e) {
                if (missing.add(source.address())) LOG.warn("{}", e.getMessage());
                trouble = e;
            }
        }
        throw trouble;
    }
}
