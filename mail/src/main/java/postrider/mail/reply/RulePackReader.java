package postrider.mail.reply;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.lane.MailboxProvider;
import postrider.mail.data.DataFile;
import postrider.mail.data.Fields;
import postrider.mail.reply.Rule.Refused;
import postrider.mail.reply.RulePack.Origin;
import postrider.message.LaneAction;
import postrider.message.Meaning;
import postrider.message.Reason;
import postrider.message.Scope;

/// Reads rule packs as they are written.
final class RulePackReader {
    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "provider",
                    "phases",
                    "codes",
                    "enhanced",
                    "pattern",
                    "scope",
                    "reason",
                    "refused",
                    "action",
                    "matches",
                    "not");

    private final Set<String> providers;
    private final List<String> mistakes;

    /// @param providers names that a rule may use
    /// @param mistakes gets what is wrong
    RulePackReader(Set<String> providers, List<String> mistakes) {
        this.providers = providers;
        this.mistakes = mistakes;
    }

    RulePack read(String name, Origin origin, DataFile file) {
        var rules = new ArrayList<Rule>();
        var names = new HashSet<String>();
        file.fields(mistakes)
                .ifPresent(top -> {
                    top.allow(Set.of("rules"));
                    for (var item : top.list("rules")) {
                        var ruleName = item.text("name");
                        var fields = item.called("rule", ruleName);
                        if (!names.add(ruleName)) fields.mistake("two rules have this name");
                        rule(ruleName, fields).ifPresent(rules::add);
                    }
                });
        return new RulePack(name, origin, rules);
    }

    private Optional<Rule> rule(String name, Fields fields) {
        fields.allow(KEYS);
        var before = mistakes.size();
        try {
            var refused = fields.choice("refused", Refused.values());
            if (refused.isEmpty() && mistakes.size() == before)
                fields.mistake("\"refused\" is missing: hard, soft, blocked or later");
            var rule =
                    new Rule(
                            name,
                            condition(fields),
                            meaning(fields),
                            refused.orElse(Refused.BLOCKED),
                            fields.texts("matches"),
                            fields.texts("not"));
            return mistakes.size() == before ? Optional.of(rule) : Optional.empty();
        } catch (IllegalArgumentException e) {
            if (mistakes.size() == before) fields.mistake(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Condition condition(Fields fields) {
        var phases = EnumSet.noneOf(Phase.class);
        phases.addAll(fields.choices("phases", Phase.values()));
        return new Condition(
                provider(fields),
                phases,
                fields.texts("codes").stream().map(CodePattern::of).toList(),
                fields.texts("enhanced").stream().map(EnhancedPattern::of).toList(),
                Words.of(fields.texts("pattern")));
    }

    private Optional<MailboxProvider> provider(Fields fields) {
        var name = fields.find("provider");
        if (name.isPresent() && !providers.contains(name.get())) {
            fields.mistake(
                    "there is no provider %s: the profiles have %s"
                            .formatted(name.get(), String.join(", ", providers)));
            return Optional.empty();
        }
        return name.map(MailboxProvider::new);
    }

    private static Meaning meaning(Fields fields) {
        var reason = fields.choice("reason", Reason.values());
        if (reason.isEmpty() && !fields.has("reason")) fields.mistake("\"reason\" is missing");
        var usual = Meaning.of(reason.orElse(Reason.UNCLASSIFIED));
        return new Meaning(
                fields.choice("scope", Scope.values()).orElse(usual.scope()),
                usual.reason(),
                fields.choice("action", LaneAction.values()).orElse(usual.action()));
    }
}
