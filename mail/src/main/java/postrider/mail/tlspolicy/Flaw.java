package postrider.mail.tlspolicy;

/// What a connection lacks.
///
/// @param why in words, for the reply that stands with the message; names no recipient
public record Flaw(ResultType type, String why) {}
