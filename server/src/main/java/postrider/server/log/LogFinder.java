package postrider.server.log;

import org.slf4j.LoggerFactory;

/// Hands the loggers of core and of the JDK (`System.Logger`) to SLF4J. The JDK finds it by its service
/// file.
public final class LogFinder extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Slf4jLogger(LoggerFactory.getLogger(name));
    }
}
