package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignCallsTest {
    private static final String CSV =
            "email,first_name\nann@mail.example,Ann\nben@mail.example,Ben\n";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void createsTheCampaignOfTheExample() {
        var template = world.template("<p>Hi</p>");
        var list = world.list(CSV);

        var answered = world.post("/v1/campaigns", World.plan(template, list));

        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.header("Location"))
                .isEqualTo("/v1/campaigns/" + answered.json().path("id").asText());
        assertThat(answered.header("ETag"))
                .isEqualTo("\"" + answered.json().path("version").asText() + "\"");
        assertThat(answered.json().path("state").asText()).isEqualTo("DRAFT");
        assertThat(answered.json().path("template_id").asText()).isEqualTo(template);
        assertThat(answered.json().path("recipient_list_id").asText()).isEqualTo(list);
        assertThat(answered.json().path("send_window").path("start").asText())
                .isEqualTo("2025-12-01T10:00:00Z");
        assertThat(answered.json().path("throttle").path("per_mx_rps").asText()).isEqualTo("100");
        assertThat(answered.json().path("retry_policy").path("delays").toString())
                .isEqualTo("[\"1m\",\"5m\",\"15m\",\"1h\"]");
        assertThat(answered.json().path("retry_policy").path("expiry").asText()).isEqualTo("24h");
    }

    @Test
    void readsEveryField() {
        var template = world.template("<p>Hi</p>");
        var list = world.list(CSV);
        world.route();

        var answered =
                world.post(
                        "/v1/campaigns",
                        """
                        {"name":"Sale","from":"marketing@example.com","from_name":"The Shop","reply_to":"help@example.com",
                         "subject":"Now","template_id":"%s","recipient_list_id":"%s",
                         "send_window":{"start":"2025-12-01T11:00:00+01:00","end":"2025-12-02T10:00Z"},
                         "throttle":{"global_rps":0.5,"per_mx_rps":100,"per_provider_rps":50,"concurrency":7},
                         "retry_policy":{"delays":["PT1M",300,"1h30m"],"then":"2d","expiry":"72h","jitter":0},
                         "on_uncertain":"hold","tracking":"aggregate","routes":["relay"],
                         "guards":{"bounces":{"warn":0.02,"pause":0.04},"blocks":{"off":true}},
                         "canary":{"share":0.01}}\
                        """
                                .formatted(template, list));

        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.json().path("retry_policy").toString())
                .isEqualTo(
                        "{\"delays\":[\"1m\",\"5m\",\"1h30m\"],\"then\":\"2d\",\"expiry\":\"3d\",\"jitter\":0.0}");
        assertThat(answered.json().path("throttle").toString())
                .isEqualTo(
                        "{\"global_rps\":0.5,\"per_mx_rps\":100,\"per_provider_rps\":50,\"concurrency\":7}");
        assertThat(answered.json().path("send_window").path("start").asText())
                .isEqualTo("2025-12-01T10:00:00Z");
        assertThat(answered.json().path("on_uncertain").asText()).isEqualTo("hold");
        assertThat(answered.json().path("tracking").asText()).isEqualTo("aggregate");
        assertThat(answered.json().path("routes").toString()).isEqualTo("[\"relay\"]");
        assertThat(answered.json().path("reply_to").asText()).isEqualTo("help@example.com");
        assertThat(answered.json().path("guards").toString())
                .isEqualTo(
                        "{\"bounces\":{\"off\":false,\"warn\":0.02,\"pause\":0.04},\"complaints\":null,\"blocks\":{\"off\":true}}");
        assertThat(answered.json().path("canary").toString())
                .isEqualTo("{\"share\":0.01,\"settle_minutes\":30}");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        var answered =
                world.post(
                        "/v1/campaigns",
                        """
                        {"from":"nobody","subjekt":"x","subject":7,"template_id":"tmpl_99","recipient_list_id":"987",
                         "send_window":{"start":"2025-12-01T16:00Z","end":"2025-12-01T10:00Z"},
                         "throttle":{"global_rps":-1,"per_mx":5,"concurrency":0},
                         "retry_policy":{"delays":["soon"],"expiry":"0s"},"on_uncertain":"retry","routes":["nowhere"],
                         "guards":{"bounces":{"warn":0.2,"pause":0.1},"blocks":{"warn":2},"opens":{}},
                         "canary":{"share":0,"settle_minutes":-1}}\
                        """);

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answered.errors())
                .containsExactlyInAnyOrder(
                        "/from invalid_address",
                        "/subjekt unknown_field",
                        "/subject wrong_type",
                        "/template_id unknown_template",
                        "/recipient_list_id invalid_id",
                        "/send_window/end ends_before_start",
                        "/throttle/global_rps out_of_range",
                        "/throttle/per_mx unknown_field",
                        "/throttle/concurrency out_of_range",
                        "/retry_policy/delays/0 invalid_duration",
                        "/retry_policy/expiry invalid_duration",
                        "/on_uncertain unknown_value",
                        "/routes unknown_route",
                        "/guards/bounces/pause below_warn",
                        "/guards/blocks/pause required",
                        "/guards/blocks/warn out_of_range",
                        "/guards/opens unknown_field",
                        "/canary/share out_of_range",
                        "/canary/settle_minutes out_of_range");
        assertThat(answered.http().body()).contains("did you mean \\\"subject\\\"?");
        assertThat(answered.json().path("trace_id").asText())
                .hasSize(32)
                .isEqualTo(answered.header("Trace-Id"));
    }

    @Test
    void namesWhatIsMissing() {
        var answered = world.post("/v1/campaigns", "{}");

        assertThat(answered.errors())
                .contains(
                        "/from required",
                        "/subject required",
                        "/template_id required",
                        "/recipient_list_id required");
    }

    @Test
    void walksThroughTheStates() {
        var id = world.campaign(CSV);

        var scheduled = world.post("/v1/campaigns/" + id + "/schedule");
        var paused = world.post("/v1/campaigns/" + id + "/pause");
        var resumed = world.post("/v1/campaigns/" + id + "/resume");
        var cancelled = world.post("/v1/campaigns/" + id + "/cancel");
        var again = world.post("/v1/campaigns/" + id + "/resume");

        assertThat(scheduled.json().path("state").asText()).isEqualTo("SCHEDULED");
        assertThat(scheduled.json().path("launch").path("list_version").asInt()).isEqualTo(1);
        assertThat(paused.json().path("state").asText()).isEqualTo("PAUSED");
        assertThat(resumed.json().path("state").asText()).isEqualTo("SCHEDULED");
        assertThat(cancelled.json().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("wrong_state");
    }

    @Test
    void refusesToScheduleWhatCannotBeSent() {
        var template = world.template("<p>Hi {{ nickname }}</p>");
        var id =
                world.post("/v1/campaigns", World.plan(template, world.list(CSV)))
                        .json()
                        .path("id")
                        .asText();

        var answered = world.post("/v1/campaigns/" + id + "/schedule");

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.errors())
                .containsExactlyInAnyOrder("/routes no_route", "/template_id unknown_variable");
        assertThat(world.get("/v1/campaigns/" + id).json().path("state").asText())
                .isEqualTo("DRAFT");
    }

    @Test
    void refusesAWindowThatIsOver() {
        var id = world.campaign(CSV);
        world.pass(java.time.Duration.ofDays(60));

        var answered = world.post("/v1/campaigns/" + id + "/schedule");

        assertThat(answered.errors()).containsExactly("/send_window/end window_over");
    }

    @Test
    void ignoresNothingInTheBodyOfAMove() {
        var id = world.campaign(CSV);

        var answered =
                world.post("/v1/campaigns/" + id + "/schedule", "{\"at\":\"2025-12-01T10:00Z\"}");

        assertThat(answered.errors()).containsExactly("/at unknown_field");
    }

    @Test
    void editsOnlyWhatWasNotChangedMeanwhile() {
        var id = world.campaign(CSV);
        var tag = world.get("/v1/campaigns/" + id).header("ETag");

        var without =
                world.request("PATCH", "/v1/campaigns/" + id).json("{\"subject\":\"A\"}").send();
        var first =
                world.request("PATCH", "/v1/campaigns/" + id)
                        .with("If-Match", tag)
                        .json("{\"subject\":\"B\"}")
                        .send();
        var second =
                world.request("PATCH", "/v1/campaigns/" + id)
                        .with("If-Match", tag)
                        .json("{\"subject\":\"C\"}")
                        .send();

        assertThat(without.status()).isEqualTo(428);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("subject").asText()).isEqualTo("B");
        assertThat(first.json().path("throttle").path("global_rps").asInt()).isEqualTo(1000);
        assertThat(second.status()).isEqualTo(412);
        assertThat(world.get("/v1/campaigns/" + id).json().path("subject").asText()).isEqualTo("B");
    }

    @Test
    void takesAFieldAwayWithNull() {
        var id = world.campaign(CSV);
        var tag = world.get("/v1/campaigns/" + id).header("ETag");

        var patched =
                world.request("PATCH", "/v1/campaigns/" + id)
                        .with("If-Match", tag)
                        .json("{\"send_window\":null,\"throttle\":{\"per_mx_rps\":null}}")
                        .send();

        assertThat(patched.json().path("send_window").isNull()).isTrue();
        assertThat(patched.json().path("throttle").path("per_mx_rps").isNull()).isTrue();
        assertThat(patched.json().path("throttle").path("global_rps").asInt()).isEqualTo(1000);
    }

    @Test
    void replacesAWholePlan() {
        var id = world.campaign(CSV);
        var old = world.get("/v1/campaigns/" + id);
        var plan =
                World.plan(
                                old.json().path("template_id").asText(),
                                old.json().path("recipient_list_id").asText())
                        .replace("Black Friday!", "Last call");

        var replaced =
                world.request("PUT", "/v1/campaigns/" + id)
                        .with("If-Match", old.header("ETag"))
                        .json(plan)
                        .send();

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("subject").asText()).isEqualTo("Last call");
        assertThat(replaced.header("ETag")).isNotEqualTo(old.header("ETag"));
    }

    @Test
    void listsInPagesNewestFirst() {
        var template = world.template("<p>Hi</p>");
        var list = world.list(CSV);
        for (int i = 0; i < 5; i++) world.post("/v1/campaigns", World.plan(template, list));

        var first = world.get("/v1/campaigns?limit=2");
        var second =
                world.get(
                        "/v1/campaigns?limit=2&cursor="
                                + first.json().path("next_cursor").asText());
        var third = world.get(second.header("Link").replaceAll("<(.*)>.*", "$1"));

        assertThat(first.json().findValuesAsText("id")).containsExactly("cmp_5", "cmp_4");
        assertThat(second.json().findValuesAsText("id")).containsExactly("cmp_3", "cmp_2");
        assertThat(third.json().findValuesAsText("id")).containsExactly("cmp_1");
        assertThat(first.json().path("has_more").asBoolean()).isTrue();
        assertThat(third.json().path("has_more").asBoolean()).isFalse();
        assertThat(third.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void knowsNothingOfOtherProjects() {
        var id = world.campaign(CSV);

        var one = world.request("GET", "/v1/campaigns/" + id).as(world.stranger).send();
        var status =
                world.request("GET", "/v1/campaigns/" + id + "/status").as(world.stranger).send();
        var cancel =
                world.request("POST", "/v1/campaigns/" + id + "/cancel").as(world.stranger).send();
        var all = world.request("GET", "/v1/campaigns").as(world.stranger).send();

        assertThat(one.status()).isEqualTo(404);
        assertThat(status.status()).isEqualTo(404);
        assertThat(cancel.status()).isEqualTo(404);
        assertThat(all.json().path("data").size()).isZero();
        assertThat(world.get("/v1/campaigns/" + id).json().path("state").asText())
                .isEqualTo("DRAFT");
    }
}
