package postrider.report;

import java.util.List;
import postrider.message.Event;

/// A message and all that happened to it, oldest first.
public record MessageHistory(MessageRow row, List<Event> events) {}
