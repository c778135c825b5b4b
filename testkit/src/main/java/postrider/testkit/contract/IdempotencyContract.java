package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.desk.Idempotency;
import postrider.desk.Idempotency.Known;

/// What [Idempotency] promises.
public interface IdempotencyContract {
    /// A memory that is ready.
    Idempotency idempotency();

    /// A project that holds nothing.
    default ProjectId freshProject() {
        return Samples.project();
    }

    @Test
    default void letsOneRequestClaimAKey() {
        var memory = idempotency();
        var project = freshProject();

        assertThat(memory.claim(project, "k", "print", NOW)).isEmpty();

        assertThat(memory.claim(project, "k", "other", NOW.plusSeconds(59)))
                .contains(new Known("print", 0, ""));
        assertThat(memory.claim(project, "l", "print", NOW)).isEmpty();
        assertThat(memory.claim(freshProject(), "k", "print", NOW)).isEmpty();
    }

    @Test
    default void letsOneOfManyThreadsClaimAKey() throws Exception {
        var memory = idempotency();
        var project = freshProject();

        var claims = Samples.together(16, () -> memory.claim(project, "k", "print", NOW));

        assertThat(claims).filteredOn(Optional::isEmpty).hasSize(1);
    }

    @Test
    default void remembersAnAnswerForADay() {
        var memory = idempotency();
        var project = freshProject();
        memory.claim(project, "k", "print", NOW);

        memory.answer(project, "k", 201, "{\"id\":\"ü\"}");

        var known = Optional.of(new Known("print", 201, "{\"id\":\"ü\"}"));
        assertThat(memory.claim(project, "k", "print", NOW)).isEqualTo(known);
        assertThat(memory.claim(project, "k", "x", NOW.plus(Idempotency.KEPT).minusMillis(1)))
                .isEqualTo(known);
        assertThat(memory.claim(project, "k", "x", NOW.plus(Idempotency.KEPT).plusMillis(1)))
                .isEmpty();
    }

    @Test
    default void freesAClaimThatIsNeverAnswered() {
        var memory = idempotency();
        var project = freshProject();
        memory.claim(project, "k", "print", NOW);

        assertThat(memory.claim(project, "k", "next", NOW.plusMillis(60_001))).isEmpty();
        assertThat(memory.claim(project, "k", "third", NOW.plusMillis(60_002)))
                .contains(new Known("next", 0, ""));
    }

    @Test
    default void forgetsAClaimThatIsReleased() {
        var memory = idempotency();
        var project = freshProject();
        memory.claim(project, "k", "print", NOW);

        memory.release(project, "k");
        memory.release(project, "k");

        assertThat(memory.claim(project, "k", "other", NOW)).isEmpty();
    }

    @Test
    default void keepsAnAnswerWhateverIsReleased() {
        var memory = idempotency();
        var project = freshProject();
        memory.claim(project, "k", "print", NOW);
        memory.answer(project, "k", 422, "no");

        memory.release(project, "k");

        assertThat(memory.claim(project, "k", "print", NOW))
                .contains(new Known("print", 422, "no"));
    }
}
