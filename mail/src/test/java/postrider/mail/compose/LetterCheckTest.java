package postrider.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.mail.template.Source;

class LetterCheckTest {
    @Test
    void findsNothingWrongWithAGoodLetter() {
        assertThat(problems("Hi {{ name }}", "<a href=\"{{ unsubscribe_url }}\">{{ email }}</a>"))
                .isEmpty();
    }

    @Test
    void findsVariablesThatTheListLacks() {
        assertThat(
                        problems(
                                "Hi {{ nmae }}",
                                "<p>\n{{ unsubscribe_url }}{{ city | default('x') }}\n{{ plan }}"))
                .containsExactly(
                        "ERROR: subject, line 1: variable \"nmae\" is no field of the list: correct its name, or give it a default, as in {{ nmae | default(\"\") }}",
                        "ERROR: html, line 3: variable \"plan\" is no field of the list: correct its name, or give it a default, as in {{ plan | default(\"\") }}");
    }

    @Test
    void findsMistakesAndPutsErrorsFirst() {
        assertThat(problems(" ", "<p>\n{{ x.class }}"))
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .isEqualTo(
                                                "ERROR: subject, line 1: the subject is empty: write one"),
                        one ->
                                assertThat(one)
                                        .startsWith(
                                                "ERROR: html, line 2: values have no properties"),
                        one ->
                                assertThat(one)
                                        .startsWith(
                                                "WARNING: html, line 1: there is no link to unsubscribe"));
    }

    @Test
    void warnsOfAMailThatGmailCutsOff() {
        var letter = "<p>{{ unsubscribe_url }}" + "some words and more ".repeat(5_000);

        assertThat(problems("s", letter))
                .singleElement()
                .asString()
                .startsWith("WARNING: html, line 1: the HTML takes");
    }

    @Test
    void refusesLinksThatTheCampaignHasNot() {
        var letter =
                Letter.of(
                        new CampaignId(1),
                        "a@b.test",
                        new Source("s", "{{ unsubscribe_url }}", ""));

        assertThat(LetterCheck.check(letter, Set.of()))
                .singleElement()
                .asString()
                .startsWith("ERROR: html, line 1: this campaign has no unsubscribe links");
    }

    private static List<String> problems(String subject, String html) {
        var letter =
                new Letter(
                        new CampaignId(1),
                        "a@b.test",
                        "",
                        "",
                        message -> "a@b.test",
                        new Source(subject, html, ""),
                        "",
                        "",
                        message -> "https://u.example/" + message);
        return LetterCheck.check(letter, Set.of("name")).stream().map(Object::toString).toList();
    }
}
