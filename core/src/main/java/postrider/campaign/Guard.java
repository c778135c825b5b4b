package postrider.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Watches the rates of a campaign (or of all of a project) while it is sent. The defaults are what the
/// large providers and ESPs act upon: 5 % and 10 % bounces, 0.1 % and 0.3 % complaints; blocks are ours:
/// 5 % and 20 %.
///
/// @param rules in the order in which they are told
public record Guard(List<Rule> rules) {
    public static final Guard DEFAULT =
            new Guard(
                    List.of(
                            new Rule(Rate.BOUNCES, 0.05, 0.10, 100, 5),
                            new Rule(Rate.COMPLAINTS, 0.001, 0.003, 1_000, 3),
                            new Rule(Rate.BLOCKS, 0.05, 0.20, 100, 5)));

    public Guard {
        rules = List.copyOf(rules);
    }

    /// This guard with a campaign's own limits in place of its own.
    public Guard with(GuardRules own) {
        return new Guard(
                Stream.of(Rate.values())
                        .flatMap(rate -> rule(rate, own.of(rate)).stream())
                        .toList());
    }

    private Optional<Rule> rule(Rate rate, GuardRules.Rule own) {
        return switch (own) {
            case GuardRules.Rule.Inherited() -> find(rate);
            case GuardRules.Rule.Off() -> Optional.empty();
            case GuardRules.Rule.Limits(var warn, var pause) ->
                    find(rate).or(() -> DEFAULT.find(rate)).map(rule -> rule.at(warn, pause));
        };
    }

    private Optional<Rule> find(Rate rate) {
        return rules.stream().filter(rule -> rule.rate() == rate).findFirst();
    }

    /// The same, which judges however few samples there are.
    public Guard withoutSamplesMin() {
        return new Guard(
                rules.stream()
                        .map(rule ->
                                new Rule(
                                        rule.rate(), rule.warn(), rule.pause(), 1, rule.casesMin()))
                        .toList());
    }

    /// What is compared with what.
    public enum Rate {
        /// Hard bounces of all that ended.
        BOUNCES("bounced", "recipients", "check where the list comes from and clean it"),
        /// Complaints of what was delivered.
        COMPLAINTS(
                "complained", "recipients", "send to those alone who asked for it and still read"),
        /// Blocks of all that ended.
        BLOCKS(
                "were blocked",
                "messages",
                "look at the replies: authentication, reputation or content");

        private final String happened;
        private final String of;
        private final String remedy;

        Rate(String happened, String of, String remedy) {
            this.happened = happened;
            this.of = of;
            this.remedy = remedy;
        }
    }

    /// @param warn from this share on
    /// @param pause from this share on
    /// @param samplesMin below so many nothing is said
    /// @param casesMin and below so many of them
    public record Rule(Rate rate, double warn, double pause, long samplesMin, long casesMin) {
        public Rule {
            checkLimits(warn, pause);
            if (samplesMin < 1 || casesMin < 1)
                throw new IllegalArgumentException("a rule needs samples and cases");
        }

        /// The same with these limits.
        public Rule at(double otherWarn, double otherPause) {
            return new Rule(rate, otherWarn, otherPause, samplesMin, casesMin);
        }
    }

    static void checkLimits(double warn, double pause) {
        if (!(warn > 0 && warn <= pause && pause <= 1)) {
            throw new IllegalArgumentException(
                    "a guard warns above 0, pauses at that or above and at 1 at most: %s, %s"
                            .formatted(warn, pause));
        }
    }

    /// What a guard judges by.
    ///
    /// @param ended delivered, sent, bounced or blocked
    /// @param delivered or sent
    /// @param bounced hard
    /// @param blocked because of us
    /// @param complaints so far
    public record Counts(long ended, long delivered, long bounced, long blocked, long complaints) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    ended + other.ended,
                    delivered + other.delivered,
                    bounced + other.bounced,
                    blocked + other.blocked,
                    complaints + other.complaints);
        }

        /// What came after `earlier`. Never below zero: what was delivered may have bounced since.
        public Counts since(Counts earlier) {
            return new Counts(
                    Math.max(0, ended - earlier.ended),
                    Math.max(0, delivered - earlier.delivered),
                    Math.max(0, bounced - earlier.bounced),
                    Math.max(0, blocked - earlier.blocked),
                    Math.max(0, complaints - earlier.complaints));
        }

        private long cases(Rate rate) {
            return switch (rate) {
                case BOUNCES -> bounced;
                case COMPLAINTS -> complaints;
                case BLOCKS -> blocked;
            };
        }

        private long samples(Rate rate) {
            return switch (rate) {
                case BOUNCES, BLOCKS -> ended;
                case COMPLAINTS -> delivered;
            };
        }
    }

    /// What is to be done, and why.
    public sealed interface Verdict {
        record Fine() implements Verdict {}

        record Warn(String sentence) implements Verdict {}

        record Pause(String sentence) implements Verdict {}
    }

    /// The worst that a rule says.
    public Verdict judge(Counts counts) {
        var verdicts = rules.stream().map(rule -> judge(rule, counts)).toList();
        return Stream.concat(
                        verdicts.stream().filter(Verdict.Pause.class::isInstance),
                        verdicts.stream().filter(Verdict.Warn.class::isInstance))
                .findFirst()
                .orElseGet(Verdict.Fine::new);
    }

    private static Verdict judge(Rule rule, Counts counts) {
        var samples = counts.samples(rule.rate());
        var cases = counts.cases(rule.rate());
        if (samples < rule.samplesMin() || cases < rule.casesMin()) return new Verdict.Fine();
        var share = (double) cases / samples;
        if (share >= rule.pause())
            return new Verdict.Pause(sentence(rule, share, samples, rule.pause()));
        if (share >= rule.warn())
            return new Verdict.Warn(sentence(rule, share, samples, rule.warn()));
        return new Verdict.Fine();
    }

    private static String sentence(Rule rule, double share, long samples, double limit) {
        var rate = rule.rate();
        return String.format(
                Locale.ROOT,
                "%.2f %% of %d %s %s, the limit is %.2f %%: %s",
                100 * share,
                samples,
                rate.of,
                rate.happened,
                100 * limit,
                rate.remedy);
    }
}
