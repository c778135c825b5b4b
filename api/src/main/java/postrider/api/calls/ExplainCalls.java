package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.api.http.Call;
import postrider.api.http.Operation;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Json;
import postrider.delivery.Hold;
import postrider.desk.CampaignDesk;
import postrider.message.MessageId;
import postrider.report.Explanation;
import postrider.report.Explanations;

/// Why something is not sent yet.
public final class ExplainCalls {
    private final CampaignDesk desk;
    private final Explanations explanations;

    public ExplainCalls(CampaignDesk desk, Explanations explanations) {
        this.desk = desk;
        this.explanations = explanations;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("/v1/campaigns/{id}/explain", this::campaign),
                Operation.get("/v1/messages/{id}/explain", this::message));
    }

    private Response campaign(Call call) {
        return Response.ok(json(explanations.campaign(CampaignCalls.found(call, desk))));
    }

    private Response message(Call call) {
        var id = Ids.inPath(call, "message", MessageId::parse);
        return desk.find(call.project(), id.shard().campaign())
                .flatMap(campaign -> explanations.message(campaign, id))
                .map(explanation -> Response.ok(json(explanation)))
                .orElseThrow(() -> Refusal.missing("message " + id));
    }

    private static ObjectNode json(Explanation explanation) {
        var json = Json.object();
        json.put("about", explanation.about());
        json.put("sentence", explanation.sentence());
        json.set("holds", Json.array(explanation.holds(), ExplainCalls::json));
        put(json, "expected_at", explanation.expected());
        json.set("parts", Json.array(explanation.parts(), ExplainCalls::json));
        return json;
    }

    private static ObjectNode json(Hold hold) {
        var json = Json.object();
        json.put("kind", hold.kind().text());
        json.put("stops", hold.isStop());
        json.put("sentence", hold.sentence());
        put(json, "since", hold.since());
        put(json, "until", hold.until());
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresentOrElse(instant -> json.put(name, instant.toString()), () -> json.putNull(name));
    }
}
