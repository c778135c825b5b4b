package postrider.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import postrider.audience.RecipientList;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.GuardRules;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.delivery.Route;
import postrider.server.Engine;
import postrider.server.Engines;
import postrider.server.config.Config;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SampleAudience;
import postrider.testkit.sim.SamplePerson;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;
import postrider.testkit.sim.StaticMxResolver;

/// The whole job on one machine: simulated mailbox providers, an invented audience, campaigns to it,
/// and at the end a comparison of what was reported with what the providers saw.
final class Demo {
    private static final int CONNECTIONS = 20;

    /// What takes a day elsewhere takes seconds here.
    private static final RetrySchedule HASTY =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    0.15);

    private final Plan plan;
    private final Config config;

    Demo(Plan plan, Config config) {
        this.plan = plan;
        this.config = config;
    }

    /// @param recipients of each campaign
    record Plan(int recipients, int campaigns, long seed, Profile profile) {
        long audience() {
            return (long) recipients * campaigns;
        }
    }

    /// What is known when the last campaign is over and the engine still open.
    private record Ended(Snapshot snapshot, Report.FarSide farSide, Duration cpu, long listBytes) {}

    /// @param nanoTime monotonic
    Report run(Engines engines, Terminal terminal, LongSupplier nanoTime) throws Exception {
        var sink = SinkConfig.of(plan.profile()).withSeed(plan.seed());
        Ended ended;
        try (var providers = SimulatedProviders.start(sink);
                var engine = engines.open(config, new StaticMxResolver());
                var stopping = OnStop.then(engine::close, Exit.INTERRUPTED)) {
            terminal.err()
                    .println(
                            "%s recipients, %s, simulated mailbox providers on port %d."
                                    .formatted(
                                            Text.number(plan.recipients()),
                                            named(plan.campaigns()),
                                            providers.port()));
            var display = new Display(terminal);
            ended = stopping.during(() -> send(engine, providers, display, nanoTime));
        }
        var cost = new Report.Cost(ended.cpu(), size(config.data()) - ended.listBytes());
        return new Report(ended.snapshot(), Optional.of(ended.farSide()), Optional.of(cost));
    }

    private static String named(int campaigns) {
        return campaigns == 1 ? "one campaign" : campaigns + " campaigns";
    }

    private Ended send(
            Engine engine, SimulatedProviders providers, Display display, LongSupplier nanoTime)
            throws InterruptedException {
        var list = upload(engine);
        var template = template(engine);
        engine.routes().put(route(providers.port()));
        var campaigns = new ArrayList<CampaignId>();
        for (int i = 1; i <= plan.campaigns(); i++) {
            var draft = campaignPlan("Demo " + i, list, template);
            campaigns.add(Answers.value(engine.campaigns().create(ProjectId.FIRST, draft)).id());
        }

        var cpuBefore = cpu();
        var watch = new Watch(engine, display, nanoTime);
        for (var campaign : campaigns)
            Answers.value(engine.campaigns().schedule(ProjectId.FIRST, campaign));
        var end = watch.follow(campaigns, plan.audience());
        var cpu = cpu().minus(cpuBefore);

        var farSide = new Reckoning(engine, providers.ledger()).compare(campaigns, plan.audience());
        return new Ended(end, farSide, cpu, bytes(engine, list));
    }

    private RecipientList upload(Engine engine) {
        var list = engine.lists().create(ProjectId.FIRST, "Invented customers");
        try (var upload = engine.lists().upload(list)) {
            SampleAudience.of(plan.recipients(), plan.seed()).withFlaws(0, 0).stream()
                    .forEach(person -> upload.add(person.email(), values(person)));
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

    private static TemplateId template(Engine engine) {
        var template =
                new Template(
                        new TemplateId(1),
                        ProjectId.FIRST,
                        1,
                        "Summer sale",
                        html(),
                        Optional.empty(),
                        Instant.EPOCH);
        return engine.templates().create(template).id();
    }

    private static String html() {
        try (var in = Demo.class.getResourceAsStream("demo.html")) {
            if (in == null) throw new IllegalStateException("demo.html is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Route route(int port) {
        var target = "mx://127.0.0.1:" + port + "?tls=none";
        return new Route(
                1, ProjectId.FIRST, "demo", target, new byte[0], CONNECTIONS, Rate.UNLIMITED);
    }

    private static CampaignPlan campaignPlan(String name, RecipientList list, TemplateId template) {
        return new CampaignPlan(
                name,
                "news@shop.example",
                "The Shop",
                Optional.empty(),
                "{{ first_name | default('Hello') }}, our summer sale starts now",
                template,
                list.id(),
                Optional.empty(),
                ThrottleRules.NONE,
                HASTY,
                OnUncertain.RESEND,
                CampaignPlan.Tracking.OFF,
                List.of("demo"),
                GuardRules.INHERITED,
                Optional.empty());
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long bytes(Engine engine, RecipientList list) {
        var whole = engine.lists().find(ProjectId.FIRST, list.id()).orElseThrow();
        return engine.storedLists().read(list.id(), 0, whole.version()).stream()
                .mapToLong(segment -> segment.bytes().length)
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Demo::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
