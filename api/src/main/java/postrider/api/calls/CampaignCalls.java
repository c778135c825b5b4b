package postrider.api.calls;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import postrider.api.http.Call;
import postrider.api.http.Cursors;
import postrider.api.http.EntityTags;
import postrider.api.http.Operation;
import postrider.api.http.Page;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Campaigns;
import postrider.campaign.ProjectId;
import postrider.desk.Answer;
import postrider.desk.ApiKey.Role;
import postrider.desk.CampaignDesk;

/// `/v1/campaigns`: create, look, edit, and move from state to state.
public final class CampaignCalls {
    private final CampaignDesk desk;
    private final Campaigns campaigns;
    private final Cursors cursors;

    public CampaignCalls(CampaignDesk desk, Campaigns campaigns, Cursors cursors) {
        this.desk = desk;
        this.campaigns = campaigns;
        this.cursors = cursors;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/campaigns", Role.EDITOR, this::create),
                Operation.get("/v1/campaigns", this::list),
                Operation.get("/v1/campaigns/{id}", this::one),
                Operation.put("/v1/campaigns/{id}", Role.EDITOR, this::replace),
                Operation.patch("/v1/campaigns/{id}", Role.EDITOR, this::patch),
                Operation.post("/v1/campaigns/{id}/schedule", Role.EDITOR, move(desk::schedule)),
                Operation.post("/v1/campaigns/{id}/pause", Role.EDITOR, move(desk::pause)),
                Operation.post("/v1/campaigns/{id}/resume", Role.EDITOR, move(desk::resume)),
                Operation.post("/v1/campaigns/{id}/cancel", Role.EDITOR, move(desk::cancel)));
    }

    private Response create(Call call) throws IOException {
        var plan = plan(call.project(), call.fields());
        var campaign = Answers.done(desk.create(call.project(), plan));
        return Response.created(PlanWriter.campaign(campaign), "/v1/campaigns/" + campaign.id())
                .tagged(campaign.version());
    }

    private Response list(Call call) {
        var query = call.query();
        var limit = query.count("limit", Page.LIMIT_MAX, Page.LIMIT);
        var cursor = query.text("cursor");
        query.check();
        var scope = "campaigns " + call.project();
        var before =
                cursor.map(text -> Long.parseLong(cursors.read(scope, text)))
                        .orElse(Long.MAX_VALUE);
        var read = campaigns.list(call.project(), before, limit + 1);
        return Page.of(read, limit, last -> cursors.write(scope, Long.toString(last.id().value())))
                .response(call, PlanWriter::campaign);
    }

    private Response one(Call call) {
        return shown(found(call, desk));
    }

    static Campaign found(Call call, CampaignDesk desk) {
        var id = Ids.inPath(call, "campaign", Ids::campaign);
        return desk.find(call.project(), id).orElseThrow(() -> Refusal.missing("campaign " + id));
    }

    private static Response shown(Campaign campaign) {
        return Response.ok(PlanWriter.campaign(campaign)).tagged(campaign.version());
    }

    private Response replace(Call call) throws IOException {
        var campaign = found(call, desk);
        EntityTags.require(call, campaign.version());
        return edited(call, campaign, call.fields());
    }

    /// RFC 7396: what the patch leaves out stays.
    private Response patch(Call call) throws IOException {
        var campaign = found(call, desk);
        EntityTags.require(call, campaign.version());
        return edited(
                call,
                campaign,
                Fields.of(Json.merged(PlanWriter.plan(campaign.plan()), call.json())));
    }

    private Response edited(Call call, Campaign campaign, Fields fields) {
        var plan = plan(call.project(), fields);
        return shown(
                Answers.done(desk.edit(call.project(), campaign.id(), campaign.version(), plan)));
    }

    /// Refuses with all problems at once: those of form, and those of what it refers to.
    private CampaignPlan plan(ProjectId project, Fields fields) {
        var plan = PlanReader.read(fields);
        fields.refuseUnknown();
        var problems = fields.problems();
        if (problems.isEmpty()) return plan;
        var places = new HashSet<String>();
        problems.forEach(problem -> places.add(problem.pointer()));
        desk.problems(project, plan).stream()
                .filter(problem -> !places.contains(problem.pointer()))
                .forEach(problems::add);
        throw Refusal.invalid(problems);
    }

    private interface Move {
        Answer<Campaign> apply(ProjectId project, CampaignId campaign);
    }

    private static Operation.Action move(Move move) {
        return call -> {
            call.expectNothing();
            var id = Ids.inPath(call, "campaign", Ids::campaign);
            return shown(Answers.done(move.apply(call.project(), id)));
        };
    }
}
