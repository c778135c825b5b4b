package postrider.api.calls;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import postrider.api.http.ApiLimits;
import postrider.api.http.Call;
import postrider.api.http.Operation;
import postrider.api.http.Query;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.upload.BoundedStream;
import postrider.api.upload.SuppressionFormat;
import postrider.api.upload.SuppressionRows;
import postrider.api.upload.UnreadableUpload;
import postrider.audience.AddressHasher;
import postrider.audience.ContactUpload;
import postrider.audience.Suppression;
import postrider.audience.SuppressionBoard;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;
import postrider.desk.ApiKey.Role;

/// `/v1/suppressions/import` and `/export`: whole files of suppressions, ours and those of providers.
public final class SuppressionFiles {
    /// Of all callers: each keeps the writer busy.
    private static final int IMPORTS_MAX = 2;

    private static final int PAGE = 5_000;

    private final Suppressions suppressions;
    private final SuppressionBoard board;
    private final AddressHasher hasher;
    private final SuppressionScopes scopes;
    private final ApiLimits limits;
    private final InstantSource clock;
    private final Semaphore underWay = new Semaphore(IMPORTS_MAX);

    public SuppressionFiles(
            Suppressions suppressions,
            SuppressionBoard board,
            AddressHasher hasher,
            SuppressionScopes scopes,
            ApiLimits limits,
            InstantSource clock) {
        this.suppressions = suppressions;
        this.board = board;
        this.hasher = hasher;
        this.scopes = scopes;
        this.limits = limits;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.upload("/v1/suppressions/import", Role.EDITOR, this::add),
                Operation.get("/v1/suppressions/export", this::export));
    }

    /// Repeating it is harmless: what is there already is counted as known.
    private Response add(Call call) throws IOException {
        var query = call.query();
        var scope = scopes.in(query, call.project());
        var named = format(query);
        query.check();
        SuppressionScopes.mayChange(call, scope);
        var syntax = syntax(call);
        call.refuseCoding("identity", "gzip");
        if (call.length() > limits.uploadBytesMax()) throw refused(413, "too_large", overSize(), 0);
        if (!underWay.tryAcquire()) throw busy();
        var into =
                new SuppressionImport(
                        suppressions,
                        board,
                        hasher,
                        text -> mine(call, text),
                        scope,
                        clock.instant());
        try {
            board.refresh();
            var format = read(call, syntax, named, into);
            into.flush();
            return Response.ok(into.json().put("format", format.text()));
        } catch (UnreadableUpload e) {
            into.flush();
            throw refused(422, e.code(), String.valueOf(e.getMessage()), into.added());
        } catch (ContactUpload.TooLarge e) {
            into.flush();
            throw refused(413, "too_large", String.valueOf(e.getMessage()), into.added());
        } finally {
            underWay.release();
        }
    }

    /// A scope that a row names; empty for what is not the caller's.
    private Optional<SuppressionScope> mine(Call call, String text) {
        return scopes.find(call.project(), text)
                .filter(scope ->
                        !scope.equals(SuppressionScope.GLOBAL)
                                || SuppressionScopes.isOperator(call));
    }

    private static Optional<SuppressionFormat> format(Query query) {
        var text = query.text("format");
        var format = text.flatMap(SuppressionFormat::named);
        if (text.isPresent() && format.isEmpty())
            query.problem(
                    "format",
                    "unknown_value",
                    "one of " + String.join(", ", SuppressionFormat.names()));
        return format;
    }

    private static SuppressionRows.Syntax syntax(Call call) {
        var type = call.header("Content-Type").orElse("").split(";", 2)[0];
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "text/csv" -> SuppressionRows.Syntax.CSV;
            case "application/json", "application/x-ndjson", "application/ndjson" ->
                    SuppressionRows.Syntax.JSON;
            default ->
                    throw new Refusal(
                            415,
                            "unsupported_media_type",
                            "send suppressions as Content-Type: text/csv, or application/json for those of SES");
        };
    }

    private String overSize() {
        return "an upload is at most "
                + limits.uploadBytesMax()
                + " bytes: split it, or send it in gzip form";
    }

    private static Refusal busy() {
        return new Refusal(
                        429,
                        "too_many_uploads",
                        "at most " + IMPORTS_MAX + " imports at once: wait for one to end")
                .with("Retry-After", "5");
    }

    private static Refusal refused(int status, String code, String detail, long added) {
        var stays =
                added == 0
                        ? ". Nothing was added"
                        : ". Of what stands before it " + added + " were added and stay";
        return new Refusal(status, code, detail + stays);
    }

    private SuppressionFormat read(
            Call call,
            SuppressionRows.Syntax syntax,
            Optional<SuppressionFormat> named,
            SuppressionImport into)
            throws IOException, UnreadableUpload {
        // Left open: the server ends the stream with the request.
        @SuppressWarnings("resource")
        var body = new BoundedStream(call.stream(), limits.uploadBytesMax(), overSize());
        var gzip =
                call.header("Content-Encoding")
                        .filter(coding -> coding.strip().equalsIgnoreCase("gzip"))
                        .isPresent();
        return gzip
                ? SuppressionRows.readGzip(body, syntax, named, into)
                : SuppressionRows.read(body, syntax, named, into);
    }

    /// All of the project, in the order of hashes, as our import takes it back.
    private Response export(Call call) {
        var query = call.query();
        query.check();
        var of = SuppressionScope.of(call.project());
        return Response.streamed("text/csv; charset=utf-8", out -> write(of, out))
                .with("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
    }

    private void write(SuppressionScope of, OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, 1 << 16);
        out.write(SuppressionWriter.HEADER.getBytes(StandardCharsets.US_ASCII));
        var now = clock.instant();
        Optional<Suppression.Key> after = Optional.empty();
        List<Suppression> page;
        do {
            page = suppressions.list(of, after, PAGE);
            for (var suppression : page)
                if (!suppression.isOver(now)) SuppressionWriter.line(suppression, out);
            if (!page.isEmpty()) after = Optional.of(page.getLast().key());
        } while (page.size() == PAGE);
        out.flush();
    }
}
