package postrider.mail.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.mail.reply.RulePack.Origin;

/// Holds every rule to its own examples. Rules rot in silence: a typing error, or a new rule before
/// an old one, and a reply means something else.
final class RuleProof {
    private final RuleBook book;
    private final List<String> mistakes = new ArrayList<>();

    RuleProof(RuleBook book) {
        this.book = book;
    }

    List<String> mistakes() {
        for (var entry : book.entries()) {
            for (var example : entry.rule().matches())
                question(entry, example).ifPresent(asked -> mustWin(entry, asked, example));
            for (var example : entry.rule().not())
                question(entry, example).ifPresent(asked -> mustNotKnow(entry, asked, example));
        }
        return mistakes;
    }

    private Optional<Question> question(RuleBook.Entry entry, String example) {
        var when = entry.rule().when();
        var quoted = QuotedReply.of(example, when.usualPhase());
        if (quoted.code() >= 400)
            return Optional.of(
                    Question.of(
                            when.usualProvider(), quoted.phase(), quoted.code(), quoted.said()));
        mistake(entry, example, "is no refusal: an example begins with a reply code, 4xx or 5xx");
        return Optional.empty();
    }

    private void mustWin(RuleBook.Entry entry, Question asked, String example) {
        if (!knows(entry, asked)) {
            mistake(entry, example, "is not known to it: mend the pattern or the example");
            return;
        }
        var winner = book.find(asked).orElse(entry);
        // Who writes rules of their own means them to come first.
        var isOverridden = winner.origin() == Origin.USER && entry.origin() == Origin.PACKED;
        if (winner != entry && !isOverridden)
            mistake(
                    entry,
                    example,
                    "is taken by %s before it: narrow that one, or move this one up"
                            .formatted(winner.name()));
    }

    private void mustNotKnow(RuleBook.Entry entry, Question asked, String example) {
        if (knows(entry, asked))
            mistake(entry, example, "stands under \"not\" and is known to it: narrow the pattern");
    }

    private static boolean knows(RuleBook.Entry entry, Question asked) {
        return entry.rule().when().matches(asked, new SearchedText(asked.text()));
    }

    private void mistake(RuleBook.Entry entry, String example, String what) {
        mistakes.add("rule %s: \"%s\" %s".formatted(entry.name(), example, what));
    }
}
