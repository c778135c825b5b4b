package postrider.api.calls;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import postrider.api.http.Call;
import postrider.api.http.Cursors;
import postrider.api.http.Operation;
import postrider.api.http.Page;
import postrider.api.http.Query;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Suggestion;
import postrider.delivery.Routes;
import postrider.desk.CampaignDesk;
import postrider.message.MessageId;
import postrider.message.Status;
import postrider.report.Reports;

/// What became of campaigns and messages.
public final class ReportCalls {
    private static final List<Status> ALL = List.of(Status.values());

    private final CampaignDesk desk;
    private final Reports reports;
    private final Routes routes;
    private final Cursors cursors;

    public ReportCalls(CampaignDesk desk, Reports reports, Routes routes, Cursors cursors) {
        this.desk = desk;
        this.reports = reports;
        this.routes = routes;
        this.cursors = cursors;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("/v1/campaigns/{id}/status", this::status),
                Operation.get("/v1/campaigns/{id}/messages", this::messages),
                Operation.get("/v1/messages/{id}", this::message));
    }

    private Response status(Call call) {
        return Response.ok(ReportWriter.report(reports.campaign(CampaignCalls.found(call, desk))));
    }

    private Response messages(Call call) {
        var campaign = CampaignCalls.found(call, desk);
        var query = call.query();
        var statuses = statuses(query);
        var limit = query.count("limit", Reports.PAGE_MAX, Page.LIMIT);
        var cursor = query.text("cursor");
        query.check();
        var scope = "messages " + campaign.id() + " " + statuses;
        var from =
                cursor.map(text -> MessageId.parse(cursors.read(scope, text)).orElseThrow())
                        .orElse(Reports.first(campaign.id()));
        var page = reports.messages(campaign, statuses, from, limit);
        var writer = new ReportWriter(routes);
        return new Page<>(
                        page.rows(), page.next().map(next -> cursors.write(scope, next.toString())))
                .response(call, writer::row);
    }

    private static Set<Status> statuses(Query query) {
        var statuses = EnumSet.noneOf(Status.class);
        for (var item : query.items("status")) {
            var named =
                    ALL.stream().filter(status -> status.name().equalsIgnoreCase(item)).findFirst();
            named.ifPresent(statuses::add);
            if (named.isPresent()) continue;
            var names = ALL.stream().map(Status::name).toList();
            query.problem(
                    "status",
                    "unknown_value",
                    "there is no such status" + Suggestion.of(item, names));
        }
        return statuses;
    }

    private Response message(Call call) {
        var id = Ids.inPath(call, "message", MessageId::parse);
        var history =
                desk.find(call.project(), id.shard().campaign())
                        .flatMap(campaign -> reports.message(campaign, id))
                        .orElseThrow(() -> Refusal.missing("message " + id));
        return Response.ok(new ReportWriter(routes).history(history));
    }
}
