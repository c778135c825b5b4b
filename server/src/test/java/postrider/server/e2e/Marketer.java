package postrider.server.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.delivery.Route;
import postrider.desk.Answer;
import postrider.message.Status;
import postrider.report.CampaignReport;
import postrider.report.MessageRow;
import postrider.report.Reports;
import postrider.server.Engine;

/// Who uses an engine: uploads lists, launches campaigns, reads reports. All of one project.
final class Marketer {
    static final String ROUTE = "simulated";

    private final Engine engine;

    Marketer(Engine engine) {
        this.engine = engine;
    }

    /// With a route to simulated mailbox providers.
    static Marketer to(Engine engine, int port, int connections) {
        route(engine, ROUTE, port, connections);
        return new Marketer(engine);
    }

    /// With one route more, or one that was edited.
    static void route(Engine engine, String name, int port, int connections) {
        route(engine, name, "mx://127.0.0.1:" + port + "?tls=none", connections);
    }

    static void route(Engine engine, String name, String target, int connections) {
        engine.routes()
                .put(
                        new Route(
                                1,
                                ProjectId.FIRST,
                                name,
                                target,
                                new byte[0],
                                connections,
                                Rate.UNLIMITED));
    }

    /// Invented addresses at one domain.
    static Stream<String> at(String domain, int count) {
        return IntStream.range(0, count).mapToObj(i -> "customer" + i + "@" + domain);
    }

    ListId list(Stream<String> addresses) {
        var list = engine.lists().create(ProjectId.FIRST, "customers");
        try (var upload = engine.lists().upload(list)) {
            addresses.forEach(address -> upload.add(address, Map.of("first_name", "Ada")));
            return upload.complete().list().id();
        }
    }

    private TemplateId template() {
        var html = "<p>Dear {{ first_name }}, our summer sale starts now.</p>";
        return engine.templates()
                .create(
                        new Template(
                                new TemplateId(1),
                                ProjectId.FIRST,
                                1,
                                "sale",
                                html,
                                Optional.empty(),
                                Instant.EPOCH))
                .id();
    }

    /// Stores and schedules a campaign.
    Campaign launch(ListId list, UnaryOperator<Plan> plan) {
        var draft = plan.apply(Plan.to(list, template())).made();
        var id = value(engine.campaigns().create(ProjectId.FIRST, draft)).id();
        return value(engine.campaigns().schedule(ProjectId.FIRST, id));
    }

    Campaign campaign(CampaignId id) {
        return engine.campaigns().find(ProjectId.FIRST, id).orElseThrow();
    }

    CampaignReport report(CampaignId id) {
        return engine.reports().campaign(campaign(id));
    }

    List<MessageRow> rows(CampaignId id) {
        var rows = new ArrayList<MessageRow>();
        var from = Optional.of(Reports.first(id));
        while (from.isPresent()) {
            var page =
                    engine.reports()
                            .messages(
                                    campaign(id),
                                    EnumSet.noneOf(Status.class),
                                    from.get(),
                                    Reports.PAGE_MAX);
            rows.addAll(page.rows());
            from = page.next();
        }
        return rows;
    }

    void awaitState(CampaignId id, CampaignState state) throws InterruptedException {
        Await.until(id + " is " + state, () -> campaign(id).state() == state);
    }

    /// Waits until so many of the campaign's messages need no sending any more.
    void awaitSettled(CampaignId id, int count) throws InterruptedException {
        Await.until(
                count + " messages of " + id + " are settled",
                () -> {
                    var counters = report(id).counters();
                    return counters.total() - counters.open() >= count;
                });
    }

    static <T> T value(Answer<T> answer) {
        if (answer instanceof Answer.Done<T>(var value)) return value;
        throw new AssertionError("refused: " + answer);
    }
}
