package postrider.mail.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postrider.lane.MailboxProvider;
import postrider.lane.ShapingProfile;
import postrider.lane.ShapingProfile.Connections;
import postrider.lane.ShapingProfile.RatePerSecond;
import postrider.lane.ShapingProfile.Tls;
import postrider.mail.data.BadData;

class ShapingProfilesTest {
    private static final String GOOD =
            """
            profiles:
              - provider: moon
                mx: [.moon.test]
                domains: [moon.test]
                connections: [1, 3]
                rate: [0.5, 4]
                messages_per_connection: 7
                tls: required
            """;

    @TempDir Path folder;

    @Test
    void knowsTheLargeOnes() {
        var table = ShapingProfiles.standard().table();

        assertThat(table.ofDomain("gmail.com")).contains(new MailboxProvider("google"));
        assertThat(table.ofHosts(List.of("mta5.am0.yahoodns.net", "mta6.am0.yahoodns.net")))
                .contains(new MailboxProvider("yahoo"));
        // Two of one house: the longer suffix tells them apart.
        assertThat(table.ofHosts(List.of("hotmail-com.olc.protection.outlook.com")))
                .contains(new MailboxProvider("outlook"));
        assertThat(table.ofHosts(List.of("shop-test.mail.protection.outlook.com")))
                .contains(new MailboxProvider("office365"));
    }

    @Test
    void leavesYahooBeforeItHangsUp() {
        var yahoo = of(ShapingProfiles.standard(), "yahoo");

        assertThat(yahoo.messagesPerConnection()).isEqualTo(20);
        assertThat(yahoo.connections()).isEqualTo(new Connections(3, 10));
    }

    @Test
    void aUsersFileAddsAndReplacesWholeProfiles() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("own.yaml"),
                        GOOD
                                + """
                                  - provider: google
                                    mx: [.google.com]
                                    connections: [1, 1]
                                    rate: [1, 1]
                                """);

        var profiles = ShapingProfiles.with(file);

        assertThat(of(profiles, "moon"))
                .isEqualTo(
                        new ShapingProfile(
                                new MailboxProvider("moon"),
                                List.of(".moon.test"),
                                List.of("moon.test"),
                                new Connections(1, 3),
                                new RatePerSecond(0.5, 4),
                                7,
                                Tls.REQUIRED));
        assertThat(of(profiles, "google").domains()).isEmpty();
        assertThat(profiles.names()).contains("yahoo", "tail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mx: [.moon.test] | mx: [.moon.test.] | an MX suffix starts with a dot, ends without one",
                "mx: [.moon.test] | mx: [moon.test] | an MX suffix starts with a dot",
                "mx: [.moon.test] | mx: [.google.com] | .google.com belongs to google and to moon",
                "domains: [moon.test] | domains: [gmail.com] | gmail.com belongs to google and to moon",
                "connections: [1, 3] | connections: 3 | such as [2, 10]",
                "connections: [1, 3] | connections: [3, 1] | connections start at 1 or more",
                "rate: [0.5, 4] | rate: [fast, 4] | such as [1, 10]",
                "rate: [0.5, 4] | rate: [0, 4] | a rate starts above 0",
                "tls: required | tls: perhaps | \"tls\" is perhaps: must be one of opportunistic, required",
                "tls: required | tsl: required | unknown key \"tsl\"",
                "provider: moon | provider: Moon! | a mailbox provider's name is",
                "messages_per_connection: 7 | messages_per_connection: 0 | messages per connection are 1 to"
            })
    void refusesAProfileThatCannotWork(String good, String bad, String mistake) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), GOOD.replace(good, bad));

        var refused = catchThrowableOfType(BadData.class, () -> ShapingProfiles.with(file));

        assertThat(refused.mistakes()).hasSize(1).first().asString().contains(mistake);
    }

    private static ShapingProfile of(ShapingProfiles profiles, String name) {
        return profiles.all().stream()
                .filter(profile -> profile.provider().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
