package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A [Sender] as a process: tells when it is ready, then answers `send N`, `expand N` and `memory`.
final class SenderMain {
    private SenderMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var words = List.of(arguments);
        var setup = Outbox.Setup.parse(words.subList(2, words.size()));
        try (var outbox = Outbox.open(Path.of(words.get(0)), words.get(1), setup)) {
            Requests.tell("ready");
            Requests.serve(request -> answer(outbox, request));
        }
    }

    private static String answer(Outbox outbox, String[] words) throws InterruptedException {
        return switch (words[0]) {
            case "send" -> outbox.send(Integer.parseInt(words[1])).line();
            case "expand" -> outbox.expand(Integer.parseInt(words[1])).line();
            case "memory" -> Processor.heapPeakBytes() + " " + Processor.residentPeakBytes();
            default -> throw new IllegalArgumentException("asked for " + words[0]);
        };
    }
}
