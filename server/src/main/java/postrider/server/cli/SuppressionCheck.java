package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import postrider.audience.Address;

/// Asks a server for all addresses of a file, thousands at once. Used by one thread.
final class SuppressionCheck {
    private static final int AT_ONCE = 5_000;

    private final ApiClient client;
    private final Terminal terminal;
    private final boolean isJson;
    private final List<String> batch = new ArrayList<>();
    private long asked;
    private long suppressed;
    private long invalid;

    /// @param isJson whether each answer is written as JSON, one a line
    SuppressionCheck(ApiClient client, Terminal terminal, boolean isJson) {
        this.client = client;
        this.terminal = terminal;
        this.isJson = isJson;
    }

    /// @param body of the request for some addresses
    void run(Path file, Function<List<String>, JsonNode> body) throws InterruptedException {
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
                if (batch.size() == AT_ONCE) ask(body);
            }
        } catch (IOException e) {
            throw CannotDo.refused("cannot read " + file + " as UTF-8 text: " + e.getMessage());
        }
        if (!batch.isEmpty()) ask(body);
        terminal.err()
                .println(
                        "%s asked, %s suppressed, %s lines hold no address"
                                .formatted(
                                        Text.number(asked),
                                        Text.number(suppressed),
                                        Text.number(invalid)));
    }

    private void take(String line) {
        var cell = line.split(",", 2)[0].replace("\"", "").strip();
        if (cell.isEmpty()) return;
        if (Address.parse(cell) instanceof Address.Parsed.Valid) batch.add(cell);
        else invalid++;
    }

    private void ask(Function<List<String>, JsonNode> body) throws InterruptedException {
        var answer = client.post("/v1/suppressions/check", body.apply(batch));
        asked += batch.size();
        batch.clear();
        for (var one : answer.path("data")) {
            if (!one.path("suppressed").asBoolean()) continue;
            suppressed++;
            if (isJson) terminal.out().println(one);
            else
                terminal.out()
                        .println(
                                one.path("address").asText()
                                        + "  "
                                        + one.path("reason").asText("not told")
                                        + "  "
                                        + one.path("scope").asText());
        }
    }
}
