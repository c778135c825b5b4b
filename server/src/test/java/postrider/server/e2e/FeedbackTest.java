package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.server.Engines;
import postrider.testkit.returned.Postman;
import postrider.testkit.returned.ReturnedMails;
import postrider.testkit.returned.ReturnedMails.Original;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// What comes back about a campaign's mails, and what the report and the suppressions then say.
class FeedbackTest {
    private static final int RECIPIENTS = 440;
    private static final int PER_SECOND = 200;

    /// As many as a page of the API has.
    private static final int PAGE = 1_000;

    @TempDir private Path folder;
    private final FarSide farSide = new FarSide();

    private SimulatedProviders providers() throws IOException, InterruptedException {
        return SimulatedProviders.start(SinkConfig.of(Profile.accept()).withWitness(farSide));
    }

    private static Postman postman(Engines.Serving server) throws IOException {
        return Postman.to(server.inboundPort().orElseThrow());
    }

    @Test
    void endsAsTheFarSideHasItHoweverItComesBack() throws IOException, InterruptedException {
        var seed = System.nanoTime();
        System.out.println("FeedbackTest seed " + seed);
        var random = new Random(seed);
        var people = Marketer.at("gmail.com.test", RECIPIENTS).toList();
        var fates = fates(people);

        try (var providers = providers();
                var server = Deployment.in(folder).takingMailBack().serve();
                var postman = postman(server)) {
            var client = new Client(server.url().toString());
            var id = client.launch(providers.port(), 10, people.stream(), PER_SECOND);
            // Some comes while the campaign runs, all of it once more when it is over.
            Await.until("some are accepted", () -> farSide.size() >= RECIPIENTS / 3);
            var early = errands(fates, farSide.all(), random);
            Collections.shuffle(early, random);
            for (var errand : early) errand.run(postman, client);
            Await.until("it is over", () -> client.isCompleted(id));
            var late = errands(fates, farSide.all(), random);
            late.addAll(late.subList(0, late.size() / 2));
            Collections.shuffle(late, random);
            for (var errand : late) errand.run(postman, client);

            assertAgree(client, id, fates, seed);
        }
    }

    private static Map<String, Errand.Fate> fates(List<String> people) {
        var fates = new HashMap<String, Errand.Fate>();
        var all = Errand.Fate.values();
        for (int i = 0; i < people.size(); i++) fates.put(people.get(i), all[i % all.length]);
        return fates;
    }

    private static List<Errand> errands(
            Map<String, Errand.Fate> fates, Map<String, Original> mails, Random random) {
        var errands = new ArrayList<Errand>();
        mails.forEach((person, mail) -> {
            var fate = fates.get(person);
            if (fate == null) throw new AssertionError("a mail to a stranger");
            errands.addAll(fate.errands(mail, random));
        });
        return errands;
    }

    private static void assertAgree(
            Client client, CampaignId id, Map<String, Errand.Fate> fates, long seed) {
        var suppressed = suppressed(client, fates.keySet());
        var rows = client.get("/v1/campaigns/%s/messages?limit=%d".formatted(id, PAGE));
        assertThat(rows.path("data")).hasSize(RECIPIENTS);
        for (var row : rows.path("data")) {
            var recipient = row.path("recipient").asText();
            var fate = fates.get(recipient);
            if (fate == null) throw new AssertionError("a message to a stranger");
            assertThat(told(row)).as("seed %d, %s", seed, fate).isEqualTo(meant(fate));
            assertThat(suppressed.contains(recipient))
                    .as("seed %d, %s suppressed", seed, fate)
                    .isEqualTo(fate.suppressed);
            if (fate == Errand.Fate.GONE) assertThat(enhanced(row)).isEqualTo("5.1.1");
        }
        var status = client.status(id);
        assertThat(status.path("bounced_late").asLong())
                .isEqualTo(count(fates, Errand.Fate::fails));
        assertThat(status.path("complained").asLong())
                .isEqualTo(count(fates, Errand.Fate::complains));
        assertThat(status.path("unsubscribed").asLong())
                .isEqualTo(count(fates, Errand.Fate::unsubscribes));
        assertThat(status.path("counters").path("DELIVERED").asLong())
                .isEqualTo(RECIPIENTS - count(fates, Errand.Fate::fails));
    }

    private static String told(JsonNode row) {
        return String.join(
                " ",
                row.path("status").asText(),
                row.path("hard").asText(),
                row.path("bounced_late").asText(),
                row.path("complained").asText(),
                row.path("unsubscribed").asText());
    }

    private static String meant(Errand.Fate fate) {
        return String.join(
                " ",
                fate.status,
                Boolean.toString(fate.hard),
                Boolean.toString(fate.fails()),
                Boolean.toString(fate.complains()),
                Boolean.toString(fate.unsubscribes()));
    }

    private static String enhanced(JsonNode row) {
        return row.path("reply").path("enhanced_code").asText();
    }

    private interface Question {
        boolean ask(Errand.Fate fate);
    }

