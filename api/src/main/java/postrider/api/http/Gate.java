package postrider.api.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.desk.ApiKey;
import postrider.desk.ApiKeys;
import postrider.desk.Idempotency;
import postrider.message.StoreUnavailable;

/// What every request goes through: its key, its allowance, its role, its repeat; then the action;
/// then the answer, or the problem. Safe for many threads.
public final class Gate {
    /// What is read of a body that nobody wants, so that the client hears the answer and not a reset.
    private static final int UNWANTED_MAX = 16 << 20;

    /// A form with one field takes a hundred bytes, with the boundaries of several parts some more.
    private static final int FORM_MAX = 4 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /// W3C Trace Context: version, trace id, parent id, flags.
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Map<String, String> SECURITY =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Cache-Control", "no-store",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer");

    private final ApiKeys keys;
    private final ApiLimits limits;
    private final RequestAllowance allowance;
    private final Repeats repeats;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Gate(
            ApiKeys keys,
            Idempotency memory,
            ApiLimits limits,
            MeterRegistry meters,
            InstantSource clock) {
        this.keys = keys;
        this.limits = limits;
        this.allowance = new RequestAllowance(limits, clock);
        this.repeats = new Repeats(memory, clock);
        this.meters = meters;
        this.clock = clock;
    }

    private interface Step {
        Response answer() throws IOException;
    }

    /// Carries out the operation and writes what came of it; throws nothing.
    public void pass(Context http, Operation operation) {
        tell(http, operation.path(), () -> answer(http, operation));
    }

    /// Writes a refusal of a request that no operation takes.
    public void refuse(Context http, Refusal refusal) {
        tell(
                http,
                "unknown",
                () -> {
                    throw refusal;
                });
    }

    private void tell(Context http, String path, Step step) {
        var timer = Timer.start(meters);
        var trace = traceId(http);
        var response = answerOrProblem(http, path, trace, step);
        write(http, response.with("Trace-Id", trace));
        var method = http.method().name();
        timer.stop(
                meters.timer(
                        "postrider.api.requests",
                        "method",
                        knownMethod(method),
                        "path",
                        path,
                        "status",
                        Integer.toString(response.status())));
        LOG.debug("{} {} {} {}", knownMethod(method), path, response.status(), trace);
    }

    /// Anybody may invent methods: they do not become names of meters.
    private static String knownMethod(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "OTHER";
        };
    }

    private String traceId(Context http) {
        var given = http.header("traceparent");
        var match = TRACEPARENT.matcher(given == null ? "" : given);
        if (match.matches()) return match.group(1);
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Response answerOrProblem(Context http, String path, String trace, Step step) {
        Refusal refusal;
        try {
            return step.answer();
        } catch (Refusal e) {
            refusal = e;
        } catch (StoreUnavailable e) {
            LOG.warn("a store is unavailable, for {}, trace {}: {}", path, trace, e.getMessage());
            refusal =
                    new Refusal(503, "store_unavailable", "a store does not answer: try again")
                            .with("Retry-After", "2");
        } catch (IOException _) {
            refusal = new Refusal(400, "incomplete_body", "the request ended early");
        } catch (RuntimeException e) {
            LOG.warn("a mistake of ours in {}, trace {}", path, trace, e);
            refusal =
                    new Refusal(
                            500, "internal", "this is our mistake: report it with the trace_id");
        }
        drain(http);
        return refusal.response(http.path(), trace);
    }

    private static void drain(Context http) {
        // A client that asked before it sends has sent nothing yet, and need not.
        if (http.header("Expect") != null) return;
        try {
            http.req().getInputStream().skip(UNWANTED_MAX);
        } catch (IOException _) {
            // Nobody is there any more to hear the answer.
            return;
        }
    }

    private void write(Context http, Response response) {
        SECURITY.forEach(http::header);
        response.headers().forEach(http::header);
        http.status(response.status());
        if (!response.contentType().isEmpty()) http.res().setContentType(response.contentType());
        if (response.body().length > 0) http.result(response.body());
        response.stream().ifPresent(stream -> write(http, stream));
    }

    /// What fails halfway cannot be told any more but by the answer's missing end: whoever reads
    /// chunks sees that the last one never came.
    private static void write(Context http, Response.Stream stream) {
        try {
            stream.writeTo(http.res().getOutputStream());
        } catch (IOException _) {
            LOG.debug("nobody read an answer to its end");
        } catch (StoreUnavailable e) {
            LOG.warn("a store went away under an answer: {}", e.getMessage());
            cut(http);
        }
    }

    private static void cut(Context http) {
        if (http.req() instanceof ServletApiRequest request) {
            request.getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        }
    }

    private Response answer(Context http, Operation operation) throws IOException {
        refuseUnacceptable(http);
        return switch (operation) {
            case Operation.Open open -> {
                if (open.access() == Access.LOOPBACK && !isLoopback(http)) key(http);
                yield open.action().answer();
            }
            case Operation.Linked linked -> linked.action().answer(link(http));
            case Operation.Keyed keyed -> answer(http, keyed);
        };
    }

    private static Operation.Link link(Context http) {
        return new Operation.Link() {
            @Override
            public String token() {
                return http.pathParam("token");
            }

            @Override
            public boolean hasPath(String name) {
                return http.pathParamMap().containsKey(name);
            }

            @Override
            public String path(String name) {
                return http.pathParam(name);
            }

            @Override
            public String userAgent() {
                return Objects.requireNonNullElse(http.userAgent(), "");
            }

            @Override
            public String form() throws IOException {
                var bytes = http.req().getInputStream().readNBytes(FORM_MAX);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }

    private Response answer(Context http, Operation.Keyed operation) throws IOException {
        var key = key(http);
        var taken = allowance.take(key.id());
        if (taken.againInSeconds() > 0) throw taken.refusal(limits);
        var needed = operation.access().role().orElse(ApiKey.Role.READER);
        if (!key.role().includes(needed)) {
            throw new Refusal(
                    403,
                    "role_needed",
                    "this call needs a key of the role "
                            + needed.text()
                            + "; this one is "
                            + key.role().text());
        }
        var call = new Call(http, key, limits);
        var response =
                switch (operation.repeat()) {
                    case HARMLESS -> operation.action().answer(call);
                    case REMEMBERED ->
                            repeats.once(
                                    call,
                                    operation.method() + " " + http.path(),
                                    operation.action());
                };
        return taken.on(response, limits);
    }

    /// The answers are JSON (or, for the few others, what they are): refuses who takes neither.
    private static void refuseUnacceptable(Context http) {
        var accept = http.header("Accept");
        if (accept == null || accept.isBlank()) return;
        var lower = accept.toLowerCase(Locale.ROOT);
        var takes =
                lower.contains("*/*") || lower.contains("application/") || lower.contains("text/");
        if (!takes)
            throw new Refusal(
                    406,
                    "not_acceptable",
                    "answers are application/json: send Accept: application/json");
    }

    private ApiKey key(Context http) {
        var header = http.header("Authorization");
        if (header == null)
            throw unauthorised("missing_key", "send an API key: Authorization: Bearer prk_…");
        var parts = header.strip().split(" +", 2);
        if (parts.length != 2
                || !parts[0].equalsIgnoreCase("Bearer")
                || parts[1].length() > KeyText.TEXT_MAX) {
            throw unauthorised("invalid_key", "the header must be: Authorization: Bearer prk_…");
        }
        return keys.find(KeyText.hash(parts[1].strip()))
                .filter(key -> key.isValid(clock.instant()))
                .orElseThrow(() ->
                        unauthorised("invalid_key", "this key is unknown, revoked or expired"));
    }

    /// RFC 6750 section 3.
    private static Refusal unauthorised(String code, String detail) {
        return new Refusal(401, code, detail)
                .with("WWW-Authenticate", "Bearer realm=\"postrider\"");
    }

    private static boolean isLoopback(Context http) {
        try {
            return InetAddress.getByName(http.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
