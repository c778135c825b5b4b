package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A small part of what `Evaluation` prints in full.
class EvaluationTest {
    private static final int SEEDS = 3;

    private static RunResult sum(List<Evaluation.Row> rows) {
        return rows.stream().map(Evaluation.Row::sum).reduce(RunResult.NOTHING, RunResult::plus);
    }

    @Test
    void slowsFewAndUsesMostOfWhatHiddenLimitsAllow() {
        var rows = Evaluation.rows(Evaluation.Contender.LANE_CONTROL, ProviderModels.all(), SEEDS);

        var sum = sum(rows);
        assertThat(sum.slowedShare()).isLessThanOrEqualTo(0.02);
        assertThat(sum.usedShare()).isGreaterThanOrEqualTo(0.90);
        // Deferred by throttling: also each model by itself, the noisy ones included.
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.sum().slowedShare())
                                .as(row.model().name())
                                .isLessThanOrEqualTo(0.02));
    }

    @Test
    void nobodyStarves() {
        var rows = Evaluation.rows(Evaluation.Contender.LANE_CONTROL, ProviderModels.all(), SEEDS);

        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.runs())
                                .as(row.model().name())
                                .allMatch(run -> run.usedShare() > 0.15));
    }

    @Test
    void isTheSameEachTime() {
        var models = ProviderModels.all().subList(0, 5);

        var once = Evaluation.rows(Evaluation.Contender.LANE_CONTROL, models, 1);
        var again = Evaluation.rows(Evaluation.Contender.LANE_CONTROL, models, 1);

        assertThat(again).isEqualTo(once);
    }

    @Test
    void concurrencyAloneIsSlowedFarMoreOften() {
        var models = ProviderModels.all().stream().filter(m -> m.hours() <= 12).toList();

        var feedback = sum(Evaluation.rows(Evaluation.Contender.ONE_PER_WINDOW, models, 1));

        assertThat(feedback.slowedShare()).isGreaterThan(0.05);
    }
}
