package postrider.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.message.StoreUnavailable;

class PickupFolderTest {
    private static final String MAIL =
            """
            Return-Path: <>
            Delivered-To: b123@bounces.example
            From: MAILER-DAEMON@x.example
            Subject: failure notice

            no
            """;

    @TempDir Path folder = Path.of("");

    private final List<InboundMail> taken = new ArrayList<>();

    private PickupFolder pickup(Inbox inbox) {
        return new PickupFolder(
                folder, 1_000, it -> it.startsWith("b123@"), inbox, () -> Instant.EPOCH);
    }

    private Path put(String name, String mail) throws IOException {
        return Files.writeString(folder.resolve(name), mail);
    }

    @Test
    void takesWhatIsOursAndDeletesIt() throws IOException {
        var file = put("1.eml", MAIL);

        var swept = pickup(taken::add).sweep();

        assertThat(swept).isEqualTo(new PickupFolder.Swept(1, 0));
        assertThat(taken.getFirst().recipients()).containsExactly("b123@bounces.example");
        assertThat(file).doesNotExist();
    }

    @Test
    void setsAsideWhatIsNotOursOrTooLarge() throws IOException {
        put("1.eml", MAIL.replace("b123@", "ann@"));
        put("2.eml", MAIL + "x".repeat(2_000));

        var swept = pickup(taken::add).sweep();

        assertThat(swept).isEqualTo(new PickupFolder.Swept(0, 2));
        assertThat(folder.resolve("refused/1.eml")).exists();
        assertThat(folder.resolve("refused/2.eml")).exists();
        assertThat(taken).isEmpty();
    }

    @Test
    void keepsAMailThatWasNotTaken() throws IOException {
        var file = put("1.eml", MAIL);
        var pickup =
                pickup(_ -> {
                    throw new StoreUnavailable("away", new IOException());
                });

        assertThatThrownBy(pickup::sweep).isInstanceOf(StoreUnavailable.class);
        assertThat(file).exists();
    }

    @Test
    void followsNoLinksAndReadsNothingElse() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), MAIL);
        Files.createSymbolicLink(folder.resolve("1.eml"), secret);
        put("2.tmp", MAIL);

        var swept = pickup(taken::add).sweep();

        assertThat(swept).isEqualTo(new PickupFolder.Swept(0, 0));
        assertThat(secret).exists();
    }
}
