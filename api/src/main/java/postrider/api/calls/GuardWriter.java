package postrider.api.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import postrider.api.json.Json;
import postrider.campaign.Campaign;
import postrider.campaign.Canary;
import postrider.campaign.GuardRules;
import postrider.campaign.Watch;
import postrider.delivery.CampaignNotes;
import postrider.delivery.StartOrder;

/// Writes what is said of guards and canaries, by a plan and of a campaign under way.
final class GuardWriter {
    private GuardWriter() {}

    static ObjectNode rules(GuardRules rules) {
        var json = Json.object();
        json.set("bounces", rule(rules.bounces()));
        json.set("complaints", rule(rules.complaints()));
        json.set("blocks", rule(rules.blocks()));
        return json;
    }

    private static JsonNode rule(GuardRules.Rule rule) {
        return switch (rule) {
            case GuardRules.Rule.Inherited() -> Json.nothing();
            case GuardRules.Rule.Off() -> Json.object().put("off", true);
            case GuardRules.Rule.Limits(var warn, var pause) ->
                    Json.object().put("off", false).put("warn", warn).put("pause", pause);
        };
    }

    static ObjectNode canary(Canary canary) {
        return Json.object()
                .put("share", canary.share())
                .put("settle_minutes", canary.settle().toMinutes());
    }

    /// What holds a campaign up or soon may, into the report of how it stands.
    static void addStanding(Campaign campaign, CampaignNotes.Note note, ObjectNode json) {
        json.set("guard", guard(campaign.watch(), note));
        if (campaign.plan().canary().isPresent())
            json.set("canary", canary(campaign.watch(), note));
        else json.putNull("canary");
        var place = note.place();
        json.set(
                "queue_position",
                place.map(StartOrder.Place::position)
                        .<JsonNode>map(Json::number)
                        .orElse(Json.nothing()));
        json.put("queue_sentence", place.map(StartOrder.Place::sentence).orElse(null));
    }

    private static ObjectNode guard(Watch watch, CampaignNotes.Note note) {
        var sentences = new ArrayList<String>();
        watch.pause().map(Watch.Pause::sentence).ifPresent(sentences::add);
        sentences.addAll(note.watched().warnings());
        var json = Json.object();
        json.put(
                "state",
                sentences.isEmpty() ? "quiet" : watch.pause().isEmpty() ? "warns" : "paused");
        json.set("sentences", Json.texts(sentences));
        json.set(
                "paused_since",
                watch.pause().map(Watch.Pause::since).map(Json::time).orElse(Json.nothing()));
        return json;
    }

    private static ObjectNode canary(Watch watch, CampaignNotes.Note note) {
        var json = Json.object();
        json.set("went_on_at", watch.wentOn().map(Json::time).orElse(Json.nothing()));
        json.put(
                "sentence",
                watch.wentOn().isPresent()
                        ? "the canary let the rest go"
                        : note.watched().canary().orElse("the rest waits for the canary"));
        return json;
    }
}
