package postrider.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import postrider.lane.MxResolver;
import postrider.server.config.Config;

/// Puts engines together. All that is started is started when the call returns.
public interface Engines {
    /// Asks DNS, as the configured machine does.
    MxResolver dns();

    /// Opens the data folder (made if it is missing) and starts planning and sending.
    ///
    /// @throws CannotStart saying what to mend
    Engine open(Config config, MxResolver resolver);

    /// The same with the API in front of it.
    ///
    /// @throws CannotStart saying what to mend
    Serving serve(Config config);

    /// A server at work.
    interface Serving extends AutoCloseable {
        /// Where the API answers.
        URI url();

        /// The API key that was made at this start, if one was: it is shown once.
        Optional<FirstKey> firstKey();

        /// Where mail that comes back is taken, if it is.
        Optional<Integer> inboundPort();

        /// As [Engine#close], and neither API nor listener answers any more.
        @Override
        void close();
    }

    /// @param file where it was written, for its owner's eyes
    record FirstKey(String text, Path file) {}

    /// Something outside of this program stands in the way: a folder, a port, a key, a database.
    final class CannotStart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CannotStart(String message) {
            super(message);
        }
    }
}
