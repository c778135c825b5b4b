package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Postrider, ready to send campaigns to one audience.
sealed interface Sender extends AutoCloseable {
    Outbox.Sent send(int campaigns) throws InterruptedException;

    Outbox.Sent expand(int campaigns) throws InterruptedException;

    Memory memory();

    @Override
    void close();

    /// @param heapPeak the most the heap has held, dead objects included
    /// @param residentPeak the most memory the process had of the system
    record Memory(long heapPeak, long residentPeak) {}

    /// In this process.
    record Here(Outbox outbox) implements Sender {
        @Override
        public Outbox.Sent send(int campaigns) throws InterruptedException {
            return outbox.send(campaigns);
        }

        @Override
        public Outbox.Sent expand(int campaigns) throws InterruptedException {
            return outbox.expand(campaigns);
        }

        @Override
        public Memory memory() {
            return new Memory(Processor.heapPeakBytes(), Processor.residentPeakBytes());
        }

        @Override
        public void close() {
            outbox.close();
        }
    }

    /// In a process of its own, with the options that `./postrider` gives to java and those in
    /// `POSTRIDER_JAVA_OPTS`.
    static Elsewhere elsewhere(Path folder, String settings, Outbox.Setup setup)
            throws IOException {
        var options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx1g"));
        var more = System.getenv().getOrDefault("POSTRIDER_JAVA_OPTS", "").strip();
        if (!more.isEmpty()) options.addAll(List.of(more.split("\\s+")));
        var arguments = new ArrayList<>(List.of(folder.toString(), settings));
        arguments.addAll(setup.words());
        var child = Child.start(SenderMain.class, options, arguments);
        child.answer();
        return new Elsewhere(child);
    }

    record Elsewhere(Child child) implements Sender {
        @Override
        public Outbox.Sent send(int campaigns) {
            return Outbox.Sent.parse(child.ask("send " + campaigns));
        }

        @Override
        public Outbox.Sent expand(int campaigns) {
            return Outbox.Sent.parse(child.ask("expand " + campaigns));
        }

        @Override
        public Memory memory() {
            var bytes = child.ask("memory").split(" ", -1);
            return new Memory(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]));
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
