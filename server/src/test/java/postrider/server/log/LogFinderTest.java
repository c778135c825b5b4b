package postrider.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogFinderTest {
    @Test
    void whatCoreLogsArrivesWithItsLevel() {
        var name = "postrider.a.logger.of.core";
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        ((Logger) LoggerFactory.getLogger(name)).addAppender(heard);

        System.getLogger(name).log(System.Logger.Level.WARNING, "{0} of {1}", 1, "two");
        System.getLogger(name).log(System.Logger.Level.DEBUG, "too quiet");

        assertThat(heard.list).hasSize(1);
        assertThat(heard.list.getFirst().getLevel()).isEqualTo(Level.WARN);
        assertThat(heard.list.getFirst().getFormattedMessage()).isEqualTo("1 of two");
    }
}
