package postrider.api.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import postrider.desk.Idempotency;

/// Answers a repeated request with what the first was told (`Idempotency-Key`). Safe for many threads.
final class Repeats {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,255}");

    private final Idempotency memory;
    private final InstantSource clock;

    Repeats(Idempotency memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /// Carries out the action, or tells again what it answered under this key.
    ///
    /// @param target method and path of the request
    Response once(Call call, String target, Operation.Action action) throws IOException {
        var header = call.header("Idempotency-Key");
        if (header.isEmpty()) return action.answer(call);
        var place =
                KeyText.sha256((target + " " + key(header.get())).getBytes(StandardCharsets.UTF_8));
        var fingerprint = KeyText.sha256(call.body());
        var known = memory.claim(call.project(), place, fingerprint, clock.instant());
        if (known.isPresent()) return again(known.get(), fingerprint);
        return carryOut(call, place, action);
    }

    /// The draft makes the header a structured string, in quotes; people write it without.
    private static String key(String header) {
        var text = header.strip();
        var quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        var key = quoted ? text.substring(1, text.length() - 1) : text;
        if (KEY.matcher(key).matches()) return key;
        throw new Refusal(
                400,
                "invalid_idempotency_key",
                "an Idempotency-Key is 8 to 255 printable ASCII characters, such as a UUID");
    }

    private static Response again(Idempotency.Known known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw new Refusal(
                    422,
                    "idempotency_key_reused",
                    "this Idempotency-Key came with another body before: use a new one");
        }
        if (known.status() == 0) {
            throw new Refusal(
                            409,
                            "still_running",
                            "the first request with this Idempotency-Key is still under way")
                    .with("Retry-After", "1");
        }
        return decode(known.status(), known.body()).with("Idempotency-Replayed", "true");
    }

    private Response carryOut(Call call, String place, Operation.Action action) throws IOException {
        var done = false;
        try {
            var response = action.answer(call);
            memory.answer(call.project(), place, response.status(), encode(response));
            done = true;
            return response;
        } finally {
            // A refused request changed nothing: it may be mended and sent again under its key.
            if (!done) memory.release(call.project(), place);
        }
    }

    /// Headers, an empty line, the body.
    private static String encode(Response response) {
        var text = new StringBuilder();
        response.headers()
                .forEach(
                        (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.append('\n')
                .append(new String(response.remembered(), StandardCharsets.UTF_8))
                .toString();
    }

    private static Response decode(int status, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int at = 0;
        for (int end = text.indexOf('\n', at); end > at; end = text.indexOf('\n', at)) {
            var colon = text.indexOf(": ", at);
            headers.put(text.substring(at, colon), text.substring(colon + 2, end));
            at = end + 1;
        }
        var body = text.substring(at + 1).getBytes(StandardCharsets.UTF_8);
        return new Response(
                status, body.length == 0 ? "" : "application/json", body, headers, body);
    }
}
