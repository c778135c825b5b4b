package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A small part of what `Evaluation` prints in full.
class EvaluationTest {
    private static final int SEEDS = 2;

    private static RunResult sum(List<Evaluation.Row> rows) {
        return rows.stream().map(Evaluation.Row::sum).reduce(RunResult.NOTHING, RunResult::plus);
    }

    @Test
    void slowsFewUsesMostAndStarvesNobody() {
        var rows = Evaluation.rows(Evaluation.Contender.LANE_CONTROL, ProviderModels.all(), SEEDS);

        var sum = sum(rows);
        assertThat(sum.slowedShare()).isLessThanOrEqualTo(0.02);
        assertThat(sum.usedShare()).isGreaterThanOrEqualTo(0.90);
        assertThat(rows).allSatisfy(EvaluationTest::eachByItself);
    }

    private static void eachByItself(Evaluation.Row row) {
        var name = row.model().name();
        assertThat(row.sum().slowedShare()).as(name).isLessThanOrEqualTo(0.02);
        assertThat(row.runs()).as(name).allMatch(run -> run.usedShare() > 0.15);
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
