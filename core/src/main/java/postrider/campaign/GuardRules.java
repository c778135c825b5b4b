package postrider.campaign;

/// What a campaign says of the guards that watch it, a rule for each rate.
public record GuardRules(Rule bounces, Rule complaints, Rule blocks) {
    /// All as the project has them.
    public static final GuardRules INHERITED =
            new GuardRules(Rule.INHERITED, Rule.INHERITED, Rule.INHERITED);

    /// What is said of one rate.
    public sealed interface Rule {
        Rule INHERITED = new Inherited();
        Rule OFF = new Off();

        /// The project's limits hold.
        record Inherited() implements Rule {}

        /// Nobody watches.
        record Off() implements Rule {}

        /// @param warn from this share on, above 0
        /// @param pause from this share on, `warn` to 1
        record Limits(double warn, double pause) implements Rule {
            public Limits {
                Guard.checkLimits(warn, pause);
            }
        }
    }

    public Rule of(Guard.Rate rate) {
        return switch (rate) {
            case BOUNCES -> bounces;
            case COMPLAINTS -> complaints;
            case BLOCKS -> blocks;
        };
    }
}
