package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.api.http.Call;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Json;
import postrider.audience.Recipient;
import postrider.audience.RecipientList;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.Problem;
import postrider.campaign.RetrySchedule;
import postrider.campaign.Template;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;
import postrider.delivery.Composer;
import postrider.delivery.Composers;
import postrider.report.Reports;

/// Shows what a template makes of sample values: the whole mail, as it would be sent.
final class Previews {
    private static final int VALUE_MAX = 1_000;
    private static final String SAMPLE_ADDRESS = "sample@recipient.example";
    private static final CampaignId NOBODYS = new CampaignId(Long.MAX_VALUE);

    private final Composers composers;
    private final InstantSource clock;

    Previews(Composers composers, InstantSource clock) {
        this.composers = composers;
        this.clock = clock;
    }

    /// A plan that stands in where a template is looked at alone.
    static CampaignPlan plan(Template template, String subject) {
        return new CampaignPlan(
                "",
                "sender@sender.example",
                "",
                Optional.empty(),
                subject,
                template.id(),
                new ListId(1),
                Optional.empty(),
                ThrottleRules.NONE,
                RetrySchedule.DEFAULT,
                OnUncertain.RESEND,
                CampaignPlan.Tracking.OFF,
                List.of(),
                GuardRules.INHERITED,
                Optional.empty());
    }

    /// A problem that a campaign has with `/template_id`, where the template itself was sent: in its
    /// HTML, if there is nothing else that it could be in.
    static Problem placed(Problem problem, Template template) {
        if (!problem.pointer().equals("/template_id")) return problem;
        var pointer = template.text().isEmpty() ? "/html" : "";
        return new Problem(pointer, problem.code(), problem.detail());
    }

    Response preview(Call call, Template template) throws IOException {
        var fields = call.fields();
        var subject =
                fields.line("subject", CampaignPlan.SUBJECT_MAX)
                        .filter(text -> !text.isBlank())
                        .orElse("Preview");
        var values = fields.textMap("values", RecipientList.FIELDS_MAX, VALUE_MAX);
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var plan = plan(template, subject);
        var checked = composers.check(plan, template, values.keySet());
        if (!checked.errors().isEmpty()) {
            throw Refusal.invalid(
                    checked.errors().stream().map(error -> placed(error, template)).toList());
        }
        var json = Json.object();
        json.put("mail", mail(template, plan, values));
        json.set("variables", Json.texts(checked.variables().stream().sorted().toList()));
        json.set(
                "warnings",
                Json.array(checked.warnings(), warning -> warning(placed(warning, template))));
        return Response.ok(json);
    }

    private String mail(Template template, CampaignPlan plan, Map<String, String> values) {
        var now = clock.instant();
        var campaign =
                new Campaign(
                        NOBODYS,
                        template.project(),
                        1,
                        plan,
                        CampaignState.DRAFT,
                        Optional.empty(),
                        Watch.NONE,
                        new byte[0],
                        now,
                        now);
        try {
            var mail =
                    composers
                            .compile(campaign, template)
                            .compose(
                                    Reports.first(NOBODYS),
                                    new Recipient(SAMPLE_ADDRESS, values),
                                    false,
                                    now);
            return new String(mail.buffer(), 0, mail.length(), StandardCharsets.UTF_8);
        } catch (Composer.CannotCompose e) {
            throw Refusal.invalid(
                    List.of(
                            new Problem(
                                    "/values", "cannot_compose", String.valueOf(e.getMessage()))));
        }
    }

    private static ObjectNode warning(Problem problem) {
        return Json.object()
                .put("pointer", problem.pointer())
                .put("code", problem.code())
                .put("detail", problem.detail());
    }
}
