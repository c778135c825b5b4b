package postrider.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "{{ name }} → Ann",
                "{{ name | upper }} → ANN",
                "{{ 'ann lee' | title }} → Ann Lee",
                "{{ 'ann lee' | capitalize }} → Ann lee",
                "{{ none | default('x') }} → x",
                "{{ missing | default('friend') }} → friend",
                "{{ missing | trim | default('friend') }} → friend",
                "{{ missing | default(name) }} → Ann",
                "{{ blank | default('friend') }} → friend",
                "{{ 'a,b,c' | split(',') | join('+') }} → a+b+c",
                "{{ 'abc' | reverse }} → cba",
                "{{ 'abc' | length }} → 3",
                "{{ 'abcdefgh' | abbreviate(6) }} → abc...",
                "{{ 'abcdefgh' | truncate(length=6) }} → abc...",
                "{{ 'abab' | replace({'a': 'b', 'b': 'a'}) }} → baba",
                "{{ 'a b&c' | urlencode }} → a%20b%26c",
                "{{ 'abc' | slice(1, 2) }} → b",
                "{{ 'abc' | first }}{{ 'abc' | last }} → ac",
                "{{ orders + 1 }} → 4",
                "{{ orders * 2.5 }} → 7.5",
                "{{ 7 / 2 }} → 3.5",
                "{{ -orders }} → -3",
                "{{ '2025-12-01' | date('d MMMM yyyy') }} → 1 December 2025",
                "{{ '2025-12-01T10:30Z' | date('HH:mm') }} → 10:30",
                "{{ 1234.5 | numberformat('#,##0.00') }} → 1,234.50",
                "{{ name ~ '!' }} → Ann!",
                "{{ \"Hi #{name}!\" }} → Hi Ann!",
                "{% if orders > 2 %}many{% else %}few{% endif %} → many",
                "{% if orders == 3 %}three{% endif %} → three",
                "{% if missing %}a{% elseif name %}b{% endif %} → b",
                "{% if missing is defined %}a{% else %}b{% endif %} → b",
                "{% if blank is empty %}a{% else %}b{% endif %} → a",
                "{% if name contains 'nn' and not missing %}a{% endif %} → a",
                "{% if plan %}{{ plan }}{% else %}-{% endif %} → -",
                "{{ orders is odd ? 'odd' : 'even' }} → odd",
                "{% for x in ['a', 'b'] %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %} → 0a,1b",
                "{% for x in [] %}{{ x }}{% else %}none{% endfor %} → none",
                "{% set a = name %}{{ a }}{% set a = 'B' %}{{ a }} → AnnB",
                "{% verbatim %}{{ name }}{% endverbatim %} → {{ name }}",
                "a{# not shown #}b → ab",
                "{{ tags }} → {{ name }}",
            })
    void says(String template, String expected) throws Exception {
        var text = Template.compile(new Source("s", "h", template)).text();

        var said =
                text.render(
                        Map.of("name", "Ann", "blank", " ", "orders", "3", "tags", "{{ name }}"));

        assertThat(said).isEqualTo(expected);
    }

    @Test
    void tellsWhichVariablesItNeeds() throws Exception {
        var template =
                Template.compile(
                        new Source(
                                "{{ a }} {{ b | default('') }}",
                                "{% if c %}{{ c }}{% endif %}{% for x in d | split(',') %}{{ x }}{% endfor %}",
                                "{% set e = 1 %}{{ e }} {{ b | default('') }} {% if f is not empty and g > 1 %}{{ f }}{% endif %}"));

        assertThat(template.variables().required()).containsExactly("a", "d", "g");
        assertThat(template.variables().optional()).containsExactly("b", "c", "f");
    }

    @Test
    void namesTheVariableThatIsMissingAndNoValue() throws Exception {
        var template = Template.compile(new Source("Hi {{ first_name }}", "h", "t"));

        assertThatThrownBy(() -> template.subject().render(Map.of("city", "secret")))
                .isInstanceOf(CannotRender.class)
                .hasMessage("subject: variable \"first_name\" has no value and no default");
    }

    @Test
    void escapesForHtmlOnlyInTheHtml() throws Exception {
        var template =
                Template.compile(
                        new Source("{{ n }}", "<p title=\"{{ n }}\">{{ n }}</p>", "{{ n }}"));
        var values = Map.of("n", "<b>\"&'");

        assertThat(template.subject().render(values)).isEqualTo("<b>\"&'");
        assertThat(template.text().render(values)).isEqualTo("<b>\"&'");
        assertThat(template.html().render(values))
                .isEqualTo("<p title=\"&lt;b&gt;&quot;&amp;&#39;\">&lt;b&gt;&quot;&amp;&#39;</p>");
    }

    @Test
    void keepsTheLinesOfATextAndLeavesNoneForTags() throws Exception {
        var template =
                Template.compile(
                        new Source("s", "h", "Hi {{ n }}\n{% if n %}\nyes\n{% endif %}\nbye\n"));

        assertThat(template.text().render(Map.of("n", "Ann"))).isEqualTo("Hi Ann\nyes\nbye\n");
    }

    @Test
    void reportsTheMistakesOfAllPartsWithTheirLines() {
        assertThatThrownBy(() ->
                        Template.compile(
                                new Source(
                                        "{{ a | nope }}",
                                        "x\n{% include 'secret.txt' %}\n{% block b %}",
                                        "\n\n{{ a ")))
                .isInstanceOfSatisfying(
                        BadTemplate.class,
                        bad -> {
                            assertThat(bad.mistakes())
                                    .extracting(Mistake::part)
                                    .containsExactly(Part.SUBJECT, Part.HTML, Part.HTML, Part.TEXT);
                            assertThat(bad.mistakes())
                                    .extracting(Mistake::line)
                                    .containsExactly(1, 2, 3, 3);
                            assertThat(bad.mistakes().getFirst().message())
                                    .startsWith(
                                            "filter \"nope\" is not available: the filters are default, escape, abbreviate,");
                            assertThat(bad.mistakes().get(1).message())
                                    .contains("a template reads no files and no other templates");
                        });
    }
}
