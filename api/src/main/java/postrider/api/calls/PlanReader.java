package postrider.api.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import postrider.api.json.Durations;
import postrider.api.json.Fields;
import postrider.api.json.Times;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Engagement;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;

/// Reads what a campaign is to be. Where a field is wrong, a problem is noted and a stand-in taken, so
/// that the rest can be checked too.
public final class PlanReader {
    static final int ROUTES_MAX = 20;
    static final double RATE_MIN = 0.001;
    static final double RATE_MAX = 1_000_000;

    private static final int ADDRESS_TEXT_MAX = 320;
    private static final int ID_TEXT_MAX = 40;
    private static final int ROUTE_NAME_MAX = 40;
    private static final int TIME_TEXT_MAX = 64;
    private static final String DURATION =
            "this must be a duration such as \"1m\", \"4h\" or \"PT1M\", from 1s to 366d";
    private static final String TIME =
            "this must be a time with an offset, such as \"2025-12-01T10:00Z\"";

    private final Fields fields;

    private PlanReader(Fields fields) {
        this.fields = fields;
    }

    public static CampaignPlan read(Fields fields) {
        return new PlanReader(fields).plan();
    }

    private CampaignPlan plan() {
        List.of("from", "subject", "template_id", "recipient_list_id").forEach(fields::require);
        return new CampaignPlan(
                fields.line("name", CampaignPlan.NAME_MAX).orElse(""),
                fields.line("from", ADDRESS_TEXT_MAX).orElse(""),
                fields.line("from_name", CampaignPlan.NAME_MAX).orElse(""),
                fields.line("reply_to", ADDRESS_TEXT_MAX),
                subject(),
                fields.parsed(
                                "template_id",
                                ID_TEXT_MAX,
                                Ids::template,
                                "invalid_id",
                                "a template's id is like \"tmpl_123\"")
                        .orElse(new TemplateId(Long.MAX_VALUE)),
                fields.parsed(
                                "recipient_list_id",
                                ID_TEXT_MAX,
                                Ids::list,
                                "invalid_id",
                                "a list's id is like \"list_987\"")
                        .orElse(new ListId(Long.MAX_VALUE)),
                fields.object("send_window").flatMap(PlanReader::window),
                fields.object("throttle").map(PlanReader::throttle).orElse(ThrottleRules.NONE),
                fields.object("retry_policy").map(PlanReader::retry).orElse(RetrySchedule.DEFAULT),
                fields.choice("on_uncertain", List.of(OnUncertain.values()), PlanReader::text)
                        .orElse(OnUncertain.RESEND),
                fields.choice("tracking", List.of(CampaignPlan.Tracking.values()), PlanReader::text)
                        .orElse(CampaignPlan.Tracking.OFF),
                fields.texts("routes", ROUTES_MAX, ROUTE_NAME_MAX),
                fields.object("guards").map(GuardReader::guards).orElse(GuardRules.INHERITED),
                fields.object("canary").flatMap(GuardReader::canary),
                engagement(fields));
    }

    private String subject() {
        var subject = fields.line("subject", CampaignPlan.SUBJECT_MAX);
        if (subject.isPresent() && subject.get().isBlank())
            fields.problem("subject", "blank", "a subject says something");
        return subject.filter(text -> !text.isBlank()).orElse("?");
    }

    static Engagement engagement(Fields fields) {
        return fields.choice("engagement", List.of(Engagement.values()), PlanReader::text)
                .orElse(Engagement.ANY);
    }

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<SendWindow> window(Fields fields) {
        fields.require("start");
        fields.require("end");
        var start = time(fields, "start");
        var end = time(fields, "end");
        fields.refuseUnknown();
        if (start.isEmpty() || end.isEmpty()) return Optional.empty();
        if (start.get().isBefore(end.get()))
            return Optional.of(new SendWindow(start.get(), end.get()));
        fields.problem("end", "ends_before_start", "a send window ends after it starts");
        return Optional.empty();
    }

    static Optional<Instant> time(Fields fields, String name) {
        return fields.parsed(name, TIME_TEXT_MAX, Times::parse, "invalid_time", TIME);
    }

    private static ThrottleRules throttle(Fields fields) {
        var rules =
                new ThrottleRules(
                        rate(fields, "global_rps"),
                        rate(fields, "per_mx_rps"),
                        rate(fields, "per_provider_rps"),
                        fields.whole("concurrency", 1, ThrottleRules.CONCURRENCY_MAX)
                                .orElse(ThrottleRules.CONCURRENCY_MAX));
        fields.refuseUnknown();
        return rules;
    }

    /// Messages a second; left out for no limit.
    static Rate rate(Fields fields, String name) {
        var rate = fields.number(name, RATE_MIN, RATE_MAX);
        return rate.isPresent() ? Rate.perSecond(rate.getAsDouble()) : Rate.UNLIMITED;
    }

    private static RetrySchedule retry(Fields fields) {
        var standard = RetrySchedule.DEFAULT;
        Function<Long, Optional<Duration>> seconds =
                number ->
                        number < 1 || number > Durations.MAX.toSeconds()
                                ? Optional.empty()
                                : Optional.of(Duration.ofSeconds(number));
        var delays =
                fields.items(
                        "delays",
                        RetrySchedule.DELAYS_MAX,
                        Durations::parse,
                        seconds,
                        "invalid_duration",
                        DURATION);
        var hasDelays = fields.has("delays");
        var schedule =
                new RetrySchedule(
                        hasDelays ? delays : standard.delays(),
                        duration(fields, "then").orElse(standard.thereafter()),
                        duration(fields, "expiry").orElse(standard.expiry()),
                        fields.number("jitter", 0, 0.5).orElse(standard.jitter()));
        fields.refuseUnknown();
        return schedule;
    }

    private static Optional<Duration> duration(Fields fields, String name) {
        return fields.parsed(name, 32, Durations::parse, "invalid_duration", DURATION);
    }
}
