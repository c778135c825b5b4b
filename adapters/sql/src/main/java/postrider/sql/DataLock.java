package postrider.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import postrider.message.StoreUnavailable;

/// Keeps a data directory for one process: whoever else wants it is told who has it. The system
/// takes the lock away when the process ends, however it ends; the file stays and means nothing.
final class DataLock implements AutoCloseable {
    private static final String NAME = "postrider.lock";

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path directory) {
        var file = directory.resolve(NAME);
        try {
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw inUse(directory, new IOException(file + " is locked"));
            }
            sign(channel);
            return new DataLock(channel);
        } catch (IOException e) {
            throw new StoreUnavailable(
                    "cannot write to %s: mend the rights of the data directory".formatted(file), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        var pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
    }

    private static StoreUnavailable inUse(Path directory, IOException cause) throws IOException {
        return new StoreUnavailable(
                "the data directory %s is in use by another Postrider (process %s): stop that one, or give this one a directory of its own"
                        .formatted(directory, Files.readString(directory.resolve(NAME))),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
