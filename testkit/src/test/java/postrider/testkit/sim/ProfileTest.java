package postrider.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.lane.MailboxProvider;

class ProfileTest {
    @ParameterizedTest
    @ValueSource(strings = {"accept", "realistic", "chaos"})
    void isKnownByName(String name) {
        assertThat(Profile.named(name).name()).isEqualTo(name);
        assertThat(Profile.named(name).models()).hasSize(8);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Profile.named("kaos"))
                .hasMessage("unknown profile \"kaos\": use one of [accept, realistic, chaos]");
    }

    @Test
    void acceptsMostOnAnOrdinaryDay() {
        for (var model : Profile.realistic().models())
            assertThat(model.behaviour().odds().accepted()).isBetween(0.9, 0.99);
    }

    @ParameterizedTest
    @CsvSource({
        "gmail.com.test, google",
        "GMAIL.COM, google",
        "yahoo.co.uk.test, yahoo",
        "aol.com.test, yahoo",
        "live.com.test, microsoft",
        "icloud.com.test, apple",
        "web.de.test, gmx",
        "orange.fr.test, orange",
        "comcast.net.test, comcast",
        "notgmail.com.test, tail",
        "cedar.example, tail",
    })
    void playsWhomTheDomainNames(String domain, String provider) {
        var table = new ProviderTable(Profile.accept().models());

        assertThat(table.ofDomain(domain).name()).isEqualTo(provider);
    }

    @Test
    void playsADomainBelowASuffix() {
        var school =
                new ProviderModel(
                        new MailboxProvider("school"),
                        List.of(".edu.example"),
                        Phrases.plain(),
                        Behaviour.ACCEPTS);
        var table = new ProviderTable(List.of(school, WellKnown.tail(Behaviour.ACCEPTS)));

        assertThat(table.ofDomain("mail.north.edu.example").name()).isEqualTo("school");
        assertThat(table.ofDomain("edu.example").name()).isEqualTo("tail");
    }

    @Test
    void refusesToBeWithoutATail() {
        assertThatThrownBy(() -> new Profile("none", List.of())).hasMessageContaining("tail");
    }

    @Test
    void refusesAReplyThatBreaksTheDialogue() {
        assertThatThrownBy(() -> Phrase.of("250 Fine\r\n250 More"))
                .hasMessageContaining("printable ASCII");
    }
}
