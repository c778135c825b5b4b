package postrider.mail.compose;

import postrider.message.MessageId;

/// Where bounces of a message go.
@FunctionalInterface
public interface ReturnPaths {
    /// To the campaign's From: whoever reads that mailbox reads the bounces too.
    ReturnPaths FROM = message -> "";

    /// 5321.MailFrom without angle brackets; empty for From.
    String of(MessageId message);
}
