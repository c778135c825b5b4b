package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static List<String> sentences(String status) throws JsonProcessingException {
        return StatusCommand.sentences(new ObjectMapper().readTree(status));
    }

    @Test
    void tellsWhyAndSinceWhenAGuardPaused() throws JsonProcessingException {
        assertThat(
                        sentences(
                                """
                                {"guard":{"state":"paused","sentences":["paused by a guard: so"],
                                 "paused_since":"2025-12-01T10:00:00Z"},
                                 "canary":null,"queue_position":null,"queue_sentence":null}\
                                """))
                .containsExactly("paused by a guard: so (since 2025-12-01T10:00:00Z)");
    }

    @Test
    void tellsOfWarningsTheCanaryAndTheQueue() throws JsonProcessingException {
        assertThat(
                        sentences(
                                """
                                {"guard":{"state":"warns","sentences":["too much"],"paused_since":null},
                                 "canary":{"went_on_at":null,"sentence":"the canary settles"},
                                 "queue_position":2,"queue_sentence":"it waits"}\
                                """))
                .containsExactly("a guard warns: too much", "the canary settles", "it waits");
    }

    @Test
    void saysNothingWhereThereIsNothing() throws JsonProcessingException {
        assertThat(
                        sentences(
                                """
                                {"guard":{"state":"quiet","sentences":[],"paused_since":null},"canary":null,
                                 "queue_position":null,"queue_sentence":null}\
                                """))
                .isEmpty();
    }
}
