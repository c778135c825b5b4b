package postrider.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeaningTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonMeansSomethingByItself(Reason reason) {
        assertThat(Meaning.of(reason).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatIsTheRecipientsNeverTouchesTheLane(Reason reason) {
        var meaning = Meaning.of(reason);

        if (meaning.scope() == Scope.RECIPIENT)
            assertThat(meaning.action()).isEqualTo(LaneAction.NONE);
    }

    @Test
    void aRefusalsReasonIsThatOfItsMeaning() {
        var meaning = Meaning.of(Reason.RATE_LIMITED).with(LaneAction.SUSPEND);

        Outcome.Refusal refusal = new Outcome.Deferred(Reply.NONE, meaning, Duration.ZERO);

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.meaning().action()).isEqualTo(LaneAction.SUSPEND);
        assertThat(refusal.status()).isEqualTo(Status.DEFERRED);
    }
}
