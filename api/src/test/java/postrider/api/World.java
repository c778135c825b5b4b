package postrider.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import postrider.api.http.ApiLimits;
import postrider.api.http.KeyText;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.ListSample;
import postrider.audience.MemoryRecipientLists;
import postrider.audience.MemorySoftBounces;
import postrider.audience.MemorySuppressions;
import postrider.audience.RowsBuilder;
import postrider.audience.SoftBounceCount;
import postrider.audience.SoftBounceRule;
import postrider.audience.SuppressionBoard;
import postrider.campaign.CampaignId;
import postrider.campaign.MemoryCampaigns;
import postrider.campaign.MemoryTemplates;
import postrider.campaign.ProjectId;
import postrider.delivery.CampaignNotes;
import postrider.delivery.DeliverySettings;
import postrider.delivery.Hold;
import postrider.delivery.MemoryRouteStates;
import postrider.delivery.MemoryRoutes;
import postrider.delivery.Pace;
import postrider.desk.ApiKey;
import postrider.desk.ApiKey.Role;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.desk.MemoryApiKeys;
import postrider.desk.MemoryIdempotency;
import postrider.feedback.FeedbackDesk;
import postrider.feedback.ReadersDesk;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MxResolver;
import postrider.lane.ProviderTable;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MemoryMessageStore;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.queue.MemoryShardQueue;
import postrider.report.Explanations;
import postrider.report.ForecastParts;
import postrider.report.Forecasts;
import postrider.report.Reports;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

/// A served API on the ports of the heap, with a clock that is set by hand, and a client for it.
final class World implements AutoCloseable {
    static final ProjectId OTHERS = new ProjectId(2);
    static final Instant START = Instant.parse("2025-11-01T08:00:00Z");

    final MemoryShardQueue queue = new MemoryShardQueue();
    final MemoryCampaigns campaigns = new MemoryCampaigns(queue::isWoundUp);
    final MemoryTemplates templates = new MemoryTemplates();
    final MemoryRecipientLists lists = new MemoryRecipientLists();
    final MemoryRoutes routes = new MemoryRoutes();
    final MemorySuppressions suppressions = new MemorySuppressions();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryApiKeys keys = new MemoryApiKeys();
    final MemoryIdempotency idempotency = new MemoryIdempotency();
    final KeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    final KeyRing ring = new KeyRing(vault);
    final Seal seal = new Seal(Compression.deflate());
    final Blocks blocks = new Blocks(seal, ring);
    final AddressHasher hasher = new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
    private Instant now = START;
    final InstantSource clock = () -> now;
    final SuppressionBoard board = new SuppressionBoard(suppressions, hasher, clock);
    final ReadersDesk readers = new ReadersDesk(messages, messages);
    final SoftBounceCount softBounces =
            new SoftBounceCount(
                    new MemorySoftBounces(), board, hasher, SoftBounceRule.DEFAULT, clock);
    final CampaignNotes notes = new CampaignNotes();
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Optional<String> trouble = Optional.empty();

    final String reader = key(ProjectId.FIRST, Role.READER);
    final String editor = key(ProjectId.FIRST, Role.EDITOR);
    final String admin = key(ProjectId.FIRST, Role.ADMIN);
    final String stranger = key(OTHERS, Role.ADMIN);

    final ApiServer server;

    /// What delivery says that it holds messages by.
    final List<Hold> holds = new CopyOnWriteArrayList<>();

    private final HttpClient client = HttpClient.newHttpClient();

    World() {
        this(new ApiLimits(1_000_000, 1_000_000, 4, 2 << 20, 1L << 30));
    }

    World(ApiLimits limits) {
        var composers = new BraceComposers();
        var desk =
                new CampaignDesk(
                        campaigns, templates, lists, routes, composers, vault, messages, () -> {},
                        clock);
        var reports = new Reports(messages, queue, blocks, new Pace(clock), notes);
        var lanes =
                new Lanes(
                        new ProviderTable(Map.of(), Map.of()),
                        _ -> new MxResolver.Answer.Unknown("no DNS here"),
                        System::nanoTime);
        var parts =
                new ApiParts(
                        desk,
                        new ListDesk(lists, vault, ring, seal, clock),
                        new FeedbackDesk(
                                campaigns,
                                messages,
                                messages,
                                blocks,
                                board,
                                softBounces,
                                (_, _) -> {}),
                        readers,
                        StandIns::ofToken,
                        new StandIns.SomeTokens(),
                        reports,
                        new Explanations(reports, (_, _, _) -> holds, lanes, clock),
                        new Forecasts(forecasting(lanes)),
                        campaigns,
                        templates,
                        lists,
                        routes,
                        suppressions,
                        board,
                        hasher,
                        keys,
                        idempotency,
                        vault,
                        composers,
                        new StandIns.SomeRoutes(),
                        meters,
                        () -> trouble,
                        clock);
        server = ApiServer.start(new ApiConfig("127.0.0.1", 0, limits), parts);
    }

