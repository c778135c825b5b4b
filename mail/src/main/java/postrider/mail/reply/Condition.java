package postrider.mail.reply;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.lane.MailboxProvider;

/// What a reply must look like for a rule to know it: all that is named here.
///
/// @param provider empty: whoever it is
/// @param phases empty: any
/// @param codes one of them; empty: any
/// @param enhanced one of them; empty: any, or none at all
record Condition(
        Optional<MailboxProvider> provider,
        Set<Phase> phases,
        List<CodePattern> codes,
        List<EnhancedPattern> enhanced,
        Words words) {
    Condition {
        phases = phases.isEmpty() ? EnumSet.allOf(Phase.class) : EnumSet.copyOf(phases);
        codes = List.copyOf(codes);
        enhanced = List.copyOf(enhanced);
        if (codes.isEmpty() && enhanced.isEmpty() && words.isAny())
            throw new IllegalArgumentException(
                    "it looks at nothing: name codes, enhanced or pattern");
    }

    /// @param text of the question
    boolean matches(Question question, SearchedText text) {
        return (provider.isEmpty() || provider.get().equals(question.provider()))
                && phases.contains(question.phase())
                && hasCode(question.code())
                && hasEnhanced(question.enhanced())
                && words.isIn(text);
    }

    private boolean hasCode(int code) {
        for (var pattern : codes) if (pattern.matches(code)) return true;
        return codes.isEmpty();
    }

    private boolean hasEnhanced(EnhancedCode code) {
        for (var pattern : enhanced) if (pattern.matches(code)) return true;
        return enhanced.isEmpty();
    }

    /// Where its examples were said.
    Phase usualPhase() {
        return phases.contains(Phase.RCPT) ? Phase.RCPT : phases.iterator().next();
    }

    MailboxProvider usualProvider() {
        return provider.orElse(MailboxProvider.LONG_TAIL);
    }
}
