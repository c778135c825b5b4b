package postrider.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateAttackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ x.class }}",
                "{{ \"\".getClass() }}",
                "{{ ''.class.forName('java.lang.Runtime') }}",
                "{{ x['class'] }}",
                "{{ x.length() }}",
                "{{ [1].size() }}",
                "{{ loop.class }}",
                "{% for a in ['x'] %}{{ loop['class'] }}{{ loop.getClass() }}{% endfor %}",
                "{% include 'x' %}",
                "{% import 'x' %}",
                "{% from 'x' import y %}",
                "{% extends '/etc/passwd' %}",
                "{% embed 'x' %}{% endembed %}",
                "{% macro m() %}{% endmacro %}",
                "{% block b %}{% endblock %}{{ block('b') }}",
                "{{ parent() }}",
                "{% cache 'x' %}{% endcache %}",
                "{% parallel %}{% endparallel %}",
                "{% flush %}",
                "{% autoescape false %}{{ x }}{% endautoescape %}",
                "{% filter upper %}x{% endfilter %}",
                "{{ x | raw }}",
                "{{ x | merge(x) }}",
                "{{ x | base64decode }}",
                "{{ range(0, 1000000000) }}",
                "{% for i in 0..1000000000 %}{% endfor %}",
                "{{ max(1, 2) }}",
                "{{ i18n('a', 'b') }}",
                "{{ x is iterable }}",
                "{{ {'a': 1} }}",
                "{{ \"a\\",
                "{{ 'a\\",
                "{{ \"",
                "{{",
                "{%",
                "{# x",
                "{% if x %}",
                "{% endif %}",
                "{{ x | }}",
                "{{ x | default }}",
                "{{ x | upper(1) }}",
                "{{ x | abbreviate(length=3, width=4) }}",
                "{{ \"x\"() }}",
                "{{ 99999999999999999999999 }}",
                "{% set loop = 1 %}",
                "{% set unsubscribe_url = 1 %}",
            })
    void refusesBeforeLaunch(String template) {
        assertThatThrownBy(() -> Template.compile(new Source("s", "h", template + " ")))
                .isInstanceOf(BadTemplate.class);
        assertThatThrownBy(() -> Template.compile(new Source("s", template, "t")))
                .isInstanceOf(BadTemplate.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in x | split('') %}{% for b in x | split('') %}{% for c in x | split('') %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in x | split('') %}{% for b in x | split('') %}{{ x }}{% endfor %}{% endfor %}",
                "{% set a = x %}{% for i in x | split('') %}{% set a = a ~ a %}{% endfor %}",
                "{% set a = x %}{% for i in x | split('') %}{% set a = \"#{a}#{a}\" %}{% endfor %}",
                "{% set a = x %}{% for i in x | split('') %}{% set a = a | replace({'x': 'xxxxxxxxxx'}) %}{% endfor %}",
                "{% set a = x %}{% for i in x | split('') %}{% set a = a | urlencode %}{% set a = a | split('') | join(x) %}{% endfor %}",
                "{% set a = 10 %}{% for i in x | split('') %}{% set a = a * a %}{% endfor %}",
                "{% set a = [x] %}{% for i in x | split('') %}{% set a = [a, a] %}{% endfor %}{{ a }}",
                "{{ 1 | numberformat('000000000000000000000000000000000000000000000000000000000000000000000000000000000') }}",
                "{{ 1 / 0 }}",
                "{{ x + 1 }}",
                "{% for a in x %}{% endfor %}",
            })
    void endsWithAClearErrorAtRunTime(String template) throws Exception {
        var text = Template.compile(new Source("s", "h", template)).text();

        assertThatThrownBy(() -> text.render(Map.of("x", "x".repeat(500))))
                .isInstanceOf(CannotRender.class)
                .hasMessageStartingWith("text: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "[", "not ", "-", "{'a':", "x ? ", "x ~ (", "\"#{", "x|replace({x:"})
    void refusesDeepNestingWithoutOverflow(String opening) {
        assertThatThrownBy(() ->
                        Template.compile(new Source("s", "{{ " + opening.repeat(100_000), "t")))
                .isInstanceOf(BadTemplate.class);
    }

    @Test
    void refusesDeepTagsWithoutOverflow() {
        var deep = "{% if x %}".repeat(30_000) + "{% endif %}".repeat(30_000);

        assertThatThrownBy(() -> Template.compile(new Source("s", deep, "t")))
                .isInstanceOf(BadTemplate.class)
                .hasMessageContaining("nested over 20 deep");
    }

    @Test
    void refusesAnOverlongTemplate() {
        assertThatThrownBy(() -> Template.compile(new Source("s", "x".repeat(1_000_001), "t")))
                .isInstanceOf(BadTemplate.class)
                .hasMessageContaining("over 1000000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example/",
                "",
                "#x",
            })
    void neutralisesAddressesThatAMailMayNotLeadTo(String value) throws Exception {
        var html =
                Template.compile(
                                new Source(
                                        "s",
                                        "<a href=\"{{ u }}\"><img src='{{ u }}'><td background = \" {{ u }}\"><a HREF=\"{% if u %}{% endif %}{{ u }}\">",
                                        "t"))
                        .html();

        assertThat(html.render(Map.of("u", value)))
                .isEqualTo(
                        "<a href=\"about:blank\"><img src='about:blank'><td background = \" about:blank\"><a HREF=\"about:blank\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/?b=c",
                "HTTP://a.example",
                "mailto:a@b.example",
                "tel:+1",
                "cid:x"
            })
    void keepsAddressesOfAllowedSchemes(String value) throws Exception {
        var html = Template.compile(new Source("s", "<a href=\"{{ u }}\">", "t")).html();

        assertThat(html.render(Map.of("u", value))).isEqualTo("<a href=\"" + value + "\">");
    }

    @Test
    void leavesTheRestOfAnAddressAlone() throws Exception {
        var html =
                Template.compile(
                                new Source(
                                        "s",
                                        "<a href=\"https://x.example/{{ id }}\">{{ id }}</a>",
                                        "t"))
                        .html();

        assertThat(html.render(Map.of("id", "a b")))
                .isEqualTo("<a href=\"https://x.example/a b\">a b</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href={{ u }}>",
                "<a {{ u }}>",
                "<{{ u }}>",
                "<a onclick=\"{{ u }}\">",
                "<script>{{ u }}</script>",
                "<a {% if u %}title=\"{% endif %}{{ u }}\">",
            })
    void refusesValuesWhereNoEscapingIsSound(String html) {
        assertThatThrownBy(() -> Template.compile(new Source("s", html, "t")))
                .isInstanceOf(BadTemplate.class)
                .hasMessageStartingWith("html, line 1: ");
    }

    @Test
    void letsNothingOutOfAStyle() throws Exception {
        var html =
                Template.compile(
                                new Source(
                                        "s",
                                        "<style>a{color:{{ c }}}</style><p style=\"color:{{ c }};background:url('{{ u }}')\">{{ c }}",
                                        "t"))
                        .html();

        assertThat(html.render(Map.of("c", "#fff", "u", "https://x.example/a.png")))
                .isEqualTo(
                        "<style>a{color:#fff}</style><p style=\"color:#fff;background:url('https://x.example/a.png')\">#fff");
        assertThat(html.render(Map.of("c", "red}</style>", "u", "javascript:x")))
                .isEqualTo(
                        "<style>a{color:}</style><p style=\"color:;background:url('about:blank')\">red}&lt;/style&gt;");
    }

    @Test
    void knowsConditionalCommentsAsHtml() throws Exception {
        var html =
                Template.compile(
                                new Source(
                                        "s",
                                        "<!--[if mso]><a href=\"{{ u }}\"><![endif]--><!--[if !mso]><!--><a href='{{ u }}'><!--<![endif]--><!-- {{ u }} -->",
                                        "t"))
                        .html();

        assertThat(html.render(Map.of("u", "data:x>")))
                .isEqualTo(
                        "<!--[if mso]><a href=\"about:blank\"><![endif]--><!--[if !mso]><!--><a href='about:blank'><!--<![endif]--><!-- data:x&gt; -->");
    }
}
