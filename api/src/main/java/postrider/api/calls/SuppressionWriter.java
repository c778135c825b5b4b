package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import postrider.api.json.Json;
import postrider.audience.Suppression;
import postrider.audience.SuppressionScope;

/// Suppressions as JSON and as lines of CSV. Of a global one a project learns only that it is there.
final class SuppressionWriter {
    static final String HEADER = "address_hash,reason,scope,source,since,until\n";

    private final boolean isOperator;

    SuppressionWriter(boolean isOperator) {
        this.isOperator = isOperator;
    }

    ObjectNode json(Suppression suppression) {
        var isShown = isOperator || !suppression.scope().equals(SuppressionScope.GLOBAL);
        var json = Json.object();
        json.put("address_hash", suppression.address().toString());
        json.put("scope", suppression.scope().text());
        json.put("reason", isShown ? suppression.why().text() : null);
        json.put("source", isShown ? suppression.source() : null);
        json.set("since", isShown ? Json.time(suppression.since()) : Json.nothing());
        json.set(
                "until",
                isShown
                        ? suppression.until().map(Json::time).orElse(Json.nothing())
                        : Json.nothing());
        return json;
    }

    static void line(Suppression suppression, OutputStream out) throws IOException {
        var until = suppression.until().map(Instant::toString).orElse("");
        var line =
                String.join(
                        ",",
                        suppression.address().toString(),
                        suppression.why().text(),
                        suppression.scope().text(),
                        quoted(suppression.source()),
                        suppression.since().toString(),
                        until);
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 4180 2.6.
    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
