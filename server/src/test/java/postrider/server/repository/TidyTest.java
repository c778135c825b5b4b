package postrider.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postrider.server.repository.Repository.Source;

/// What a reader would stumble over, and the formatter and the compiler do not see.
class TidyTest {
    private static final int COLUMNS_MAX = 100;
    // The formatter cuts neither comments nor strings, and a sentence for people stays in one
    // piece.
    private static final int TEXT_COLUMNS_MAX = 200;
    private static final int FILE_LINES_MAX = 400;
    // A contract, and many tests, are lists of sentences.
    private static final int TEST_LINES_MAX = 650;
    private static final int METHOD_LINES_MAX = 70;
    // Written so that this file does not hold what it forbids.
    private static final Pattern LEFT_OVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern EMPTY_WORD =
            Pattern.compile(
                    "(class|record|interface|enum)\\s+(\\w*(Manager|Impl|Util|Utils|Helper|Service|DTO|Dto)|(Base|Abstract)[A-Z]\\w*|\\w+Base)\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.:/~-])/(home|root|Users|work|mnt)/\\w");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._+-]+@((?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,})\\b");
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(?i).*\\.(test|example|invalid|localhost)|(.*\\.)?example\\.(com|org|net)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile(
                    "public (?:(?:final|sealed|non-sealed|abstract) )*(?:class|record|interface|enum) .*");

    @Test
    void linesFitTheScreen() {
        assertNone(Repository.java(), (_, line) -> line.length() > columnsMax(line));
    }

    private static int columnsMax(String line) {
        if (line.startsWith("import ") || line.contains("https://")) return Integer.MAX_VALUE;
        var isText = line.strip().startsWith("//") || line.contains("\"");
        return isText ? TEXT_COLUMNS_MAX : COLUMNS_MAX;
    }

    @Test
    void filesAreOfOneIdea() {
        var tooLong = Repository.java().stream().filter(s -> s.lines().size() > linesMax(s));

        assertThat(tooLong.map(Source::path)).as("files with too many lines").isEmpty();
    }

    private static int linesMax(Source source) {
        var isTest = source.isTest() || source.path().contains("/contract/");
        return isTest ? TEST_LINES_MAX : FILE_LINES_MAX;
    }

    @Test
    void methodsCanBeSeenWhole() {
        var found = new ArrayList<String>();
        for (var source : Repository.java()) {
            for (var method : JavaOutline.methods(source.text())) {
                if (method.length() > METHOD_LINES_MAX)
                    found.add(
                            "%s:%d is %d lines long"
                                    .formatted(source.path(), method.line(), method.length()));
            }
        }

        assertThat(found).as("methods over %d lines", METHOD_LINES_MAX).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertNone(Repository.sources(), (_, line) -> LEFT_OVER.matcher(line).find());
    }

    @Test
    void namesSayTheDomainAndNotThePattern() {
        assertNone(code(_ -> true), (_, line) -> EMPTY_WORD.matcher(line).find());
    }

    @Test
    void onlyCommandsWriteToTheTerminal() {
        Predicate<Source> silent = s -> s.isMain() && !mayPrint(s.path());

        assertNone(
                code(silent),
                (_, line) -> line.matches(".*\\bSystem\\.(out|err)\\b.*|.*printStackTrace.*"));
    }

    private static boolean mayPrint(String path) {
        return path.startsWith("server/")
                || path.startsWith("testkit/")
                || path.startsWith("bench/");
    }

    /// One class waits: until another process has come so far, never for a time.
    @Test
    void testsNeitherSleepNorAreSwitchedOff() {
        assertNone(
                code(s -> s.isTest() && !s.path().endsWith("/e2e/Await.java")),
                (_, line) ->
                        line.matches(".*(Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|@Disabled).*"));
    }

    @Test
    void warningsAreSilencedWithAReason() {
        assertNone(code(Source::isMain), (_, line) -> line.contains("@SuppressWarnings(\"all\")"));
    }

    @Test
    void textIsPlain() {
        var found = new ArrayList<String>();
        for (var source : Repository.sources()) {
            if (source.text().contains("\t")) found.add(source.path() + " holds a tab");
            if (source.text().contains("\r"))
                found.add(source.path() + " has line ends of another system");
            if (!source.text().endsWith("\n"))
                found.add(source.path() + " does not end with a line end");
        }

        assertThat(found).isEmpty();
    }

    @Test
    void documentsAreShort() {
        assertThat(Repository.read("README.md").lines()).hasSizeLessThanOrEqualTo(100);
        assertThat(Repository.read("ARCHITECTURE.md").lines()).hasSizeLessThanOrEqualTo(250);
    }

    @Test
    void packagesSayWhatTheyAreAndRefuseNull() {
        var packages =
                Repository.java().stream()
                        .filter(Source::isMain)
                        .map(s -> folder(s.path()))
                        .distinct();

        assertThat(packages)
                .allSatisfy(folder -> {
                    var info = folder + "/package-info.java";
                    assertThat(Files.exists(Repository.root().resolve(info))).as(info).isTrue();
                    assertThat(Repository.read(info).text())
                            .contains("@NullMarked")
                            .startsWith("///");
                });
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    @Test
    void publicTypesSayWhatTheyAre() {
        var found = new ArrayList<String>();
        for (var source : Repository.java()) {
            if (!source.isMain()) continue;
            var lines = source.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (PUBLIC_TYPE.matcher(lines.get(i)).matches() && !isCommented(lines, i))
                    found.add(source.path() + ":" + (i + 1));
            }
        }

        assertThat(found).as("public types without a /// comment").isEmpty();
    }

    /// Annotations may stand between a comment and its type.
    private static boolean isCommented(List<String> lines, int type) {
        for (int i = type - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("///")) return true;
            if (lines.get(i).isBlank()) return false;
        }
        return false;
    }

    @Test
    void noPathOfOneMachineStandsHere() {
        assertNone(Repository.sources(), (_, line) -> MACHINE_PATH.matcher(line).find());
    }

    @Test
    void testsAndDocumentsNameNobodysMailbox() {
        var sources =
                Repository.sources().stream().filter(s -> s.isTest() || s.isDocument()).toList();

        assertNone(sources, (_, line) -> namesAMailbox(line));
    }

    private static boolean namesAMailbox(String line) {
        return ADDRESS.matcher(line)
                .results()
                .anyMatch(a -> !RESERVED.matcher(a.group(1)).matches());
    }

    private interface Smell {
        boolean isIn(String path, String line);
    }

    /// Java files with strings and comments blanked.
    private static List<Source> code(Predicate<Source> wanted) {
        return Repository.java().stream()
                .filter(wanted)
                .map(s -> new Source(s.path(), JavaOutline.code(s.text())))
                .toList();
    }

    private static void assertNone(List<Source> sources, Smell smell) {
        var found = new ArrayList<String>();
        for (var source : sources) {
            var lines = source.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (smell.isIn(source.path(), lines.get(i)))
                    found.add(source.path() + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }

        assertThat(found).isEmpty();
    }
}
