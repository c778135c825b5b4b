package postrider.testkit.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Runs lane control, and the two feedbacks of Postfix, against every model with many seeds, and prints
/// what became of it: `Evaluation SEEDS`.
public final class Evaluation {
    private static final int SEEDS = 100;

    private Evaluation() {}

    public static void main(String[] args) {
        var seeds = args.length == 0 ? SEEDS : Integer.parseInt(args[0]);
        for (var contender : Contender.values()) {
            System.out.printf("%n%s, %d seeds%n", contender.title, seeds);
            print(rows(contender, ProviderModels.all(), seeds));
        }
    }

    /// Who paces.
    enum Contender {
        LANE_CONTROL("lane control", m -> now -> new ControlledPacer(m.bounds(), now)),
        ONE_PER_WINDOW(
                "Postfix, feedback 1/N",
                m ->
                        _ ->
                                new PostfixFeedback(
                                        m.bounds().connectionsMax(),
                                        PostfixFeedback.Feedback.ONE_PER_WINDOW)),
        ONE(
                "Postfix, feedback 1",
                m ->
                        _ ->
                                new PostfixFeedback(
                                        m.bounds().connectionsMax(), PostfixFeedback.Feedback.ONE));

        private final String title;
        private final Function<ProviderModel, LongFunction<Pacer>> pacers;

        Contender(String title, Function<ProviderModel, LongFunction<Pacer>> pacers) {
            this.title = title;
            this.pacers = pacers;
        }
    }

    /// A model, and its runs.
    record Row(ProviderModel model, List<RunResult> runs) {
        RunResult sum() {
            return runs.stream().reduce(RunResult.NOTHING, RunResult::plus);
        }
    }

    static List<Row> rows(Contender contender, List<ProviderModel> models, int seeds) {
        var rows = new ArrayList<Row>();
        for (var model : models) {
            var runs = new ArrayList<RunResult>();
            for (int seed = 1; seed <= seeds; seed++)
                runs.add(new LaneRun(model, seed, contender.pacers.apply(model)).run());
            rows.add(new Row(model, runs));
        }
        return rows;
    }

    private static void print(List<Row> rows) {
        System.out.printf(
                "%-48s %8s %8s %8s %8s %8s %8s%n",
                "model", "slowed", "used", "all slow", "all used", "worst", "good");
        Map<ProviderModel.Kind, List<RunResult>> kinds = new EnumMap<>(ProviderModel.Kind.class);
        var all = new ArrayList<RunResult>();
        for (var row : rows) {
            print(row.model().name(), row.runs());
            kinds.computeIfAbsent(row.model().kind(), _ -> new ArrayList<>()).addAll(row.runs());
            all.addAll(row.runs());
        }
        kinds.forEach((kind, runs) -> print("= " + kind, runs));
        print("= all", all);
    }

    private static void print(String name, List<RunResult> runs) {
        var sum = runs.stream().reduce(RunResult.NOTHING, RunResult::plus);
        var worst = runs.stream().mapToDouble(RunResult::usedShare).min().orElse(0);
        var good = runs.stream().filter(RunResult::isGood).count();
        System.out.printf(
                "%-48s %7.2f%% %7.1f%% %7.2f%% %7.1f%% %7.1f%% %7.0f%%%n",
                name,
                100 * sum.slowedShare(),
                100 * sum.usedShare(),
                100 * sum.slowedShareInAll(),
                100 * sum.usedShareInAll(),
                100 * worst,
                100.0 * good / runs.size());
    }
}
