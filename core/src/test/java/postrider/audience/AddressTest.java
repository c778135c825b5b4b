package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)");

    @Test
    void keepsTheLocalPartAndLowersTheDomain() {
        assertThat(Address.parse(" Ann.Lee@Mail.EXAMPLE "))
                .isEqualTo(valid("Ann.Lee", "mail.example"));
    }

    @Test
    void turnsADomainIntoALabels() {
        assertThat(Address.parse("jörg@bücher.example"))
                .isEqualTo(valid("jörg", "xn--bcher-kva.example"));
    }

    @Test
    void takesACountrysOwnDomainAndNoOtherSingleLabel() {
        assertThat(Address.parse("noc@io")).isEqualTo(valid("noc", "io"));
        assertThat(isValid("ann@localhost")).isFalse();
        assertThat(isValid("ann@7z")).isFalse();
    }

    @Test
    void saysOfAnAddressLiteralThatItIsOne() {
        var literals = List.of("ann@[192.0.2.1]", "ann@[IPv6:2001:db8::1]");

        assertThat(literals)
                .allSatisfy(literal ->
                        assertThat(Address.parse(literal))
                                .isEqualTo(
                                        new Address.Parsed.Invalid(
                                                "an address literal stands where a domain must")));
    }

    @Test
    void refusesWhatNoCustomerHas() {
        var refused =
                List.of(
                        "",
                        "@",
                        "ann",
                        "ann@",
                        "@mail.example",
                        "a b@mail.example",
                        "ann@mail..example",
                        "ann@-a.example",
                        "ann@a-.example",
                        "ann@.mail.example",
                        "ann@mail.example.",
                        ".ann@mail.example",
                        "ann.@mail.example",
                        "a..b@mail.example",
                        "\"a b\"@mail.example",
                        "ann@[192.0.2.1]",
                        "ann@192.0.2.1",
                        "ann(x)@mail.example",
                        "<ann@mail.example>",
                        "ann@mail.example\r\nBcc: x@y.example",
                        "a\u0000b@mail.example",
                        "ann@" + "a".repeat(64) + ".example",
                        "a".repeat(65) + "@mail.example",
                        "ann@exa_mple.example",
                        "ann@mail,example");

        assertThat(refused).noneMatch(AddressTest::isValid);
    }

    @Test
    void drawsTheLineWhereTheCasesOfIsemailDrawIt() throws Exception {
        var cases =
                Files.readAllLines(corpus("addresses/isemail.tsv")).stream()
                        .skip(1)
                        .map(line -> line.split("\t", -1))
                        .toList();

        for (var row : cases) {
            var input = unquoted(row[0]);
            // Blanks around are taken away, by our own rule.
            if (input.startsWith(" ") || input.endsWith(" ")) continue;
            switch (row[1]) {
                case "VALID", "DNSWARN" -> assertThat(isValid(input)).as(row[0]).isTrue();
                case "RFC5321" -> {}
                default -> assertThat(isValid(input)).as(row[0] + " " + row[2]).isFalse();
            }
        }
    }

    private static Path corpus(String name) {
        var found =
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve("shared/corpora").resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(found.isPresent(), "shared/corpora is absent: there is no " + name);
        return found.orElseThrow();
    }

    /// Takes a JSON string literal apart; the JDK has nothing for it.
    private static String unquoted(String literal) {
        return ESCAPE.matcher(literal.substring(1, literal.length() - 1))
                .replaceAll(escape -> {
                    var letter = escape.group(1).charAt(0);
                    var text =
                            switch (letter) {
                                case 'u' ->
                                        Character.toString(Integer.parseInt(escape.group(2), 16));
                                case 'n' -> "\n";
                                case 'r' -> "\r";
                                case 't' -> "\t";
                                default -> Character.toString(letter);
                            };
                    return java.util.regex.Matcher.quoteReplacement(text);
                });
    }

    private static boolean isValid(String text) {
        return Address.parse(text) instanceof Address.Parsed.Valid;
    }

    private static Address.Parsed valid(String local, String domain) {
        return new Address.Parsed.Valid(new Address(local, domain));
    }
}
