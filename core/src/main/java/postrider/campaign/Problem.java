package postrider.campaign;

/// Something that stands in the way, or soon will.
///
/// @param pointer where, as a JSON pointer into what was sent (RFC 6901), such as `/subject`
/// @param code the same for the same kind of trouble, for programs: `unknown_variable`
/// @param detail what is wrong and how to mend it, for people
public record Problem(String pointer, String code, String detail) {}
