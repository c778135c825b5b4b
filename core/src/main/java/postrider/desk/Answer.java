package postrider.desk;

import java.util.List;
import java.util.function.Function;
import postrider.campaign.Problem;

/// What comes of asking for something.
public sealed interface Answer<T> {
    /// Done, durably.
    record Done<T>(T value) implements Answer<T> {}

    /// Not done, because of what was asked; every problem is named.
    record Refused<T>(List<Problem> problems) implements Answer<T> {
        public static <T> Refused<T> because(String pointer, String code, String detail) {
            return new Refused<>(List.of(new Problem(pointer, code, detail)));
        }
    }

    /// Not done, because of the state that the thing is in.
    record Conflict<T>(String code, String detail) implements Answer<T> {}

    /// Not done: somebody changed it since it was read.
    record Stale<T>() implements Answer<T> {}

    /// There is no such thing in this project.
    record Missing<T>(String what) implements Answer<T> {}

    /// The same answer about what `change` makes of the value.
    default <R> Answer<R> map(Function<T, R> change) {
        return switch (this) {
            case Done<T>(var value) -> new Done<>(change.apply(value));
            case Refused<T>(var problems) -> new Refused<>(problems);
            case Conflict<T>(var code, var detail) -> new Conflict<>(code, detail);
            case Stale<T>() -> new Stale<>();
            case Missing<T>(var what) -> new Missing<>(what);
        };
    }
}
