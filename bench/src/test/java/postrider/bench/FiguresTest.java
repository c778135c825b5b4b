package postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int print(Figures figures) {
        return figures.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @Test
    void saysWhereAFigureFallsShort() {
        var exit =
                print(
                        new Figures("some")
                                .atLeast("rate/s", 90, "", 100)
                                .atMost("cost", 1, "us", 2));

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("rate/s +90 +>= 100 +FALLS SHORT")
                .containsPattern("cost +1 us +<= 2 +pass");
    }

    @Test
    void endsWithALineOfJson() {
        var exit = print(new Figures("some").exactly("lost", 0, "", 0).add("a/b c", 1.5, ""));

        assertThat(exit).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("{\"benchmark\":\"some\"")
                .contains("\"lost_ok\":true,\"lost\":0,\"a_b_c\":1.5");
    }
}
