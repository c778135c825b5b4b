package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.message.StoreUnavailable;

class GroupCommitTest {
    private static final String INSERT =
            """
            insert into suppression_clock (change) values (?)\
            """;

    private static final String COUNT =
            """
            select count(*) from suppression_clock where change >= 100\
            """;

    @TempDir Path directory;

    private Dialect dialect;
    private GroupCommit writer;

    @BeforeEach
    void open() {
        dialect = Dialect.of(Databases.sqlite(directory));
        Migrations.run(dialect);
        var warm = new WarmShards(new StoredEvents(Databases.COMPRESSION));
        writer = new GroupCommit(dialect, new Appends(warm), Company.onThisMachine());
    }

    @AfterEach
    void close() {
        writer.close();
        dialect.close();
    }

    private int inserted() {
        return writer.run(session -> session.one(COUNT, row -> row.getInt(1)));
    }

    @Test
    void goesOnAfterACallerWithNothing() {
        assertThat(writer.appendAll(List.of())).isEmpty();

        assertThat(inserted()).isZero();
    }

    @Test
    void failsOnlyTheCallThatFails() throws Exception {
        var gate = new CountDownLatch(1);
        var calls = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> writer.run(session -> await(gate)));
            for (int i = 0; i < 50; i++) {
                var number = i == 20 ? (Object) null : 100 + i;
                calls.add(threads.submit(() -> writer.run(s -> s.update(INSERT, number))));
            }

            gate.countDown();

            assertThat(first.get()).isTrue();
            assertThatThrownBy(() -> calls.get(20).get())
                    .hasCauseInstanceOf(StoreUnavailable.class);
            for (int i = 0; i < 50; i++) if (i != 20) assertThat(calls.get(i).get()).isEqualTo(1);
        }
        assertThat(inserted()).isEqualTo(49);
    }

    private static boolean await(CountDownLatch gate) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesNothingOfACallThatFailsHalfWay() {
        assertThatThrownBy(() ->
                        writer.run(session -> {
                            session.update(INSERT, 100);
                            throw new IllegalArgumentException("no");
                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(inserted()).isZero();
    }

    @Test
    void doesWhatAnInterruptedCallerAskedForAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        var changed = writer.run(session -> session.update(INSERT, 100));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(changed).isEqualTo(1);
        assertThat(inserted()).isEqualTo(1);
    }

    @Test
    void finishesWhatWaitsWhenItIsClosedAndTakesNoMore() throws Exception {
        var gate = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(() ->
                            writer.run(session -> {
                                running.countDown();
                                return await(gate);
                            }));
            running.await();
            var second = threads.submit(() -> writer.run(s -> s.update(INSERT, 100)));
            var closing = threads.submit(writer::close);
            gate.countDown();
            closing.get();

            assertThat(first.get()).isTrue();
            // It either came in time and was done, or was told that it is too late.
            var done = isDone(second);
            assertThatThrownBy(() -> writer.run(session -> 1)).isInstanceOf(StoreUnavailable.class);

            writer =
                    new GroupCommit(
                            dialect,
                            new Appends(new WarmShards(new StoredEvents(Databases.COMPRESSION))),
                            Company.onThisMachine());
            assertThat(inserted()).isEqualTo(done ? 1 : 0);
        }
    }

    private static boolean isDone(Future<Integer> call) throws InterruptedException {
        try {
            return call.get() == 1;
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(StoreUnavailable.class);
            return false;
        }
    }
}
