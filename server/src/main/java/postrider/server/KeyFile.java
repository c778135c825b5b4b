package postrider.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The file that holds the master key: one line, a mark and 256 bits in base64. Readable by its owner
/// alone.
final class KeyFile {
    private static final String MARK = "postrider-key-1:";
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /// Reads the key.
    ///
    /// @throws Engines.CannotStart if there is none, or it is none of ours
    static SecretKey read(Path file) {
        try {
            var line = Files.readString(file).strip();
            var key =
                    line.startsWith(MARK)
                            ? Base64.getDecoder().decode(line.substring(MARK.length()))
                            : new byte[0];
            if (key.length == KEY_BYTES) return new SecretKeySpec(key, "AES");
            throw new Engines.CannotStart(
                    file + " holds no Postrider key: bring back the right file");
        } catch (IllegalArgumentException _) {
            throw new Engines.CannotStart(file + " was changed: bring back the right file");
        } catch (IOException e) {
            throw new Engines.CannotStart(
                    "cannot read the key file %s: without it the data cannot be read. Bring it back, or name it with key-file"
                            .formatted(file));
        }
    }

    /// Makes a new key and writes it, never over another.
    static SecretKey create(Path file, SecureRandom random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        writeForOwner(file, MARK + Base64.getEncoder().encodeToString(key) + "\n");
        return new SecretKeySpec(key, "AES");
    }

    /// Writes a new file that nobody else can read at any moment.
    static void writeForOwner(Path file, String text) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = Files.newByteChannel(file, options, ownerOnly(file))) {
                channel.write(StandardCharsets.UTF_8.encode(text));
            }
        } catch (FileAlreadyExistsException _) {
            throw new Engines.CannotStart(file + " is there already, and is never written over");
        } catch (IOException e) {
            throw new Engines.CannotStart("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        var isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
