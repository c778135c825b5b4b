package postrider.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a benchmark found: figures, and how those that have a goal stand to it. Printed as a table
/// and as a line of JSON.
final class Figures {
    private final String benchmark;
    private final List<Row> rows = new ArrayList<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private boolean reached = true;

    private record Row(String name, String figure, String goal, String verdict) {}

    Figures(String benchmark) {
        this.benchmark = benchmark;
        json.put("benchmark", benchmark);
        json.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("machine", machine());
    }

    private static String machine() {
        return "%s, %d processors, %s %s, Java %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.version"));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // Not a Linux: the architecture has to do.
            return System.getProperty("os.arch");
        }
    }

    /// A figure that has no goal.
    Figures add(String name, Number figure, String unit) {
        return row(name, figure.doubleValue(), unit, "", "");
    }

    Figures text(String name, String text) {
        rows.add(new Row(name, text, "", ""));
        json.put(key(name), text);
        return this;
    }

    Figures atMost(String name, Number figure, String unit, Number goal) {
        var isReached = figure.doubleValue() <= goal.doubleValue();
        return goal(name, figure, unit, "<= " + shown(goal.doubleValue()), isReached);
    }

    Figures atLeast(String name, Number figure, String unit, Number goal) {
        var isReached = figure.doubleValue() >= goal.doubleValue();
        return goal(name, figure, unit, ">= " + shown(goal.doubleValue()), isReached);
    }

    Figures exactly(String name, Number figure, String unit, Number goal) {
        var isReached = figure.doubleValue() == goal.doubleValue();
        return goal(name, figure, unit, "= " + shown(goal.doubleValue()), isReached);
    }

    private Figures goal(String name, Number figure, String unit, String goal, boolean isReached) {
        reached &= isReached;
        json.put(key(name) + "_ok", isReached);
        return row(name, figure.doubleValue(), unit, goal, isReached ? "pass" : "FALLS SHORT");
    }

    private Figures row(String name, double figure, String unit, String goal, String verdict) {
        rows.add(new Row(name, (shown(figure) + " " + unit).strip(), goal, verdict));
        if (figure == Math.rint(figure)) json.put(key(name), (long) figure);
        else json.put(key(name), Math.round(figure * 1000) / 1000.0);
        return this;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
    }

    private static String shown(double figure) {
        var decimals = figure == Math.rint(figure) || Math.abs(figure) >= 1000 ? 0 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    }

    /// Whether every figure that has a goal reaches it.
    boolean isReached() {
        return reached;
    }

    ObjectNode json() {
        return json;
    }

    /// @return the exit code: 0 if all goals were reached, else 1
    int print(PrintStream out) {
        var name = width(rows.stream().map(Row::name).toList());
        var figure = width(rows.stream().map(Row::figure).toList());
        var goal = width(rows.stream().map(Row::goal).toList());
        out.println(benchmark + ", on " + machine());
        for (var row : rows) {
            var line =
                    "  %s  %s  %s  %s"
                            .formatted(
                                    left(row.name(), name),
                                    right(row.figure(), figure),
                                    left(row.goal(), goal),
                                    row.verdict());
            out.println(line.stripTrailing());
        }
        out.println(json);
        return reached ? 0 : 1;
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
