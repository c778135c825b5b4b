package postrider.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.mail.Corpora;

class PlainTextTest {
    @Test
    void readsAsAPersonWouldWhoSeesNoMarkup() throws Exception {
        var html =
                """
                <html><head><title>no</title><style>p{}</style></head><body>
                <div style="display: none">preheader {{ n }}</div>
                <h1>Hello&nbsp;{{ n }}</h1>
                <p>One
                   line, <b>bo</b>ld &amp; <a href="https://x.example/{{ n }}">here</a>.<br>Next</p>
                <ul><li>first</li><li>second<ul><li>inner</li></ul></li></ul>
                <table><tr><td>Tea</td><td>3.00</td></tr><tr><td>Milk</td><td>1.50</td></tr></table>
                <!-- no --><script>no()</script><a href="mailto:a@b.test">a@b.test</a>
                </body></html>
                """;

        assertThat(text(html, Map.of("n", "<Ann>")))
                .isEqualTo(
                        """
                        Hello <Ann>

                        One line, bold & here (https://x.example/<Ann>).
                        Next

                        - first
                        - second
                          - inner

                        Tea | 3.00
                        Milk | 1.50
                        a@b.test
                        """);
    }

    @Test
    void keepsBranchesAndLoops() throws Exception {
        var html =
                "<p>Hi</p>{% if vip %}<p>Thanks, {{ vip }}!</p>{% else %}<p>Join.</p>{% endif %}"
                        + "<table>{% for x in list | split(',') %}<tr><td>{{ x }}</td></tr>{% endfor %}</table><p>Bye</p>";

        assertThat(text(html, Map.of("vip", "Ann", "list", "a,b")))
                .isEqualTo("Hi\n\nThanks, Ann!\n\na\n\nb\n\nBye\n");
        assertThat(text(html, Map.of("list", "a"))).isEqualTo("Hi\n\nJoin.\n\na\n\nBye\n");
    }

    @Test
    void wrapsLines() throws Exception {
        var text = text("<p>" + "word ".repeat(60) + "</p>", Map.of());

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isBetween(1, 74));
        assertThat(text.replace('\n', ' ')).isEqualTo("word ".repeat(60));
    }

    @Test
    void checksAddressesOfLinksInTheTextToo() throws Exception {
        assertThat(text("<a href=\"{{ u }}\">go</a>", Map.of("u", "javascript:x")))
                .isEqualTo("go (about:blank)\n");
    }

    @Test
    void asksForATextWhereItCannotMakeOne() {
        assertThatThrownBy(() -> text("{% if x %}<style>{% endif %}</style><p>a</p>", Map.of()))
                .isInstanceOf(BadTemplate.class)
                .hasMessageContaining("write a text part");
    }

    @Test
    void makesTextOfRealBodies() throws Exception {
        try (Stream<java.nio.file.Path> files = Files.list(Corpora.folder("templates"))) {
            for (var file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
                var html = Files.readString(file).replaceAll("\\{\\{[^}]*}}", "{{ a }}");

                var text = text(html, Map.of("a", "https://VALUE.example"));

                assertThat(text).contains("VALUE").doesNotContain("<", "font-family", "@media");
                assertThat(text.length()).isBetween(100, 5_000);
            }
        }
    }

    private static String text(String html, Map<String, String> values) throws Exception {
        return Template.compile(new Source("s", html, "")).text().render(values);
    }
}
