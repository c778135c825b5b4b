package postrider.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import postrider.server.config.Config;

/// How much is logged.
public final class Logs {
    private Logs() {}

    /// For our own packages; libraries are heard when they warn.
    public static void set(Config.LogLevel level) {
        if (LoggerFactory.getLogger("postrider") instanceof Logger ours)
            ours.setLevel(Level.toLevel(level.name()));
    }
}
