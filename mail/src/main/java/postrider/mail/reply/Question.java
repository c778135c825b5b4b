package postrider.mail.reply;

import postrider.lane.MailboxProvider;

/// A refusal as rules see it.
///
/// @param code 400 to 599, or 0 where only words are known
/// @param text as [NormalText] makes it
record Question(
        MailboxProvider provider, Phase phase, int code, EnhancedCode enhanced, String text) {

    static Question of(MailboxProvider provider, Phase phase, int code, ReplyText said) {
        var text = NormalText.of(said.text());
        var enhanced = EnhancedCode.of(said.enhanced());
        if (enhanced.equals(EnhancedCode.NONE)) enhanced = EnhancedCode.in(text);
        return new Question(provider, phase, code, enhanced, text);
    }
}
