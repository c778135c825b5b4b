package postrider.forecast;

import java.time.LocalDate;

/// One day of a young source in one lane.
///
/// @param step of the curve on which the day began, from 0
/// @param planned what that step allows
/// @param started attempts
/// @param deferred of these, because of us
/// @param blocked whether a block reply came
public record WarmupDay(
        LocalDate day,
        int step,
        long planned,
        long started,
        long deferred,
        long complaints,
        boolean blocked) {}
