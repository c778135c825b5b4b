package postrider.api.calls;

import postrider.api.http.EntityTags;
import postrider.api.http.Refusal;
import postrider.desk.Answer;

/// Turns what a desk answers into what the caller is told.
final class Answers {
    private Answers() {}

    static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T>(var value) -> value;
            case Answer.Refused<T>(var problems) -> throw Refusal.invalid(problems);
            case Answer.Conflict<T>(var code, var detail) -> throw new Refusal(409, code, detail);
            case Answer.Stale<T>() -> throw EntityTags.changed();
            case Answer.Missing<T>(var what) -> throw Refusal.missing(what);
        };
    }
}
