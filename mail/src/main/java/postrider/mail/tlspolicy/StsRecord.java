package postrider.mail.tlspolicy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The TXT record by which a domain says that it has a policy, and which (RFC 8461 3.1).
final class StsRecord {
    private static final String START = "v=STSv1;";
    private static final Pattern ID = Pattern.compile("id=([A-Za-z0-9]{1,32})");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    private StsRecord() {}

    /// The policy's id; empty if there is no record, or not exactly one.
    static Optional<String> id(List<String> texts) {
        var records = texts.stream().filter(text -> text.startsWith(START)).toList();
        if (records.size() != 1) return Optional.empty();
        return SEMICOLON
                .splitAsStream(records.getFirst())
                .map(String::strip)
                .map(ID::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
