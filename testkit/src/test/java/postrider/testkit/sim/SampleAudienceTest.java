package postrider.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import postrider.lane.MxResolver.Answer;

class SampleAudienceTest {
    private static final Pattern VALID =
            Pattern.compile("[a-z0-9.+_-]+@[a-z0-9][a-z0-9.-]*[.](test|example)");

    private final SampleAudience audience = SampleAudience.of(50_000, 3);

    private static boolean isValid(SamplePerson person) {
        var email = person.email().toLowerCase(Locale.ROOT);
        return VALID.matcher(email).matches() && !email.contains("..");
    }

    @Test
    void hasAsManyFlawsAsItSays() {
        var seen = new HashSet<String>();
        var duplicates = 0;
        var invalid = 0;

        for (var person : audience) {
            if (!isValid(person)) invalid++;
            else if (!seen.add(person.email().toLowerCase(Locale.ROOT))) duplicates++;
        }

        assertThat(audience.expected())
                .isEqualTo(new SampleAudience.Expected(50_000, invalid, duplicates, seen.size()));
        assertThat(invalid).isBetween(249, 250);
        assertThat(duplicates).isBetween(499, 500);
    }

    @Test
    void hasNoFlawsIfNoneAreWanted() {
        var flawless = audience.withFlaws(0, 0);

        assertThat(flawless.stream().map(SamplePerson::email).distinct()).hasSize(50_000);
        assertThat(flawless.stream()).allMatch(SampleAudienceTest::isValid);
        assertThat(flawless.expected().unique()).isEqualTo(50_000);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(SampleAudience.of(1_000, 9).stream().toList())
                .isEqualTo(SampleAudience.of(1_000, 9).stream().toList())
                .isNotEqualTo(SampleAudience.of(1_000, 10).stream().toList());
    }

    @Test
    void hasTheDomainsOfAConsumerBrand() {
        var table = new ProviderTable(Profile.accept().models());
        var shares = new HashMap<String, Integer>();
        for (var person : audience.withFlaws(0, 0)) {
            var domain = person.email().substring(person.email().indexOf('@') + 1);
            shares.merge(table.ofDomain(domain).name(), 1, Integer::sum);
        }

        assertThat(shares.get("google")).isBetween(20_500, 21_500);
        assertThat(shares.get("yahoo")).isBetween(7_100, 7_900);
        assertThat(shares.get("microsoft")).isBetween(6_600, 7_400);
        assertThat(shares.get("tail")).isBetween(7_100, 7_900);
        assertThat(shares.keySet())
                .containsExactlyInAnyOrder(
                        "google",
                        "yahoo",
                        "microsoft",
                        "apple",
                        "gmx",
                        "orange",
                        "comcast",
                        "tail");
    }

    @Test
    void speaksManyLanguages() {
        var scripts =
                audience.stream()
                        .flatMapToInt(person -> person.firstName().codePoints())
                        .mapToObj(Character.UnicodeScript::of)
                        .collect(Collectors.toSet());

        assertThat(scripts)
                .contains(
                        Character.UnicodeScript.LATIN,
                        Character.UnicodeScript.CYRILLIC,
                        Character.UnicodeScript.ARABIC,
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.THAI);
    }

    @Test
    void writesCsv() throws IOException {
        var out = new StringBuilder();

        SampleAudience.of(3, 1).writeCsv(out);

        assertThat(out.toString().lines()).hasSize(4).first().isEqualTo(SampleAudience.HEADER);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> SampleAudience.of(0, 1)).hasMessageContaining("rows");
    }

    @Test
    void leadsItsDomainsToHostsOfTheRightStyle() {
        var resolver = new StaticMxResolver();

        assertThat(resolver.resolve("gmail.com.test"))
                .isEqualTo(resolver.resolve("GMAIL.com"))
                .extracting(answer -> ((Answer.Hosts) answer).names().getFirst())
                .isEqualTo("gmail-smtp-in.l.google.com");
        assertThat(resolver.resolve("no.invalid")).isInstanceOf(Answer.NoMail.class);
    }

    @Test
    void letsSomeOfTheTailShareAHost() {
        var resolver = new StaticMxResolver();
        var own = 0;
        var sites = new HashSet<String>();

        for (int i = 0; i < 1_000; i++) {
            var first =
                    ((Answer.Hosts) resolver.resolve("shop" + i + ".example")).names().getFirst();
            if (first.equals("mx.shop" + i + ".example")) own++;
            else sites.add(first);
        }

        assertThat(own).isBetween(650, 750);
        assertThat(sites).hasSize(12);
    }
}
