package postrider.report;

import java.util.List;
import java.util.Optional;
import postrider.message.MessageId;

/// A page of messages.
///
/// @param next the first message of the next page, or empty if this is the last
public record MessagePage(List<MessageRow> rows, Optional<MessageId> next) {}
