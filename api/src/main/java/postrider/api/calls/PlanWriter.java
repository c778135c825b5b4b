package postrider.api.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import postrider.api.json.Durations;
import postrider.api.json.Json;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;

/// Writes campaigns. What [PlanReader] reads of a written plan is that plan.
final class PlanWriter {
    private PlanWriter() {}

    static ObjectNode campaign(Campaign campaign) {
        var json = Json.object();
        json.put("id", campaign.id().toString());
        json.put("state", campaign.state().name());
        json.put("version", campaign.version());
        json.setAll(plan(campaign.plan()));
        if (campaign.launch().isPresent()) json.set("launch", launch(campaign.launch().get()));
        else json.putNull("launch");
        json.set("created_at", Json.time(campaign.created()));
        json.set("changed_at", Json.time(campaign.changed()));
        return json;
    }

    private static ObjectNode launch(Campaign.Launch launch) {
        var json = Json.object();
        json.set("send_window", window(launch.window()));
        json.put("list_version", launch.listVersion());
        json.put("template_version", launch.templateVersion());
        json.set("scheduled_at", Json.time(launch.at()));
        return json;
    }

    static ObjectNode plan(CampaignPlan plan) {
        var json = Json.object();
        json.put("name", plan.name());
        json.put("from", plan.from());
        json.put("from_name", plan.fromName());
        json.put("reply_to", plan.replyTo().orElse(null));
        json.put("subject", plan.subject());
        json.put("template_id", plan.template().toString());
        json.put("recipient_list_id", plan.list().toString());
        if (plan.window().isPresent()) json.set("send_window", window(plan.window().get()));
        else json.putNull("send_window");
        json.set("throttle", throttle(plan.throttle()));
        json.set("retry_policy", retry(plan.retry()));
        json.put("on_uncertain", plan.onUncertain().name().toLowerCase(Locale.ROOT));
        json.put("tracking", plan.tracking().name().toLowerCase(Locale.ROOT));
        json.set("routes", Json.texts(plan.routes()));
        json.set("guards", GuardWriter.rules(plan.guards()));
        if (plan.canary().isPresent()) json.set("canary", GuardWriter.canary(plan.canary().get()));
        else json.putNull("canary");
        json.put("engagement", PlanReader.text(plan.engagement()));
        return json;
    }

    static ObjectNode window(SendWindow window) {
        var json = Json.object();
        json.set("start", Json.time(window.start()));
        json.set("end", Json.time(window.end()));
        return json;
    }

    private static ObjectNode throttle(ThrottleRules rules) {
        var json = Json.object();
        json.set("global_rps", rate(rules.global()));
        json.set("per_mx_rps", rate(rules.perMailboxProvider()));
        json.set("per_provider_rps", rate(rules.perRoute()));
        json.put("concurrency", rules.concurrency());
        return json;
    }

    /// `null` for no limit; a whole number without a point.
    static JsonNode rate(Rate rate) {
        if (!rate.isLimited()) return Json.nothing();
        var number = rate.perSecond();
        return number == Math.rint(number) ? Json.number((long) number) : Json.number(number);
    }

    private static ObjectNode retry(RetrySchedule schedule) {
        var json = Json.object();
        json.set("delays", Json.texts(schedule.delays().stream().map(Durations::text).toList()));
        json.put("then", Durations.text(schedule.thereafter()));
        json.put("expiry", Durations.text(schedule.expiry()));
        json.put("jitter", schedule.jitter());
        return json;
    }
}
