package postrider.api.calls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import postrider.api.json.Fields;
import postrider.campaign.Canary;
import postrider.campaign.GuardRules;

/// Reads what a plan says of guards and of its canary.
final class GuardReader {
    private static final double SHARE_MIN = 0.000_001;
    private static final int SETTLE_MINUTES = 30;

    private GuardReader() {}

    static GuardRules guards(Fields fields) {
        var rules =
                new GuardRules(
                        rule(fields, "bounces"),
                        rule(fields, "complaints"),
                        rule(fields, "blocks"));
        fields.refuseUnknown();
        return rules;
    }

    private static GuardRules.Rule rule(Fields fields, String name) {
        return fields.object(name).map(GuardReader::rule).orElse(GuardRules.Rule.INHERITED);
    }

    private static GuardRules.Rule rule(Fields fields) {
        var isOff = fields.flag("off").orElse(false);
        if (!isOff) List.of("warn", "pause").forEach(fields::require);
        var warn = fields.number("warn", SHARE_MIN, 1);
        var pause = fields.number("pause", SHARE_MIN, 1);
        fields.refuseUnknown();
        return isOff ? GuardRules.Rule.OFF : limits(fields, warn, pause);
    }

    private static GuardRules.Rule limits(
            Fields fields, OptionalDouble warn, OptionalDouble pause) {
        if (warn.isEmpty() || pause.isEmpty()) return GuardRules.Rule.INHERITED;
        if (warn.getAsDouble() <= pause.getAsDouble())
            return new GuardRules.Rule.Limits(warn.getAsDouble(), pause.getAsDouble());
        fields.problem("pause", "below_warn", "a guard pauses at what it warns at, or above");
        return GuardRules.Rule.INHERITED;
    }

    static Optional<Canary> canary(Fields fields) {
        fields.require("share");
        var share = fields.number("share", SHARE_MIN, 1);
        var settle =
                fields.whole("settle_minutes", 0, (int) Canary.SETTLE_MAX.toMinutes())
                        .orElse(SETTLE_MINUTES);
        fields.refuseUnknown();
        return share.isEmpty()
                ? Optional.empty()
                : Optional.of(new Canary(share.getAsDouble(), Duration.ofMinutes(settle)));
    }
}
