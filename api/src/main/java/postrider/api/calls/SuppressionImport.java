package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import postrider.api.json.Json;
import postrider.api.upload.SuppressionSink;
import postrider.audience.Address;
import postrider.audience.AddressHash;
import postrider.audience.AddressHasher;
import postrider.audience.Suppression;
import postrider.audience.SuppressionBoard;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;

/// An import under way: adds what a file lists, batch by batch, and counts what becomes of each row. Used
/// by one thread.
final class SuppressionImport implements SuppressionSink {
    /// Each batch is durable as a whole.
    private static final int BATCH = 5_000;

    /// More would help nobody.
    private static final int ERRORS_MAX = 100;

    private final Suppressions suppressions;
    private final SuppressionBoard board;
    private final AddressHasher hasher;
    private final Function<String, Optional<SuppressionScope>> scopes;
    private final SuppressionScope scope;
    private final Instant now;
    private final Map<Suppression.Key, Suppression> batch = new LinkedHashMap<>();
    private final Map<String, Optional<SuppressionScope>> found = new HashMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<ObjectNode> errors = new ArrayList<>();
    private long added;
    private long known;
    private long refused;

    /// @param scopes finds those that rows name; empty for what this caller may not change
    /// @param scope of rows that name none
    SuppressionImport(
            Suppressions suppressions,
            SuppressionBoard board,
            AddressHasher hasher,
            Function<String, Optional<SuppressionScope>> scopes,
            SuppressionScope scope,
            Instant now) {
        this.suppressions = suppressions;
        this.board = board;
        this.hasher = hasher;
        this.scopes = scopes;
        this.scope = scope;
        this.now = now;
    }

    @Override
    public void listed(Listed row) {
        var in =
                row.scope().isEmpty()
                        ? Optional.of(scope)
                        : found.computeIfAbsent(row.scope(), scopes);
        if (in.isEmpty()) {
            refused(row.line(), "unknown_scope", SuppressionScopes.WANTED);
            return;
        }
        if (!row.hash().isEmpty()) {
            AddressHash.parse(row.hash())
                    .ifPresentOrElse(
                            hash -> add(row, in.get(), hash),
                            () ->
                                    refused(
                                            row.line(),
                                            "invalid_hash",
                                            "an address_hash has 32 hex digits"));
            return;
        }
        switch (Address.parse(row.address())) {
            case Address.Parsed.Valid(var address) ->
                    add(row, in.get(), hasher.hash(normalised(address)));
            case Address.Parsed.Invalid(var why) ->
                    refused(row.line(), "invalid_address", "this is no address: " + why);
        }
    }

    private static String normalised(Address address) {
        return Address.normalised(address.local(), address.domain());
    }

    private void add(Listed row, SuppressionScope in, AddressHash hash) {
        var since = row.since().filter(time -> !time.isAfter(now)).orElse(now);
        var source = row.source().length() > Suppression.SOURCE_MAX ? "" : row.source();
        var next =
                new Suppression(
                        in,
                        hash,
                        row.why(),
                        source.isEmpty() ? "import" : source,
                        since,
                        row.until());
        if (next.isOver(now)) skipped("over");
        else if (!board.isNews(next) || batch.putIfAbsent(next.key(), next) != null) known++;
        else if (batch.size() == BATCH) flush();
    }

    /// Makes what was read so far durable.
    void flush() {
        suppressions.add(List.copyOf(batch.values()));
        added += batch.size();
        batch.clear();
        board.refresh();
    }

    @Override
    public void skipped(String why) {
        skipped.merge(why, 1L, Long::sum);
    }

    @Override
    public void refused(long line, String code, String detail) {
        refused++;
        if (errors.size() == ERRORS_MAX) return;
        errors.add(Json.object().put("line", line).put("code", code).put("detail", detail));
    }

    long added() {
        return added;
    }

    ObjectNode json() {
        var json = Json.object();
        var why = Json.object();
        skipped.forEach(why::put);
        var skips = skipped.values().stream().mapToLong(Long::longValue).sum();
        json.put("rows", added + known + skips + refused);
        json.put("added", added);
        json.put("known", known);
        json.put("skipped", skips);
        json.set("skipped_why", why);
        json.put("refused", refused);
        json.set("errors", Json.array(errors, error -> error));
        return json;
    }
}
