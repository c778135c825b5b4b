package postrider.server;

import postrider.mail.data.BadData;
import postrider.mail.profile.ShapingProfiles;
import postrider.mail.reply.RuleBook;
import postrider.mail.reply.RulePacks;
import postrider.server.config.Config;

/// What is known of mailbox providers: how to send to them, and what their replies mean. From files that
/// come with the program and those that the configuration names, read and checked once.
public record ProviderFacts(ShapingProfiles profiles, RuleBook rules) {
    /// @throws Engines.CannotStart telling all mistakes in the files
    public static ProviderFacts of(Config config) {
        try {
            var files = config.providerFiles();
            var profiles =
                    files.profiles()
                            .map(ShapingProfiles::with)
                            .orElseGet(ShapingProfiles::standard);
            var rules =
                    files.rules()
                            .map(folder -> RulePacks.with(folder, profiles.names()))
                            .orElseGet(() -> RulePacks.standard(profiles.names()));
            return new ProviderFacts(profiles, rules);
        } catch (BadData e) {
            throw new Engines.CannotStart(
                    "the rules or profiles cannot be used:\n  "
                            + String.join("\n  ", e.mistakes()));
        }
    }
}
