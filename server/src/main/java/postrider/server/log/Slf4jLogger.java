package postrider.server.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// A logger of the JDK's kind that writes to SLF4J.
record Slf4jLogger(Logger to) implements System.Logger {
    @Override
    public String getName() {
        return to.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return switch (level) {
            case ALL, TRACE -> to.isTraceEnabled();
            case DEBUG -> to.isDebugEnabled();
            case INFO -> to.isInfoEnabled();
            case WARNING -> to.isWarnEnabled();
            case ERROR -> to.isErrorEnabled();
            case OFF -> false;
        };
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String message,
            @Nullable Throwable thrown) {
        if (isLoggable(level)) write(level, String.valueOf(message), thrown);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        if (!isLoggable(level)) return;
        var isPlain = values == null || values.length == 0;
        var text = String.valueOf(format);
        write(level, isPlain ? text : MessageFormat.format(text, values), null);
    }

    private void write(Level level, String text, @Nullable Throwable thrown) {
        switch (level) {
            case ALL, TRACE -> to.trace(text, thrown);
            case DEBUG -> to.debug(text, thrown);
            case INFO -> to.info(text, thrown);
            case WARNING -> to.warn(text, thrown);
            case ERROR -> to.error(text, thrown);
            case OFF -> {}
        }
    }
}
