package postrider.mail.compose;

import postrider.message.MessageId;

/// Where bounces of a message go.
@FunctionalInterface
public interface ReturnPaths {
    /// 5321.MailFrom without angle brackets.
    String of(MessageId message);
}
