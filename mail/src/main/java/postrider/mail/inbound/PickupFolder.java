package postrider.mail.inbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import postrider.mail.feedback.Addressees;
import postrider.message.StoreUnavailable;

/// Takes mails from a folder, for those who cannot open port 25: another mail server puts them there,
/// each in a file `*.eml` that is written elsewhere on the same disk and then moved in. What is ours
/// goes to the inbox and is then deleted; what is not, or is too large, is moved to the folder
/// `refused` in it. At least once: a crash between the two takes a mail again. Used by one thread.
public final class PickupFolder {
    /// One sweep; the next takes the rest.
    public static final int MAILS_MAX = 1_000;

    private static final String REFUSED = "refused";

    private final Path folder;
    private final int mailMax;
    private final Mailboxes mailboxes;
    private final Inbox inbox;
    private final InstantSource clock;

    /// @param mailMax bytes of a mail
    public PickupFolder(
            Path folder, int mailMax, Mailboxes mailboxes, Inbox inbox, InstantSource clock) {
        this.folder = folder;
        this.mailMax = mailMax;
        this.mailboxes = mailboxes;
        this.inbox = inbox;
        this.clock = clock;
    }

    /// What a sweep did.
    public record Swept(int taken, int refused) {}

    /// Takes what is there, the oldest names first, at most [#MAILS_MAX] mails.
    ///
    /// @throws IOException if the folder cannot be read or changed
    /// @throws StoreUnavailable as the inbox does; what was not taken stays for the next sweep
    public Swept sweep() throws IOException {
        int taken = 0;
        int refused = 0;
        for (var file : files()) {
            if (isTaken(file)) taken++;
            else refused++;
        }
        return new Swept(taken, refused);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(PickupFolder::isMail).sorted().limit(MAILS_MAX).toList();
        }
    }

    /// No links: whoever may write here may not have us read and delete what is elsewhere.
    private static boolean isMail(Path file) {
        return file.getFileName().toString().endsWith(".eml")
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isTaken(Path file) throws IOException {
        var bytes = bytes(file);
        var addressees = Addressees.of(bytes);
        var ours = addressees.recipients().stream().filter(mailboxes::takes).toList();
        if (bytes.length > mailMax || ours.isEmpty()) {
            refuse(file);
            return false;
        }
        var name = file.getFileName().toString();
        inbox.take(new InboundMail(addressees.sender(), ours, bytes, name, clock.instant()));
        Files.delete(file);
        return true;
    }

    /// One byte more than the limit tells that it is passed.
    private byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(mailMax + 1);
        }
    }

    private void refuse(Path file) throws IOException {
        var refused = Files.createDirectories(folder.resolve(REFUSED));
        Files.move(file, refused.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
