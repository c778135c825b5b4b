package postrider.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.lane.MxResolver.Answer;

class ReservedNamesTest {
    private final ReservedNames names =
            new ReservedNames(domain -> new Answer.Hosts(List.of("mx." + domain)));

    @Test
    void aNameForTrialsIsItsOwnHost() {
        assertThat(names.resolve("gmail.com.test"))
                .isEqualTo(new Answer.Hosts(List.of("gmail.com.test")));
        assertThat(names.resolve("shop.example"))
                .isEqualTo(new Answer.Hosts(List.of("shop.example")));
    }

    @Test
    void allOthersAreAskedOfTheDns() {
        assertThat(names.resolve("example.com"))
                .isEqualTo(new Answer.Hosts(List.of("mx.example.com")));
        assertThat(names.resolve("mytest")).isEqualTo(new Answer.Hosts(List.of("mx.mytest")));
    }
}
