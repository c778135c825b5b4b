package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Guard;
import postrider.campaign.GuardRules;
import postrider.campaign.Watch;

/// What is said of guards, as columns. A campaign's own rules are lines such as `bounces 0.05 0.1` or
/// `blocks off`; what it inherits has none.
final class GuardColumns {
    private GuardColumns() {}

    static String text(GuardRules rules) {
        var lines = new ArrayList<String>();
        for (var rate : Guard.Rate.values()) {
            switch (rules.of(rate)) {
                case GuardRules.Rule.Inherited _ -> {}
                case GuardRules.Rule.Off _ -> lines.add(name(rate) + " off");
                case GuardRules.Rule.Limits(var warn, var pause) ->
                        lines.add(name(rate) + " " + warn + " " + pause);
            }
        }
        return Columns.lines(lines);
    }

    private static String name(Guard.Rate rate) {
        return rate.name().toLowerCase(Locale.ROOT);
    }

    static GuardRules rules(String text) {
        Map<String, GuardRules.Rule> said = new HashMap<>();
        for (var line : Columns.lines(text)) {
            var words = List.of(line.split(" ", -1));
            said.put(words.getFirst(), rule(words));
        }
        return new GuardRules(
                of(said, Guard.Rate.BOUNCES),
                of(said, Guard.Rate.COMPLAINTS),
                of(said, Guard.Rate.BLOCKS));
    }

    private static GuardRules.Rule rule(List<String> words) {
        if (words.size() == 2) return GuardRules.Rule.OFF;
        return new GuardRules.Rule.Limits(
                Double.parseDouble(words.get(1)), Double.parseDouble(words.get(2)));
    }

    private static GuardRules.Rule of(Map<String, GuardRules.Rule> said, Guard.Rate rate) {
        return said.getOrDefault(name(rate), GuardRules.Rule.INHERITED);
    }

    /// In the order of the table, `guard_sentence` to `canary_went_on`.
    static @Nullable Object[] of(Watch watch) {
        var known = watch.known();
        return new @Nullable Object[] {
            watch.pause().map(Watch.Pause::sentence).orElse(null),
            watch.pause().map(Watch.Pause::since).map(Instant::toEpochMilli).orElse(null),
            known.ended(),
            known.delivered(),
            known.bounced(),
            known.blocked(),
            known.complaints(),
            watch.wentOn().map(Instant::toEpochMilli).orElse(null)
        };
    }

    static Watch watch(ResultSet row) throws SQLException {
        var sentence = Optional.ofNullable(row.getString("guard_sentence"));
        var since = Columns.time(row, "guard_since");
        var wentOn = Columns.time(row, "canary_went_on");
        var hasGoneOn = !row.wasNull();
        return new Watch(
                sentence.map(said -> new Watch.Pause(said, since)),
                new Guard.Counts(
                        row.getLong("known_ended"),
                        row.getLong("known_delivered"),
                        row.getLong("known_bounced"),
                        row.getLong("known_blocked"),
                        row.getLong("known_complaints")),
                hasGoneOn ? Optional.of(wentOn) : Optional.empty());
    }
}
