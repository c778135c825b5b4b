package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.server.Wiring;

class SimulateCommandTest {
    private final StringWriter err = new StringWriter();

    private record Ran(int exit, String out) {}

    private Ran simulate(String... options) {
        var out = new StringWriter();
        var terminal =
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        Terminal.Screen.NONE);
        var words = Stream.concat(Stream.of("simulate"), Stream.of(options));
        var exit = new Commands(terminal, new Wiring()).run(words.toArray(String[]::new));
        return new Ran(exit, out.toString());
    }

    @Test
    void accountsForEveryMessageByMailboxProvider() {
        var ran = simulate("--messages", "5000", "--campaigns", "3");

        assertThat(ran.exit()).isEqualTo(Exit.DONE);
        assertThat(ran.out().lines())
                .anySatisfy(line -> assertThat(line).matches("google .* 1,899"))
                .anySatisfy(line -> assertThat(line).matches("all .* 5,000"))
                .anySatisfy(
                        line -> assertThat(line).matches(" +attempts +slowed down +limit used.*"));
        assertThat(err.toString()).startsWith("played in ");
    }

    @Test
    void theSameOptionsHaveTheSameOutput() {
        String[] options = {"--messages", "3000", "--nodes", "3", "--seed", "7", "--json"};

        assertThat(simulate(options)).isEqualTo(simulate(options));
    }

    @Test
    void showsAWarmupDayByDay() throws JsonProcessingException {
        var table = simulate("--messages", "20000", "--days", "4", "--young", "2").out();
        var json = simulate("--messages", "20000", "--days", "4", "--young", "2", "--json").out();

        // Two sources and nine mailbox providers.
        assertThat(table.lines()).anySatisfy(line -> assertThat(line).matches("day 1 +900 .*"));
        var days = new ObjectMapper().readTree(json).path("warmup");
        assertThat(days).hasSize(4);
        assertThat(days)
                .allSatisfy(day ->
                        assertThat(day.path("sent").asLong())
                                .isLessThanOrEqualTo(day.path("planned").asLong()));
    }

    @Test
    void refusesWhatCannotBePlayed() {
        assertThat(simulate("--messages", "0").exit()).isEqualTo(Exit.REFUSED);
        assertThat(simulate("--young", "3").exit()).isEqualTo(Exit.REFUSED);
        assertThat(simulate("--days", "400").exit()).isEqualTo(Exit.REFUSED);
        assertThat(err.toString())
                .contains("--messages is 1 to 1,000,000,000", "--young is 0 to --sources");
    }
}
