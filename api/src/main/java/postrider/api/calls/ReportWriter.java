package postrider.api.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postrider.api.json.Json;
import postrider.campaign.Campaign;
import postrider.delivery.Route;
import postrider.delivery.Routes;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.report.CampaignReport;
import postrider.report.MessageHistory;
import postrider.report.MessageRow;

/// Writes reports. Used by one call: it remembers the names of routes.
final class ReportWriter {
    private final Routes routes;
    private final Map<Integer, Optional<String>> names = new HashMap<>();

    ReportWriter(Routes routes) {
        this.routes = routes;
    }

    static ObjectNode report(CampaignReport report) {
        var campaign = report.campaign();
        var json = Json.object();
        json.put("id", campaign.id().toString());
        json.put("state", campaign.state().name());
        json.setAll(counted(report.counters()));
        json.put("progress", rounded(report.progress()));
        json.put("rate", rounded(report.perSecond()));
        var providers = json.putObject("by_provider");
        report.byProvider()
                .forEach((provider, counters) -> providers.set(provider.name(), counted(counters)));
        json.set("expansion", expansion(report));
        json.set("send_window", window(campaign));
        GuardWriter.addStanding(campaign, report.note(), json);
        return json;
    }

    private static double rounded(double number) {
        return Math.floor(number * 10_000) / 10_000;
    }

    private static ObjectNode counted(Counters counters) {
        var json = Json.object();
        json.put("total", counters.total());
        var statuses = json.putObject("counters");
        for (var status : Status.values()) statuses.put(status.name(), counters.of(status));
        json.put("in_flight", counters.inFlight());
        json.put("possible_doubles", counters.everUncertain());
        json.put("bounced_late", counters.feedback().bouncedLate());
        for (var fact : Event.Fact.Kind.values())
            json.put(fact.text(), counters.feedback().of(fact));
        return json;
    }

    private static ObjectNode expansion(CampaignReport report) {
        var expansion = report.expansion();
        return Json.object()
                .put("complete", expansion.complete())
                .put("recipients", expansion.recipients())
                .put("duplicates", expansion.duplicates())
                .put("shards", expansion.shards())
                .put("segments", expansion.segments());
    }

    private static JsonNode window(Campaign campaign) {
        return campaign.launch()
                .map(Campaign.Launch::window)
                .or(() -> campaign.plan().window())
                .<JsonNode>map(PlanWriter::window)
                .orElse(Json.nothing());
    }

    ObjectNode row(MessageRow row) {
        var json = Json.object();
        json.put("id", row.id().toString());
        json.put("campaign_id", row.id().shard().campaign().toString());
        json.put("recipient", row.recipient());
        json.put("provider", row.lane().provider().name());
        json.put("status", row.status().name());
        json.set("reason", reason(row.reason()));
        json.put("hard", row.hard());
        json.put("attempts", row.attempts());
        json.set("first_attempt_at", row.firstAt().map(Json::time).orElse(Json.nothing()));
        json.set("updated_at", row.lastAt().map(Json::time).orElse(Json.nothing()));
        json.set("next_attempt_at", row.nextAt().map(Json::time).orElse(Json.nothing()));
        json.set("route", route(row.route()));
        json.set("reply", reply(row.reply()));
        json.put("in_flight", row.inFlight());
        json.put("possible_double", row.possibleDouble());
        json.put("bounced_late", row.feedback().bouncedLate());
        for (var fact : Event.Fact.Kind.values()) json.put(fact.text(), row.feedback().has(fact));
        return json;
    }

    ObjectNode history(MessageHistory history) {
        var json = row(history.row());
        json.set("history", Json.array(history.events(), this::event));
        return json;
    }

    private ObjectNode event(Event event) {
        var json = Json.object();
        json.set("at", Json.time(Instant.ofEpochMilli(event.atMs())));
        switch (event) {
            case Event.Intent intent -> {
                json.put("event", "intent");
                json.put("attempt", intent.attempt());
                json.set("route", route(intent.route()));
            }
            case Event.Result result -> write(result, json);
            case Event.Report report -> {
                json.put("event", "report");
                json.put("status", report.status().name());
                json.set("reason", reason(report.reason()));
                json.put("hard", report.hard());
                json.set("reply", reply(report.reply()));
            }
            case Event.Fact fact -> {
                json.put("event", fact.kind().text());
                if (fact.link() > 0) json.put("link", fact.link());
            }
            case Event.Closed closed -> {
                json.put("event", "closed");
                json.set("reason", reason(closed.reason()));
            }
        }
        return json;
    }

    private void write(Event.Result result, ObjectNode json) {
        json.put("event", "outcome");
        json.put("attempt", result.attempt());
        json.put("status", result.status().name());
        json.set("reason", reason(result.reason()));
        json.put("hard", result.hard());
        json.set("reply", reply(result.reply()));
        var next = result.nextAtMs();
        json.set(
                "next_attempt_at",
                next == 0 ? Json.nothing() : Json.time(Instant.ofEpochMilli(next)));
        json.set("route", route(result.route()));
    }

    private static JsonNode reason(Reason reason) {
        return reason == Reason.NONE ? Json.nothing() : Json.text(reason.text());
    }

    private static JsonNode reply(Reply reply) {
        if (reply.equals(Reply.NONE)) return Json.nothing();
        return Json.object()
                .put("code", reply.code())
                .put("enhanced_code", reply.enhanced())
                .put("text", reply.text());
    }

    /// The route's name; `null` if there was none, or it is there no more.
    private JsonNode route(int id) {
        if (id == 0) return Json.nothing();
        var name = names.computeIfAbsent(id, wanted -> routes.find(wanted).map(Route::name));
        return name.map(Json::text).orElse(Json.nothing());
    }
}
