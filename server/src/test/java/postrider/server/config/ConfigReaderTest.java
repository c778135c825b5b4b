package postrider.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.Guard;

class ConfigReaderTest {
    @TempDir Path folder;

    @Test
    void nothingIsNeeded() {
        var config = good(ConfigReader.read(List.of(), Map.of(), Map.of())).config();

        assertThat(config.store()).isEqualTo(new Config.Store.Sqlite());
        assertThat(config.http()).isEqualTo(new Config.Http("127.0.0.1", 8080));
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.keyFile().getFileName()).hasToString("postrider-data.key");
    }

    @Test
    void nestedAndDottedKeysAreTheSame() throws IOException {
        var nested = read("http:\n  port: 9000\nlimits:\n  google: {connections: 5}\n");
        var dotted = read("http.port: 9000\nlimits.google.connections: 5\n");

        assertThat(good(nested).config()).isEqualTo(good(dotted).config());
        assertThat(good(nested).config().limits())
                .containsEntry(
                        "google",
                        new Config.ProviderLimits(OptionalInt.of(5), OptionalDouble.empty()));
    }

    @Test
    void optionsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        var file = file("http.port: 1\nhttp.host: a.example\nlog.level: warn\n");
        var environment = Map.of("POSTRIDER_HTTP_PORT", "2", "POSTRIDER_LOG_LEVEL", "debug");

        var config =
                good(ConfigReader.read(List.of(file), environment, Map.of("http.port", "3")))
                        .config();

        assertThat(config.http()).isEqualTo(new Config.Http("a.example", 3));
        assertThat(config.logLevel()).isEqualTo(Config.LogLevel.DEBUG);
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsLine() throws IOException {
        var mistakes =
                bad(
                        read(
                                "smtp.helo-nam: mail.example.com\nhttp:\n  port: 99999\nlog.level: loud\nhttp.port: 1\n"));

        assertThat(mistakes)
                .extracting(Mistake::toString)
                .containsExactly(
                        "postrider.yaml:1: unknown key \"smtp.helo-nam\": did you mean \"smtp.helo-name\"?",
                        "postrider.yaml:3: \"http.port\" must be a whole number, 0 to 65535, and is \"99999\"",
                        "postrider.yaml:4: \"log.level\" must be one of error, warn, info, debug, and is \"loud\"",
                        "postrider.yaml:5: \"http.port\" is there twice: first at postrider.yaml:3");
    }

    @Test
    void guardsAreAsTheFileSays() throws IOException {
        var config =
                good(read(
                                """
                                campaigns.at-once: 7
                                guards:
                                  bounces: {warn: 0.02, pause: 0.04}
                                  off: blocks complaints
                                """))
                        .config();

        assertThat(config.campaigns().order().atOnce()).isEqualTo(7);
        assertThat(config.campaigns().guard().rules())
                .containsExactly(new Guard.Rule(Guard.Rate.BOUNCES, 0.02, 0.04, 100, 5));
        var preset = good(ConfigReader.read(List.of(), Map.of(), Map.of())).config();
        assertThat(preset.campaigns()).isEqualTo(Config.Campaigns.DEFAULT);
    }

    @Test
    void aGuardThatPausesBeforeItWarnsIsAMistake() throws IOException {
        var mistakes = bad(read("guards.blocks: {warn: 0.1, pause: 0.09}\n"));

        assertThat(mistakes)
                .extracting(Mistake::toString)
                .containsExactly(
                        "postrider.yaml:1: \"guards.blocks.pause\" must be \"guards.blocks.warn\" (0.1) or above");
    }

    @Test
    void mailComesBackWhereItIsToldSo() throws IOException {
        var none = good(ConfigReader.read(List.of(), Map.of(), Map.of())).config();
        var certificate = Files.writeString(folder.resolve("mx.pem"), "");
        var config =
                good(read(
                                """
                                mail.bounce-domain: bounces.shop.example
                                inbound:
                                  port: 25
                                  host: 0.0.0.0
                                  connections: 50
                                  certificate-file: %1$s
                                  certificate-key-file: %1$s
                                  pickup-folder: in
                                  complaint-addresses: fbl@shop.example,abuse@shop.example
                                """
                                        .formatted(certificate)))
                        .config();

        assertThat(none.inbound()).isEqualTo(Config.Inbound.NONE);
        assertThat(config.identity().bounceDomain()).contains("bounces.shop.example");
        assertThat(config.inbound())
                .isEqualTo(
                        new Config.Inbound(
                                Optional.of(
                                        new Config.Listener(
                                                "0.0.0.0",
                                                25,
                                                Optional.of(
                                                        new Config.Certificate(
                                                                certificate, certificate)),
                                                50,
                                                20)),
                                Optional.of(Path.of("in")),
                                Set.of("fbl@shop.example", "abuse@shop.example")));
    }

    @Test
    void mailThatComesBackNeedsADomainAndACertificateItsKey() throws IOException {
        var certificate = Files.writeString(folder.resolve("mx.pem"), "");

        var mistakes =
                bad(read("inbound.port: 25\ninbound.certificate-file: " + certificate + "\n"));

        assertThat(mistakes).extracting(Mistake::what).hasSize(2);
        assertThat(mistakes.toString())
                .contains("needs \"mail.bounce-domain\"", "a certificate needs its key");
    }

    @Test
    void textThatIsNoYamlIsToldWithItsLine() throws IOException {
        var mistakes = bad(read("http:\n  port: [1\nx: 2\n"));

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.getFirst().where()).startsWith("postrider.yaml:");
        assertThat(mistakes.getFirst().what()).startsWith("this is not YAML");
    }

    @Test
    void aMissingFileIsAMistakeAndNoSurprise() {
        var mistakes =
                bad(ConfigReader.read(List.of(folder.resolve("gone.yaml")), Map.of(), Map.of()));

        assertThat(mistakes.getFirst().what()).startsWith("there is no file");
    }

    @Test
    void secretsComeByEnvironmentOrFileAndAreNeverShown() throws IOException {
        var password = Files.writeString(folder.resolve("password"), "from-a-file\n");
        var file =
                file(
                        "store: postgresql://db.example/postrider\nstore-password-file: "
                                + password
                                + "\n");

        var fromFile = good(ConfigReader.read(List.of(file), Map.of(), Map.of()));
        var fromEnvironment =
                good(
                        ConfigReader.read(
                                List.of(file),
                                Map.of("POSTRIDER_STORE_PASSWORD", "hush"),
                                Map.of()));

        assertThat(((Config.Store.Postgresql) fromFile.config().store()).password())
                .isEqualTo("from-a-file");
        assertThat(((Config.Store.Postgresql) fromEnvironment.config().store()).password())
                .isEqualTo("hush");
        assertThat(fromEnvironment.settings().lines().toString())
                .contains("(hidden)")
                .doesNotContain("hush");
        assertThat(fromEnvironment.config().toString()).doesNotContain("hush");
    }

    @Test
    void aSecretInTheFileIsRefusedWithoutRepeatingIt() throws IOException {
        var mistakes = bad(read("store-password: hush\n"));

        assertThat(mistakes.getFirst().what())
                .contains("POSTRIDER_STORE_PASSWORD")
                .doesNotContain("hush");
    }

    @Test
    void theKeyLiesOutsideOfTheData() throws IOException {
        var mistakes = bad(read("data: d\nkey-file: d/inside.key\n"));

        assertThat(mistakes.getFirst().what()).contains("outside of the data folder");
    }

    @Test
    void aDkimKeyNeedsAllThree() throws IOException {
        var key = Files.writeString(folder.resolve("k.pem"), "");
        var mistakes = bad(read("dkim:\n  - {domain: shop.example, key-file: " + key + "}\n"));

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.getFirst().what()).contains("\"selector\" is missing");
    }

    @Test
    void severalDkimKeysAreRead() throws IOException {
        var key = Files.writeString(folder.resolve("k.pem"), "");
        var item = "  - {domain: shop.example, selector: %s, key-file: " + key + "}\n";

        var config = good(read("dkim:\n" + item.formatted("rsa") + item.formatted("ed"))).config();

        assertThat(config.dkim()).extracting(Config.DkimKey::selector).containsExactly("rsa", "ed");
    }

    @Test
    void aVisitFitsIntoALease() throws IOException {
        var mistakes = bad(read("queue.lease-seconds: 10\nqueue.visit-seconds: 8\n"));

        assertThat(mistakes.getFirst().what()).contains("at least 5 below");
    }

    private ConfigReader.Read read(String yaml) throws IOException {
        return ConfigReader.read(List.of(file(yaml)), Map.of(), Map.of());
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("postrider.yaml"), yaml);
    }

    private static ConfigReader.Read.Good good(ConfigReader.Read read) {
        assertThat(read).isInstanceOf(ConfigReader.Read.Good.class);
        return (ConfigReader.Read.Good) read;
    }

    private static List<Mistake> bad(ConfigReader.Read read) {
        assertThat(read).isInstanceOf(ConfigReader.Read.Bad.class);
        return ((ConfigReader.Read.Bad) read).mistakes();
    }
}
