package postrider.api.calls;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import postrider.api.http.Operation;
import postrider.api.http.Response;
import postrider.feedback.ReadersDesk;
import postrider.message.Event.Fact;
import postrider.message.MessageId;

/// `/c/` and `/o/`: where the links and the image of tracked mails lead. The answer waits for no disk.
public final class ReaderCalls {
    /// One transparent dot.
    private static final byte[] IMAGE =
            HexFormat.of()
                    .parseHex(
                            "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");

    private final ReaderTokens tokens;
    private final ReadersDesk desk;
    private final InstantSource clock;

    public ReaderCalls(ReaderTokens tokens, ReadersDesk desk, InstantSource clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                new Operation.Linked("GET", "/c/{token}/{number}", this::follow),
                new Operation.Linked("HEAD", "/c/{token}/{number}", this::look),
                new Operation.Linked("GET", "/c/{token}/{number}/{address}", this::follow),
                new Operation.Linked("HEAD", "/c/{token}/{number}/{address}", this::look),
                new Operation.Linked("GET", "/o/{token}", this::open));
    }

    private Response follow(Operation.Link link) {
        var kind =
                Machines.isMachine(link.userAgent())
                        ? Fact.Kind.CLICKED_BY_MACHINE
                        : Fact.Kind.CLICKED;
        return follow(link, kind);
    }

    /// Nobody reads by HEAD.
    private Response look(Operation.Link link) {
        return follow(link, Fact.Kind.CLICKED_BY_MACHINE);
    }

    private Response follow(Operation.Link link, Fact.Kind kind) {
        var followed = followed(link);
        if (followed.isEmpty()) return LinkPage.unknown();
        note(followed.get().message(), kind, followed.get().number());
        return Response.found(location(followed.get().url()))
                .with("Cache-Control", "no-store")
                .with("X-Robots-Tag", "noindex");
    }

    private Optional<ReaderTokens.Followed> followed(Operation.Link link) {
        return link.hasPath("address")
                ? tokens.link(link.token(), link.path("number"), link.path("address"))
                : tokens.link(link.token(), link.path("number"));
    }

    /// A header holds printable ASCII only.
    private static String location(String url) {
        var safe = new StringBuilder(url.length());
        for (var b : url.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f) safe.append((char) b);
            else safe.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return safe.toString();
    }

    /// Whoever asks gets an image: a mail with a broken one looks broken.
    private Response open(Operation.Link link) {
        var kind =
                Machines.isMachine(link.userAgent())
                        ? Fact.Kind.OPENED_BY_MACHINE
                        : Fact.Kind.OPENED;
        tokens.image(link.token()).ifPresent(message -> note(message, kind, 0));
        return Response.image("image/gif", IMAGE).with("Cache-Control", "no-store");
    }

    private void note(MessageId message, Fact.Kind kind, int link) {
        desk.note(message, new Fact(message.index(), clock.millis(), kind, link));
    }
}
