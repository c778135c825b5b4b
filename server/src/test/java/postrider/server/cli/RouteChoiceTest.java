package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteChoiceTest {
    @TempDir Path folder;

    @Test
    void aNameIsAStoredRoute() {
        assertThat(RouteChoice.of("relay", "", null)).isEqualTo(new RouteChoice.Stored("relay"));
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> RouteChoice.of("smtp://me:hush@relay.example", "", null))
                .hasMessageContaining("--route-password-file")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aPasswordComesFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "hush\n");

        var choice = (RouteChoice.Target) RouteChoice.of("smtp://relay.example:587", "me", file);

        assertThat(choice.secret().orElseThrow().password()).isEqualTo("hush");
        assertThat(choice.toString()).doesNotContain("hush");
    }

    @Test
    void aUserNeedsAPassword() {
        assertThatThrownBy(() -> RouteChoice.of("smtp://relay.example", "me", null))
                .hasMessageContaining("go together");
    }
}
