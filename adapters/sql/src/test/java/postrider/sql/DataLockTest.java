package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.ProjectId;
import postrider.message.StoreUnavailable;

class DataLockTest {
    @TempDir Path directory;

    @Test
    void refusesASecondProcessAndSaysWhichDirectoryAndWhatToDo() {
        try (var first = SqlPorts.open(Databases.sqlite(directory))) {

            assertThatThrownBy(() -> SqlPorts.open(Databases.sqlite(directory)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("stop that one");

            assertThat(first.routes().list(ProjectId.FIRST)).isEmpty();
        }
    }

    @Test
    void letsAnotherInOnceTheFirstIsClosed() {
        SqlPorts.open(Databases.sqlite(directory)).close();

        try (var second = SqlPorts.open(Databases.sqlite(directory))) {
            assertThat(second.routes().list(ProjectId.FIRST)).isEmpty();
        }
    }

    @Test
    void makesAMissingDirectory() {
        var deep = directory.resolve("a").resolve("b");

        SqlPorts.open(Databases.sqlite(deep)).close();

        assertThat(deep.resolve("postrider.db")).exists();
    }
}
