package postrider.mail.inbound;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of the dialogue (RFC 5321 4.1.1).
sealed interface Command {
    /// `<` source route, which is to be ignored, address `>` parameters (RFC 5321 4.1.1.2).
    Pattern PATH = Pattern.compile("(?i)(?:FROM|TO): ?<(?:@[^:<>]*:)?([^<>\\s]*)>((?: [^ ]+)*) *");

    /// RFC 5321 4.5.3.1.3.
    int PATH_MAX = 256;

    record Hello(Kind kind) implements Command {
        enum Kind {
            EHLO,
            HELO
        }
    }

    /// @param size the mail's, as announced
    record Mail(String sender, OptionalLong size) implements Command {}

    record Rcpt(String recipient) implements Command {}

    record Data() implements Command {}

    record Reset() implements Command {}

    record Noop() implements Command {}

    record Verify() implements Command {}

    record Quit() implements Command {}

    record Tls() implements Command {}

    /// Understood, and wrong.
    record Malformed() implements Command {}

    /// A parameter of an extension that is not offered.
    record Unsupported() implements Command {}

    record Unknown() implements Command {}

    static Command of(String line) {
        var blank = line.indexOf(' ');
        var verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
        var rest = blank < 0 ? "" : line.substring(blank + 1).strip();
        return switch (verb) {
            case "EHLO" -> hello(Hello.Kind.EHLO, rest);
            case "HELO" -> hello(Hello.Kind.HELO, rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> rcpt(rest);
            case "DATA" -> rest.isEmpty() ? new Data() : new Malformed();
            case "RSET" -> new Reset();
            case "NOOP" -> new Noop();
            case "VRFY" -> new Verify();
            case "QUIT" -> new Quit();
            case "STARTTLS" -> rest.isEmpty() ? new Tls() : new Malformed();
            default -> new Unknown();
        };
    }

    private static Command hello(Hello.Kind kind, String name) {
        return name.isEmpty() ? new Malformed() : new Hello(kind);
    }

    private static Command mail(String rest) {
        var path = PATH.matcher(rest);
        if (!isPath(path, rest, "FROM")) return new Malformed();
        var size = OptionalLong.empty();
        for (var parameter : parameters(path.group(2))) {
            var upper = parameter.toUpperCase(Locale.ROOT);
            if (upper.matches("SIZE=[0-9]{1,18}"))
                size = OptionalLong.of(Long.parseLong(upper, 5, upper.length(), 10));
            else if (!upper.matches("BODY=(?:7BIT|8BITMIME)|SMTPUTF8")) return new Unsupported();
        }
        return new Mail(path.group(1), size);
    }

    private static Command rcpt(String rest) {
        var path = PATH.matcher(rest);
        if (!isPath(path, rest, "TO") || path.group(1).isEmpty()) return new Malformed();
        return parameters(path.group(2)).length == 0 ? new Rcpt(path.group(1)) : new Unsupported();
    }

    private static boolean isPath(Matcher path, String rest, String word) {
        return rest.regionMatches(true, 0, word + ":", 0, word.length() + 1)
                && path.matches()
                && path.group(1).length() <= PATH_MAX;
    }

    private static String[] parameters(String text) {
        return text.isBlank() ? new String[0] : text.strip().split(" +");
    }
}
