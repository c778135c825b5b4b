package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.ProjectId;
import postrider.lane.MailboxProvider;
import postrider.lane.MxResolver;
import postrider.mail.profile.ShapingProfiles;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.server.Engine;
import postrider.testkit.sim.DeadEnd;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;
import postrider.testkit.sim.StaticMxResolver;
import postrider.testkit.sim.Tls;

/// Campaigns to many mailbox providers, of which most are dead, each in a way of its own.
class DeadEndsTest {
    private static final int EACH = 60;
    private static final int CONNECTIONS = 4;

    /// Which mailbox provider is dead in which way; its recipients are at a domain named like it.
    private static final Map<DeadEnd.Way, String> DEAD =
            Map.of(
                    DeadEnd.Way.REFUSES, "kpn",
                    DeadEnd.Way.SILENT, "proofpoint",
                    DeadEnd.Way.TARPIT, "qq",
                    DeadEnd.Way.ENDLESS_LINE, "netease",
                    DeadEnd.Way.ENDLESS_REPLY, "mailcom",
                    DeadEnd.Way.GARBAGE, "netvigator",
                    DeadEnd.Way.FORGETFUL, "mimecast");

    /// Its certificate is its own word, and the route wants an authority's.
    private static final String IMPOSTOR = "barracuda";

    /// Nobody tells their mail hosts.
    private static final String FAILING = "failing-dns.test";

    private static final String SILENT = "silent-dns.test";

    private static final List<String> WELL =
            List.of("gmail.com.test", "yahoo.com.test", "a.test", "b.test", FAILING, SILENT);

    @TempDir private Path folder;

    private final Map<DeadEnd.Way, DeadEnd> dead = new EnumMap<>(DeadEnd.Way.class);
    private SimulatedProviders well;
    private SimulatedProviders impostor;
    private LameNameServers lame;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        for (var way : DeadEnd.Way.values()) dead.put(way, DeadEnd.open(way));
        well = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
        impostor = SimulatedProviders.start(SinkConfig.of(Profile.accept()).withTls(Tls.STARTTLS));
        lame = new LameNameServers();
    }

    @AfterEach
    void close() throws IOException {
        for (var end : dead.values()) end.close();
        well.close();
        impostor.close();
        lame.close();
    }

    @Test
    void harmNobodyElseAndCostNobodyAnAttempt() throws IOException, InterruptedException {
        try (var engine = Deployment.in(folder).open(dns())) {
            var campaigns = new HashMap<String, CampaignId>();
            dead.forEach(
                    (way, end) -> campaigns.put(DEAD.get(way), launch(engine, way, end.port())));
            campaigns.put(IMPOSTOR, launch(engine, IMPOSTOR, impostor.port(), "?tls=required"));
            var well = launchToTheWell(engine);
            var marketer = new Marketer(engine);
            marketer.awaitState(well, CampaignState.COMPLETED);
            Await.until("all were met", () -> areMet(marketer, campaigns));
            var rows = new HashMap<String, List<MessageRow>>();
            campaigns.forEach((provider, id) -> rows.put(provider, marketer.rows(id)));
            for (var id : campaigns.values())
                Marketer.value(engine.campaigns().cancel(ProjectId.FIRST, id));

            assertThat(marketer.rows(well))
                    .hasSize(EACH * WELL.size())
                    .allMatch(row -> row.status() == Status.DELIVERED && !row.possibleDouble());
            assertThat(statuses(rows, IMPOSTOR)).containsOnly(Status.QUEUED);
            assertThat(impostor.ledger().size()).isZero();
            dead.forEach((way, end) -> {
                assertThat(statuses(rows, DEAD.get(way))).as("%s", way).isSubsetOf(expected(way));
                assertThat(end.connectionsMost())
                        .as("connections to %s", way)
                        .isLessThanOrEqualTo(CONNECTIONS);
            });
        }
    }

    private static CampaignId launch(Engine engine, DeadEnd.Way way, int port) {
        return launch(engine, DEAD.get(way), port, "?tls=none&timeout=0.5");
    }

    private static CampaignId launch(Engine engine, String provider, int port, String options) {
        Marketer.route(engine, provider, "mx://127.0.0.1:" + port + options, CONNECTIONS);
        var marketer = new Marketer(engine);
        var people = marketer.list(Marketer.at(provider + ".test", EACH));
        return marketer.launch(people, plan -> plan.by(provider)).id();
    }

    private CampaignId launchToTheWell(Engine engine) {
        var marketer = Marketer.to(engine, well.port(), CONNECTIONS);
        var people = WELL.stream().flatMap(domain -> Marketer.at(domain, EACH));
        return marketer.launch(marketer.list(people), plan -> plan.by(Marketer.ROUTE)).id();
    }

    private MxResolver dns() {
        var failing = lame.failing();
        var silent = lame.silent();
        var others = new StaticMxResolver();
        return domain ->
                switch (domain) {
                    case FAILING -> failing.resolve(domain);
                    case SILENT -> silent.resolve(domain);
                    default -> dead(domain).orElseGet(() -> others.resolve(domain));
                };
    }

    private static Optional<MxResolver.Answer> dead(String domain) {
        var name = domain.substring(0, domain.indexOf('.'));
        if (!DEAD.containsValue(name) && !name.equals(IMPOSTOR)) return Optional.empty();
        var suffixes = ShapingProfiles.standard().of(new MailboxProvider(name)).mxSuffixes();
        return Optional.of(new MxResolver.Answer.Hosts(List.of("mx" + suffixes.getFirst())));
    }

    private boolean areMet(Marketer marketer, Map<String, CampaignId> campaigns) {
        var forgetful = campaigns.get(DEAD.get(DeadEnd.Way.FORGETFUL));
        if (marketer.report(forgetful).counters().of(Status.UNCERTAIN) == 0) return false;
        return dead.entrySet().stream()
                .filter(end -> end.getKey() != DeadEnd.Way.REFUSES)
                .allMatch(end -> end.getValue().connectionsEver() > 0);
    }

    private static Set<Status> expected(DeadEnd.Way way) {
        return switch (way) {
            // No message was tried, so none has had an attempt.
            case REFUSES, SILENT, TARPIT, ENDLESS_LINE, ENDLESS_REPLY -> Set.of(Status.QUEUED);
            case GARBAGE -> Set.of(Status.QUEUED, Status.DEFERRED);
            case FORGETFUL -> Set.of(Status.QUEUED, Status.UNCERTAIN);
        };
    }

    private static Set<Status> statuses(Map<String, List<MessageRow>> rows, String provider) {
        return rows.getOrDefault(provider, List.of()).stream()
                .map(MessageRow::status)
                .collect(Collectors.toSet());
    }
}
