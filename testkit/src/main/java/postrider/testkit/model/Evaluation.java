package postrider.testkit.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Runs lane control, and the two feedbacks of Postfix, against every model with many seeds, and prints
/// what became of it: `Evaluation [SEEDS [CONTENDER]]`. Columns: attempts slowed down and limit used,
/// outside the five minutes after a change; both with them; the worst run's use; runs that reach the goals
/// (2 %, 90 %).
public final class Evaluation {
    private static final int SEEDS = 100;

    private Evaluation() {}

    public static void main(String[] args) {
        var seeds = args.length == 0 ? SEEDS : Integer.parseInt(args[0]);
        for (var contender : Contender.values()) {
            if (args.length > 1 && !contender.name().equals(args[1])) continue;
            System.out.printf("%n%s, %d seeds%n", contender.title, seeds);
            print(rows(contender, ProviderModels.all(), seeds));
        }
    }

    /// Who paces.
    enum Contender {
        LANE_CONTROL("lane control"),
        ONE_PER_WINDOW("Postfix, feedback 1/N"),
        ONE("Postfix, feedback 1");

        private final String title;

        Contender(String title) {
            this.title = title;
        }

        private Pacer pacer(ProviderModel model, long now) {
            var connections = model.bounds().connectionsMax();
            return switch (this) {
                case LANE_CONTROL -> new ControlledPacer(model.bounds(), now);
                case ONE_PER_WINDOW ->
                        new PostfixFeedback(connections, PostfixFeedback.Feedback.ONE_PER_WINDOW);
                case ONE -> new PostfixFeedback(connections, PostfixFeedback.Feedback.ONE);
            };
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
                runs.add(new LaneRun(model, seed, now -> contender.pacer(model, now)).run());
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
