package postrider.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postrider.api.json.Json;
import postrider.campaign.Problem;

/// Ends a call early: what was asked cannot be done, and why. Becomes `application/problem+json`
/// (RFC 9457). Holds no personal data beyond what the caller sent.
public final class Refusal extends RuntimeException {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Problem> problems;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Refusal(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    public Refusal(int status, String code, String detail, List<Problem> problems) {
        // Nobody is surprised by it: no stack.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /// The request could be read, and these of its contents cannot stand.
    public static Refusal invalid(List<Problem> problems) {
        var first = problems.getFirst();
        var place = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
        var more = problems.size() == 1 ? "" : "; and " + (problems.size() - 1) + " more";
        return new Refusal(422, "invalid", place + first.detail() + more, problems);
    }

    /// The same for what another project has: nobody learns that it exists.
    public static Refusal missing(String what) {
        return new Refusal(404, "not_found", "there is no " + what + " in this project");
    }

    public Refusal with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    Response response(String path, String traceId) {
        var body = Json.object();
        body.put("type", "urn:postrider:problem:" + code);
        body.put("title", Reasons.of(status));
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("instance", path);
        body.put("code", code);
        if (!problems.isEmpty()) body.set("errors", Json.array(problems, Refusal::error));
        body.put("trace_id", traceId);
        var bytes = Json.bytes(body);
        return new Response(status, CONTENT_TYPE, bytes, headers, bytes);
    }

    private static ObjectNode error(Problem problem) {
        return Json.object()
                .put("pointer", problem.pointer())
                .put("code", problem.code())
                .put("detail", problem.detail());
    }
}
