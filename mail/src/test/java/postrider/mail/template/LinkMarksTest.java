package postrider.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkMarksTest {
    private final List<String> seen = new ArrayList<>();

    private final Links links =
            new Links() {
                @Override
                public String address(int number, String url) {
                    seen.add(number + " " + url);
                    return "https://t.example/" + number + "?a&b";
                }

                @Override
                public String pixel() {
                    return "https://t.example/o";
                }
            };

    private String html(String source, Map<String, String> values) throws Exception {
        var template = Template.compile(new Source("s", source, ""), Template.Tracking.ON);
        var out = new StringBuilder();
        var texts = template.html().fixedTexts();
        template.html()
                .render(
                        values,
                        links,
                        new Output() {
                            @Override
                            public void fixed(int number) {
                                out.append(texts.get(number));
                            }

                            @Override
                            public void value(String text) {
                                out.append(text);
                            }
                        });
        return out.toString()
                .replace(
                        "<img src=\"https://t.example/o\" width=\"1\" height=\"1\" alt=\"\">",
                        "[o]");
    }

    @Test
    void leadsEachLinkByWayOfUs() throws Exception {
        var html =
                html(
                        "<p><a href=\"https://shop.example/?a=1&amp;b=2\">A</a> <A class='x' HREF='http://b.example'>B</A></p>",
                        Map.of());

        assertThat(html)
                .isEqualTo(
                        "<p><a href=\"https://t.example/1?a&amp;b\">A</a> <A class='x' HREF='https://t.example/2?a&amp;b'>B</A></p>[o]");
        assertThat(seen).containsExactly("1 https://shop.example/?a=1&b=2", "2 http://b.example");
    }

    @Test
    void givesEqualAddressesOneNumberAndTellsWhereTheyLead() throws Exception {
        var source =
                "<a href=\"https://a.example\">1</a><a href=\"https://b.example/{{ id }}\">2</a>"
                        + "{% if vip %}<a href=\" https://a.example \">3</a><a href=\"https://c.example\">4</a>{% endif %}";

        html(source, Map.of("id", "7&8", "vip", "yes"));

        assertThat(seen)
                .containsExactly(
                        "1 https://a.example",
                        "2 https://b.example/7&8",
                        "1 https://a.example",
                        "3 https://c.example");
        assertThat(Template.compile(new Source("s", source, ""), Template.Tracking.ON).links())
                .containsExactly("https://a.example", "", "https://c.example");
    }

    @Test
    void leavesWhatIsNoLinkIntoTheWeb() throws Exception {
        var source =
                "<link href=\"https://x.example\"><a href=\"mailto:a@b.example\">m</a><a href=\"#top\">t</a>"
                        + "<a href=\"\">e</a><img src=\"https://i.example\"><a title=\"href=https://n.example\">n</a>";

        assertThat(html(source, Map.of())).isEqualTo(source + "[o]");
        assertThat(seen).isEmpty();
    }

    @Test
    void leavesAnAddressThatIsChosenInsideOfIt() throws Exception {
        var source =
                "<a href=\"https://x.example/{% if vip %}a{% else %}b{% endif %}\">x</a> <a href=\"https://y.example\">y</a>";

        assertThat(html(source, Map.of("vip", "1")))
                .startsWith("<a href=\"https://x.example/a\">x</a> <a href=\"https://t.example/1");
        assertThat(seen).containsExactly("1 https://y.example");
    }

    @Test
    void letsNoValueLeadOutOfTheWeb() throws Exception {
        var html = html("<a href=\"{{ u }}\">x</a>", Map.of("u", "javascript:alert(1)"));

        assertThat(html).isEqualTo("<a href=\"about:blank\">x</a>[o]");
        assertThat(seen).isEmpty();
    }

    @Test
    void putsTheImageBeforeTheEndOfTheBody() throws Exception {
        assertThat(html("<html><body>Hi {{ n }}</BODY></html>", Map.of("n", "you")))
                .isEqualTo("<html><body>Hi you[o]</BODY></html>");
    }

    @Test
    void readsTheSameAsTextAsWithoutTracking() throws Exception {
        var source = new Source("s", "<a href=\"https://shop.example/{{ id }}\">Shop</a>", "");

        assertThat(Template.compile(source, Template.Tracking.ON).text().render(Map.of("id", "1")))
                .isEqualTo(Template.compile(source).text().render(Map.of("id", "1")))
                .contains("https://shop.example/1");
    }

    @Test
    void followsLinksInLoops() throws Exception {
        html(
                "{% for p in ids | split(',') %}<a href=\"https://s.example/{{ p }}\">{{ p }}</a>{% endfor %}",
                Map.of("ids", "a,b"));

        assertThat(seen).containsExactly("1 https://s.example/a", "1 https://s.example/b");
    }
}
