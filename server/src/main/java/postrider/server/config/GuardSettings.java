package postrider.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postrider.campaign.Guard;

/// The project's guard as the configuration has it.
final class GuardSettings {
    private GuardSettings() {}

    /// @param mistakes gets what does not fit together
    static Guard read(Settings settings, List<Mistake> mistakes) {
        var off = List.of(settings.find("guards.off").orElse("").split(" "));
        var rules = new ArrayList<Guard.Rule>();
        for (var preset : Guard.DEFAULT.rules()) {
            if (!off.contains(name(preset))) rule(preset, settings, mistakes).ifPresent(rules::add);
        }
        return new Guard(rules);
    }

    private static String name(Guard.Rule rule) {
        return rule.rate().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Guard.Rule> rule(
            Guard.Rule preset, Settings settings, List<Mistake> mistakes) {
        var key = "guards." + name(preset);
        var warn = Double.parseDouble(settings.get(key + ".warn"));
        var pause = Double.parseDouble(settings.get(key + ".pause"));
        if (warn <= pause) return Optional.of(preset.at(warn, pause));
        mistakes.add(
                new Mistake(
                        settings.origin(key + ".pause"),
                        "\"%s.pause\" must be \"%s.warn\" (%s) or above"
                                .formatted(key, key, settings.get(key + ".warn"))));
        return Optional.empty();
    }
}
