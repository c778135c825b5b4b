package postrider.server.cli;

import java.util.List;
import java.util.stream.Collectors;
import postrider.campaign.Problem;
import postrider.desk.Answer;

/// Turns what a desk answers into a value, or into words for a terminal.
final class Answers {
    private Answers() {}

    /// @throws CannotDo unless it was done
    static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T>(var value) -> value;
            case Answer.Refused<T>(var problems) -> throw refused(problems);
            case Answer.Conflict<T>(_, var detail) -> throw CannotDo.refused(detail);
            case Answer.Stale<T>() ->
                    throw CannotDo.failed("somebody else changed it at the same time: try again");
            case Answer.Missing<T>(var what) -> throw CannotDo.refused("there is no " + what);
        };
    }

    static CannotDo refused(List<Problem> problems) {
        return CannotDo.refused(
                problems.stream()
                        .map(p -> "  " + p.pointer().replaceFirst("^/", "") + ": " + p.detail())
                        .collect(
                                Collectors.joining(
                                        "\n", "the campaign cannot be sent as it is:\n", "")));
    }
}