    private ForecastParts forecasting(Lanes lanes) {
        return new ForecastParts(
                campaigns,
                lists,
                new ListSample(lists, lanes, seal, ring),
                messages,
                queue,
                routes,
                new MemoryRouteStates(),
                _ -> new StandIns.NoTransport(),
                DeliverySettings.DEFAULT,
                new Pace(clock),
                clock);
    }

    String key(ProjectId project, Role role) {
        var text = KeyText.fresh(new SecureRandom());
        keys.create(
                new ApiKey(
                        0,
                        project,
                        role.text(),
                        role,
                        KeyText.hash(text),
                        START,
                        Optional.empty(),
                        Optional.empty()));
        return text;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void notReady(String reason) {
        trouble = Optional.of(reason);
    }

    /// A request under way to be sent.
    final class Request {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        Request(String method, String path) {
            this.method = method;
            this.path = path;
            headers.put("Authorization", "Bearer " + admin);
        }

        Request as(String key) {
            return with("Authorization", "Bearer " + key);
        }

        Request with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request without(String name) {
            headers.remove(name);
            return this;
        }

        Request json(String text) {
            return with("Content-Type", "application/json").body(BodyPublishers.ofString(text));
        }

        Request csv(String text) {
            return with("Content-Type", "text/csv").body(BodyPublishers.ofString(text));
        }

        Request body(HttpRequest.BodyPublisher publisher) {
            body = publisher;
            return this;
        }

        Answered send() {
            var request = HttpRequest.newBuilder(uri(path)).method(method, body);
            headers.forEach(request::header);
            try {
                var response = client.send(request.build(), BodyHandlers.ofString());
                return new Answered(response.statusCode(), read(response), response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        var type = response.headers().firstValue("Content-Type").orElse("");
        return new ObjectMapper().readTree(type.contains("json") ? response.body() : "{}");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    Request request(String method, String path) {
        return new Request(method, path);
    }

    Answered get(String path) {
        return request("GET", path).send();
    }

    Answered post(String path, String json) {
        return request("POST", path).json(json).send();
    }

    Answered post(String path) {
        return request("POST", path).send();
    }

    /// The status that a request line gets which no proper client would send.
    int rawStatus(String line) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request =
                    line
                            + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + admin
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A list with these contacts.
    String list(String csv) {
        var id = post("/v1/lists", "{\"name\":\"Customers\"}").json().path("id").asText();
        request("PUT", "/v1/lists/" + id + "/contacts").csv(csv).send();
        return id;
    }

    String template(String html) {
        return post("/v1/templates", "{\"name\":\"Sale\",\"html\":\"" + html + "\"}")
                .json()
                .path("id")
                .asText();
    }

    void route() {
        request("PUT", "/v1/routes/relay").json("{\"target\":\"smtp://relay.example:25\"}").send();
    }

    /// A campaign that can be scheduled.
    String campaign(String csv) {
        route();
        return post("/v1/campaigns", plan(template("<p>Hi {{ first_name }}</p>"), list(csv)))
                .json()
                .path("id")
                .asText();
    }

    /// Gives the campaign one message, which is refused for good, and one that waits.
    void deliverOne(String campaign) {
        var found =
                campaigns
                        .find(new CampaignId(Long.parseLong(campaign.substring("cmp_".length()))))
                        .orElseThrow();
        var shard = new Shard(new ShardId(found.id(), 0), new Lane("google"), 2);
        var rows = new RowsBuilder(List.of());
        rows.add("ann", "mail.example", Map.of());
        rows.add("ben", "mail.example", Map.of());
        messages.put(List.of(new NewShard(shard, blocks.close(found, shard.id(), rows))));
        messages.open(shard.id(), 1);
        var at = START.toEpochMilli();
        var reply = new Reply(550, "5.1.1", "no such user");
        messages.append(
                new EventBatch(
                        shard.id(),
                        1,
                        1,
                        List.of(
                                new Event.Intent(0, 1, at, 1),
                                new Event.Result(
                                        0,
                                        1,
                                        at,
                                        Status.BOUNCED,
                                        Reason.UNKNOWN_RECIPIENT,
                                        true,
                                        reply,
                                        0,
                                        1))));
    }

    static String plan(String template, String list) {
        return """
        {"from":"marketing@example.com","subject":"Black Friday!","template_id":"%s","recipient_list_id":"%s",
        "send_window":{"start":"2025-12-01T10:00Z","end":"2025-12-01T16:00Z"},
        "throttle":{"global_rps":1000,"per_mx_rps":100}}\
        """
                .formatted(template, list);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
