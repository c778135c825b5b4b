package postrider.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import postrider.audience.RecipientList;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.GuardRules;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.delivery.Route;
import postrider.desk.Answer;
import postrider.message.Counters;
import postrider.report.CampaignReport;
import postrider.server.Engine;
import postrider.server.Wiring;
import postrider.server.config.Config;
import postrider.server.config.ConfigReader;
import postrider.testkit.sim.SamplePerson;
import postrider.testkit.sim.StaticMxResolver;

/// Postrider at work in this process, over one data folder, with what a benchmark asks of it. SQLite,
/// synchronous=FULL, all events, as it is shipped.
final class Postroom implements AutoCloseable {
    private static final ProjectId PROJECT = ProjectId.FIRST;
    private static final long LOOK_MS = 100;

    /// What takes a day elsewhere takes seconds here.
    private static final RetrySchedule HASTY =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)),
                    Duration.ofSeconds(5),
                    Duration.ofHours(4),
                    0.15);

    private final Engine engine;
    private final CampaignPlan.Tracking tracking;

    /// @param config tracks its campaigns where it has an address for that
    private Postroom(Engine engine, Config config) {
        this.engine = engine;
        tracking =
                config.identity().trackingBase().isPresent()
                        ? CampaignPlan.Tracking.INDIVIDUAL
                        : CampaignPlan.Tracking.OFF;
    }

    /// @param folder keeps the data folder, its keys and the configuration
    /// @param settings more lines of the configuration, YAML
    static Postroom open(Path folder, String settings) {
        var yaml =
                """
                data: %s
                queue:
                  slot-seconds: 1
                log:
                  level: warn
                %s
                """
                        .formatted(data(folder), settings);
        try {
            Files.createDirectories(folder);
            var file = Files.writeString(folder.resolve("bench.yaml"), yaml);
            return switch (ConfigReader.read(List.of(file), Map.of(), Map.of())) {
                case ConfigReader.Read.Good(var config, _) ->
                        new Postroom(new Wiring().open(config, new StaticMxResolver()), config);
                case ConfigReader.Read.Bad(var mistakes) ->
                        throw new IllegalArgumentException(mistakes.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    RecipientList upload(Stream<SamplePerson> people) {
        var list = engine.lists().create(PROJECT, "Invented customers");
        try (var upload = engine.lists().upload(list)) {
            people.forEach(person -> upload.add(person.email(), values(person)));
            return upload.complete().list();
        }
    }

    private static Map<String, String> values(SamplePerson person) {
        var values = new LinkedHashMap<String, String>();
        values.put("first_name", person.firstName());
        values.put("last_name", person.lastName());
        values.put("city", person.city());
        values.put("country", person.country());
        values.put("plan", person.plan());
        return values;
    }

    /// Ten kilobytes of HTML with three variables and five links.
    TemplateId template() {
        return engine.templates()
                .create(
                        new Template(
                                new TemplateId(1),
                                PROJECT,
                                1,
                                "Ten kilobytes",
                                html(),
                                Optional.empty(),
                                Instant.EPOCH))
                .id();
    }

    static String html() {
        try (var in = Postroom.class.getResourceAsStream("mail.html")) {
            if (in == null) throw new IllegalStateException("mail.html is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param connections at most so many at once in each lane
    void route(String name, int port, int connections) {
        route(name, port, connections, "");
    }

    /// @param options more of the target's, such as `&timeout=2`
    void route(String name, int port, int connections, String options) {
        var target = "mx://127.0.0.1:" + port + "?tls=none" + options;
        engine.routes()
                .put(new Route(1, PROJECT, name, target, new byte[0], connections, Rate.UNLIMITED));
    }

    /// A plan that sends `list` by these routes, at once and as fast as it can.
    CampaignPlan plan(RecipientList list, TemplateId template, String... routes) {
        return new CampaignPlan(
                "Benchmark",
                "news@shop.example",
                "The Shop",
                Optional.empty(),
                "{{ first_name }}, our summer sale starts now",
                template,
                list.id(),
                Optional.empty(),
                ThrottleRules.NONE,
                HASTY,
                OnUncertain.RESEND,
                tracking,
                List.of(routes),
                GuardRules.INHERITED,
                Optional.empty());
    }

    static CampaignPlan with(
            CampaignPlan plan, ThrottleRules throttle, Optional<SendWindow> window) {
        return new CampaignPlan(
                plan.name(),
                plan.from(),
                plan.fromName(),
                plan.replyTo(),
                plan.subject(),
                plan.template(),
                plan.list(),
                window,
                throttle,
                plan.retry(),
                plan.onUncertain(),
                plan.tracking(),
                plan.routes(),
                plan.guards(),
                plan.canary());
    }

    static CampaignPlan with(CampaignPlan plan, ThrottleRules throttle) {
        return with(plan, throttle, plan.window());
    }

    CampaignId create(CampaignPlan plan) {
        return value(engine.campaigns().create(PROJECT, plan)).id();
    }

    void schedule(CampaignId id) {
        var _ = value(engine.campaigns().schedule(PROJECT, id));
    }

    void pause(CampaignId id) {
        var _ = value(engine.campaigns().pause(PROJECT, id));
    }

    void resume(CampaignId id) {
        var _ = value(engine.campaigns().resume(PROJECT, id));
    }

    void cancel(CampaignId id) {
        var _ = value(engine.campaigns().cancel(PROJECT, id));
    }

    private static <T> T value(Answer<T> answer) {
        if (answer instanceof Answer.Done<T>(var value)) return value;
        throw new IllegalStateException("the engine answered " + answer);
    }

    Campaign find(CampaignId id) {
        return engine.campaigns().find(PROJECT, id).orElseThrow();
    }

    CampaignReport report(CampaignId id) {
        return engine.reports().campaign(find(id));
    }

    /// Waits until it is COMPLETED or CANCELLED.
    Counters awaitEnd(CampaignId id) throws InterruptedException {
        while (!find(id).state().isFinal()) TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        return report(id).counters();
    }

    Engine engine() {
        return engine;
    }

    /// Finishes what is in hand and truncates the write-ahead log.
    @Override
    public void close() {
        engine.close();
    }
}