    private static long count(Map<String, Errand.Fate> fates, Question question) {
        return fates.values().stream().filter(question::ask).count();
    }

    private static Set<String> suppressed(Client client, Set<String> people) {
        var list =
                people.stream().collect(Collectors.joining("\",\"", "{\"addresses\":[\"", "\"]}"));
        var answer = client.post("/v1/suppressions/check", list);
        return answer.path("data")
                .valueStream()
                .filter(one -> one.path("suppressed").asBoolean())
                .map(one -> one.path("address").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void changesNothingForWhatIsForged() throws IOException, InterruptedException {
        var people = Marketer.at("gmail.com.test", 5).toList();
        try (var providers = providers();
                var server = Deployment.in(folder).takingMailBack().serve();
                var postman = postman(server)) {
            var client = new Client(server.url().toString());
            var id = client.launch(providers.port(), 2, people.stream(), PER_SECOND);
            Await.until("it is over", () -> client.isCompleted(id));
            var mail = farSide.all().values().iterator().next();
            var gone = new ReturnedMails.Said("5.1.1", "550 5.1.1 User unknown");
            var report = ReturnedMails.report(mail, gone, "forged");

            var returnPath = mail.returnPath();
            assertThat(postman.bring(forged(returnPath), report)).isEqualTo(550);
            // Its token is for another purpose.
            assertThat(postman.bring("u" + returnPath.substring(1), report)).isEqualTo(550);
            assertThat(postman.bring("c" + returnPath.substring(1), report)).isEqualTo(550);
            assertThat(postman.bring(forged(FarSide.mailto(mail)), report)).isEqualTo(550);
            assertThat(postman.bring("postmaster@elsewhere.test", report)).isEqualTo(550);
            // It names the message and proves nothing.
            assertThat(postman.bring(Deployment.COMPLAINTS, report)).isEqualTo(250);
            assertThat(client.click(forged(FarSide.token(mail)))).isEqualTo(404);
            assertThat(client.click("GET", forged(FarSide.token(mail)), "").statusCode())
                    .isEqualTo(404);

            var status = client.status(id);
            assertThat(status.path("counters").path("DELIVERED").asInt()).isEqualTo(people.size());
            for (var fact : List.of("bounced_late", "complained", "unsubscribed"))
                assertThat(status.path(fact).asInt()).as(fact).isZero();
            assertThat(suppressed(client, Set.copyOf(people))).isEmpty();
            assertThat(client.metric("postrider_inbound_refused_total")).isEqualTo(5);
            assertThat(client.metric("postrider_inbound_accepted_total")).isEqualTo(1);
            assertThat(client.metric("postrider_feedback_total{kind=\"unproven\"}")).isEqualTo(1);
        }
    }

    /// One letter of it changed.
    private static String forged(String text) {
        var was = text.charAt(9);
        return text.substring(0, 9) + (was == 'a' ? 'b' : 'a') + text.substring(10);
    }

    @Test
    void asksBeforeItUnsubscribesAndDoesThatWithOneClick()
            throws IOException, InterruptedException {
        var people = Marketer.at("gmail.com.test", 1).toList();
        try (var providers = providers();
                var server = Deployment.in(folder).takingMailBack().serve()) {
            var client = new Client(server.url().toString());
            var id = client.launch(providers.port(), 1, people.stream(), PER_SECOND);
            Await.until("it is over", () -> client.isCompleted(id));
            var token = FarSide.token(farSide.all().values().iterator().next());

            var page = client.click("GET", token, "");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<form method=\"post\">", "lang=\"en\"");
            assertThat(client.click("POST", token, "x=y").statusCode()).isEqualTo(400);
            assertThat(suppressed(client, Set.copyOf(people))).isEmpty();

            var done = client.click("POST", token, "List-Unsubscribe=One-Click");
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.headers().map()).doesNotContainKeys("set-cookie", "location");
            assertThat(suppressed(client, Set.copyOf(people))).hasSize(1);
            assertThat(client.click(token)).as("once more").isEqualTo(200);
            assertThat(client.status(id).path("unsubscribed").asInt()).isEqualTo(1);
        }
    }

    @Test
    void takesWhatAnotherMailServerPutsIntoAFolder() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder).takingMailBack();
        try (var providers = providers();
                var server = deployment.serve()) {
            var client = new Client(server.url().toString());
            var people = Marketer.at("gmail.com.test", 1);
            var id = client.launch(providers.port(), 1, people, PER_SECOND);
            Await.until("it is over", () -> client.isCompleted(id));
            var mail = farSide.all().values().iterator().next();
            var gone = new ReturnedMails.Said("5.1.1", "550 5.1.1 User unknown");

            var file = Files.writeString(folder.resolve("a"), ReturnedMails.qmail(mail, gone, "a"));
            Files.move(file, deployment.pickup().resolve("a.eml"), StandardCopyOption.ATOMIC_MOVE);

            Await.until("it is taken", () -> client.status(id).path("bounced_late").asInt() == 1);
        }
    }
}
