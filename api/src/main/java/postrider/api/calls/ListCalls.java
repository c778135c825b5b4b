package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import postrider.api.http.ApiLimits;
import postrider.api.http.Call;
import postrider.api.http.Cursors;
import postrider.api.http.Operation;
import postrider.api.http.Page;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Json;
import postrider.api.upload.BoundedStream;
import postrider.api.upload.ContactRows;
import postrider.api.upload.UnreadableUpload;
import postrider.api.upload.UploadFormat;
import postrider.audience.ContactUpload;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists;
import postrider.desk.ApiKey.Role;
import postrider.desk.ListDesk;

/// `/v1/lists`: recipient lists and the upload of their contacts.
public final class ListCalls {
    private final ListDesk desk;
    private final RecipientLists lists;
    private final Cursors cursors;
    private final ApiLimits limits;
    private final UploadsUnderWay underWay;

    public ListCalls(ListDesk desk, RecipientLists lists, Cursors cursors, ApiLimits limits) {
        this.desk = desk;
        this.lists = lists;
        this.cursors = cursors;
        this.limits = limits;
        this.underWay = new UploadsUnderWay(limits.uploadsAtOnce());
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/lists", Role.EDITOR, this::create),
                Operation.get("/v1/lists", this::list),
                Operation.get("/v1/lists/{id}", this::one),
                Operation.put("/v1/lists/{id}/contacts", Role.EDITOR, this::contacts));
    }

    private Response create(Call call) throws IOException {
        var fields = call.fields();
        fields.require("name");
        var name = fields.line("name", RecipientList.NAME_MAX).orElse("");
        if (name.isBlank() && fields.problems().isEmpty())
            fields.problem("name", "blank", "a name says something");
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var list = desk.create(call.project(), name);
        return Response.created(json(list), "/v1/lists/" + list.id());
    }

    private Response list(Call call) {
        var query = call.query();
        var limit = query.count("limit", Page.LIMIT_MAX, Page.LIMIT);
        var cursor = query.text("cursor");
        query.check();
        var scope = "lists " + call.project();
        var before =
                cursor.map(text -> Long.parseLong(cursors.read(scope, text)))
                        .orElse(Long.MAX_VALUE);
        var read = lists.list(call.project(), before, limit + 1);
        return Page.of(read, limit, last -> cursors.write(scope, Long.toString(last.id().value())))
                .response(call, ListCalls::json);
    }

    private Response one(Call call) {
        return Response.ok(json(found(call)));
    }

    private RecipientList found(Call call) {
        var id = Ids.inPath(call, "list", Ids::list);
        return desk.find(call.project(), id).orElseThrow(() -> Refusal.missing("list " + id));
    }

    private static ObjectNode json(RecipientList list) {
        var json = Json.object();
        json.put("id", list.id().toString());
        json.put("name", list.name());
        json.put("contacts", list.contacts());
        json.set("fields", Json.texts(list.fields().stream().sorted().toList()));
        json.put("version", list.version());
        json.set("created_at", Json.time(list.created()));
        return json;
    }

    /// Adds what the body holds, all of it or nothing.
    private Response contacts(Call call) throws IOException {
        var list = found(call);
        var format = format(call);
        call.refuseCoding("identity", "gzip");
        if (call.length() > limits.uploadBytesMax()) throw tooLarge(overSize());
        try (var _ = underWay.begin(call.key().id(), list.id());
                var upload = desk.upload(list)) {
            read(call, format, upload);
            return Response.ok(json(completed(upload)));
        } catch (UnreadableUpload e) {
            throw new Refusal(422, e.code(), e.getMessage() + ". Nothing was added");
        } catch (ContactUpload.TooLarge e) {
            throw tooLarge(String.valueOf(e.getMessage()));
        }
    }

    private static ContactUpload.Report completed(ContactUpload upload) {
        try {
            return upload.complete();
        } catch (IllegalArgumentException _) {
            throw new Refusal(
                    422,
                    "too_many_fields",
                    "with these columns the list would have more than "
                            + RecipientList.FIELDS_MAX
                            + " fields: leave some out. Nothing was added");
        }
    }

    private static UploadFormat format(Call call) {
        return call.header("Content-Type")
                .flatMap(UploadFormat::ofContentType)
                .orElseThrow(() ->
                        new Refusal(
                                415,
                                "unsupported_media_type",
                                "send contacts as Content-Type: text/csv or application/x-ndjson"));
    }

    private String overSize() {
        return "an upload is at most "
                + limits.uploadBytesMax()
                + " bytes: split it, or send it in gzip form";
    }

    private static Refusal tooLarge(String detail) {
        return new Refusal(413, "too_large", detail + ". Nothing was added");
    }

    private void read(Call call, UploadFormat format, ContactUpload upload)
            throws IOException, UnreadableUpload {
        // Left open: the server ends the stream with the request.
        @SuppressWarnings("resource")
        var body = new BoundedStream(call.stream(), limits.uploadBytesMax(), overSize());
        var gzip =
                call.header("Content-Encoding")
                        .filter(coding -> coding.strip().equalsIgnoreCase("gzip"))
                        .isPresent();
        if (gzip) ContactRows.readGzip(body, format, upload);
        else ContactRows.read(body, format, upload);
    }

    private static ObjectNode json(ContactUpload.Report report) {
        var json = Json.object();
        json.put("rows", report.rows());
        json.put("accepted", report.accepted());
        json.put("duplicates", report.duplicates());
        json.put("invalid", report.invalid());
        json.set("errors", Json.array(report.errors(), ListCalls::json));
        json.set("list", json(report.list()));
        return json;
    }

    private static ObjectNode json(ContactUpload.RowError error) {
        return Json.object()
                .put("row", error.row())
                .put("code", error.code())
                .put("detail", error.detail());
    }
}
