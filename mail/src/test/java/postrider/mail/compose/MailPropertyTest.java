package postrider.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.audience.Recipient;
import postrider.campaign.CampaignId;
import postrider.mail.Corpora;
import postrider.mail.mime.HeaderText;
import postrider.mail.template.Links;
import postrider.mail.template.Source;
import postrider.mail.template.Template;
import postrider.message.MessageId;
import postrider.message.ShardId;

/// Whatever values, names and bodies hold, what a reader decodes is what was rendered, and nothing
/// of it reaches the header.
class MailPropertyTest {
    private static final MessageId MESSAGE = new MessageId(new ShardId(new CampaignId(1), 0), 0);
    private static final Instant NOW = Instant.parse("2025-12-01T10:00:00Z");
    private static final List<String> FIELDS =
            List.of("Date", "Message-ID", "To", "Subject", "From", "MIME-Version", "Content-Type");
    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "\0",
        "\t",
        " ",
        "  ",
        "=",
        "=?UTF-8?Q?x?=",
        "?=",
        ".",
        "\r\n.\r\n",
        "--",
        "\r\n\r\n",
        "Bcc: x@y.test",
        "\r\nBcc: x@y.test",
        "é",
        "漢字",
        "😀",
        "\ud800",
        "\udc00",
        "\u2028",
        "\u0085",
        "\u00a0",
        "<",
        ">",
        "\"",
        "\\",
        "&",
        "'",
        "{{ x }}",
        "{% if %}",
        "word",
        "From ",
        "a".repeat(90),
        "ü".repeat(60),
        "\u202e",
        "\ufeff",
        "e\u0301",
        "=20",
        "\u007f",
        "\u001b[31m"
    };

    private final Workspaces workspaces = new Workspaces();

    @Test
    void decodesToWhatWasRenderedForRandomValues() throws Exception {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            check(
                    new Source(
                            fixed(random) + "{{ a }}",
                            fixed(random) + "{{ a }}" + fixed(random) + "{{ b }}{{ a }}",
                            fixed(random) + "{{ b }}" + fixed(random) + "{{ a }}"),
                    random(random),
                    Map.of("a", random(random), "b", random(random)));
        }
    }

    @Test
    void decodesNaughtyStringsToWhatTheyAre() throws Exception {
        for (var naughty : naughtyStrings()) {
            check(
                    new Source("Hi {{ a }}", "<p>{{ a }}</p> x {{ a }}", "{{ a }} {{ a }}\n"),
                    naughty,
                    Map.of("a", naughty));
        }
    }

    @Test
    void carriesRealBodiesUnchanged() throws Exception {
        try (Stream<java.nio.file.Path> files = Files.list(Corpora.folder("templates"))) {
            for (var html : files.filter(file -> file.toString().endsWith(".html")).toList()) {
                var text =
                        html.resolveSibling(html.getFileName().toString().replace(".html", ".txt"));
                check(
                        new Source("Your order", withOurTags(html), withOurTags(text)),
                        "Shop",
                        Map.of("a", "Zoë"));
                check(new Source("Your order", withOurTags(html), ""), "Shop", Map.of("a", "Zoë"));
            }
        }
    }

    /// The corpus has tags of another language, which stand for values here.
    private static String withOurTags(java.nio.file.Path file) throws Exception {
        return Files.readString(file).replaceAll("\\{\\{[^}]*}}", "{{ a }}");
    }

    private void check(Source source, String fromName, Map<String, String> values)
            throws Exception {
        var template = Template.compile(source);
        var name = fromName.length() > 200 ? fromName.substring(0, 200) : fromName;
        var letter =
                new Letter(
                        new CampaignId(1),
                        "a@b.test",
                        name,
                        "",
                        message -> "a@b.test",
                        source,
                        "",
                        "",
                        UnsubscribeLinks.NONE);

        var mail =
                ParsedMail.of(
                        new MailComposer(letter, List.of(), workspaces)
                                .compose(
                                        MESSAGE,
                                        new Recipient("r@example.test", values),
                                        false,
                                        NOW));

        assertThat(mail.fieldNames()).containsExactlyElementsOf(FIELDS);
        assertThat(mail.parts()).isEqualTo(2);
        assertThat(mail.subject())
                .isEqualTo(sound(HeaderText.oneLine(template.subject().render(values))));
        assertThat(displayName(mail)).isEqualTo(sound(HeaderText.oneLine(name)));
        assertThat(mail.html()).isEqualTo(rendered(template.html(), values));
        assertThat(mail.text()).isEqualTo(rendered(template.text(), values));
        assertLinesAreShort(mail);
    }

    private static String displayName(ParsedMail mail) {
        var field = mail.field("From").replaceAll(" ?<a@b\\.test>$", "");
        if (field.startsWith("\""))
            return field.substring(1, field.length() - 1).replaceAll("\\\\(.)", "$1");
        return ParsedMail.decoded(field);
    }

    /// Fixed texts and values apart: a line end is not put together from two of them.
    private static String rendered(
            postrider.mail.template.TemplatePart part, Map<String, String> values)
            throws Exception {
        var whole = new StringBuilder();
        part.render(
                values,
                Links.PLAIN,
                new postrider.mail.template.Output() {
                    @Override
                    public void fixed(int number) {
                        whole.append(sound(crlf(part.fixedTexts().get(number))));
                    }

                    @Override
                    public void value(String text) {
                        whole.append(sound(crlf(text)));
                    }
                });
        return whole.toString();
    }

    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n");
    }

    /// Half a surrogate pair has no encoding.
    private static String sound(String text) {
        return text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void assertLinesAreShort(ParsedMail mail) {
        var raw = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        for (var line : raw.split("\r\n", -1)) {
            assertThat(line.length()).isLessThanOrEqualTo(78);
            assertThat(line).doesNotContain("\r", "\n", "\0");
            assertThat(line.chars()).allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
        }
    }

    private static String random(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--)
            text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.toString();
    }

    private static String fixed(Random random) {
        return random(random).replace("<", "").replace("{", "").replace("}", "").replace("%", "");
    }

    private static List<String> naughtyStrings() throws Exception {
        var json = Files.readString(Corpora.folder("naughty-strings").resolve("blns.json"));
        var strings = new ArrayList<String>();
        var literal =
                Pattern.compile("^\\s*\"((?:[^\"\\\\]|\\\\.)*)\",?\\s*$", Pattern.MULTILINE)
                        .matcher(json);
        while (literal.find()) strings.add(unescaped(literal.group(1)));
        assertThat(strings).hasSizeGreaterThan(480);
        return strings;
    }

    private static String unescaped(String json) {
        var text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                text.append(json.charAt(i));
                continue;
            }
            switch (json.charAt(++i)) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(json.charAt(i));
            }
        }
        return text.toString();
    }
}
