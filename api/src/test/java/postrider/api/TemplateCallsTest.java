package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemplateCallsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void keepsVersions() {
        var created =
                world.post(
                        "/v1/templates",
                        "{\"name\":\"Sale\",\"html\":\"<p>1</p>\",\"text\":\"1\"}");
        var path = created.header("Location");

        var without =
                world.request("PUT", path).json("{\"name\":\"Sale\",\"html\":\"<p>2</p>\"}").send();
        var edited =
                world.request("PUT", path)
                        .with("If-Match", created.header("ETag"))
                        .json("{\"name\":\"Sale\",\"html\":\"<p>2</p>\"}")
                        .send();
        var late =
                world.request("PUT", path)
                        .with("If-Match", created.header("ETag"))
                        .json("{\"name\":\"Sale\",\"html\":\"<p>3</p>\"}")
                        .send();
        var weak =
                world.request("PUT", path)
                        .with("If-Match", "W/" + edited.header("ETag"))
                        .json("{\"name\":\"Sale\",\"html\":\"<p>3</p>\"}")
                        .send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("id").asText()).isEqualTo("tmpl_1");
        assertThat(without.status()).isEqualTo(428);
        assertThat(edited.json().path("version").asInt()).isEqualTo(2);
        assertThat(edited.json().path("text").isNull()).isTrue();
        assertThat(late.status()).isEqualTo(412);
        assertThat(weak.status()).isEqualTo(412);
        assertThat(world.get(path).json().path("html").asText()).isEqualTo("<p>2</p>");
    }

    @Test
    void refusesBrokenTemplatesAtOnce() {
        var answered = world.post("/v1/templates", "{\"html\":\"<p>{{ name</p>\",\"body\":\"x\"}");

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.errors())
                .containsExactlyInAnyOrder(
                        "/name required", "/body unknown_field", "/html template_syntax");
    }

    @Test
    void listsWithoutTheirContent() {
        world.template("<p>1</p>");
        world.template("<p>2</p>");

        var all = world.get("/v1/templates");

        assertThat(all.json().findValuesAsText("id")).containsExactly("tmpl_2", "tmpl_1");
        assertThat(all.json().path("data").get(0).has("html")).isFalse();
    }

    @Test
    void showsTheMailThatValuesMake() {
        var id = world.template("<p>Hi {{ first_name }}</p>");

        var shown =
                world.post(
                        "/v1/templates/" + id + "/preview",
                        "{\"subject\":\"For {{ first_name }}\",\"values\":{\"first_name\":\"Ann\"}}");
        var missing = world.post("/v1/templates/" + id + "/preview", "{}");
        var wrong =
                world.post("/v1/templates/" + id + "/preview", "{\"values\":{\"first_name\":7}}");

        assertThat(shown.json().path("mail").asText())
                .contains("Subject: For Ann")
                .contains("<p>Hi Ann</p>");
        assertThat(shown.json().path("variables").toString()).isEqualTo("[\"first_name\"]");
        assertThat(missing.errors()).containsExactly("/html unknown_variable");
        assertThat(wrong.errors()).containsExactly("/values/first_name wrong_type");
    }

    @Test
    void knowsNothingOfOtherProjects() {
        var id = world.template("<p>1</p>");

        assertThat(world.request("GET", "/v1/templates/" + id).as(world.stranger).send().status())
                .isEqualTo(404);
        assertThat(
                        world.request("PUT", "/v1/templates/" + id)
                                .as(world.stranger)
                                .json("{}")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(
                        world.request("GET", "/v1/templates")
                                .as(world.stranger)
                                .send()
                                .json()
                                .path("data")
                                .size())
                .isZero();
    }

    @Test
    void givesBackNaughtyStringsUnchanged() throws Exception {
        var json = new ObjectMapper();
        for (var string : json.readTree(Corpora.file("naughty-strings/blns.json").toFile())) {
            var text = string.asText();
            var body = json.createObjectNode().put("name", "n").put("html", "").put("text", text);

            var created = world.post("/v1/templates", json.writeValueAsString(body));

            assertThat(created.status()).as(text).isEqualTo(201);
            assertThat(world.get(created.header("Location")).json().path("text").asText())
                    .isEqualTo(text);
        }
    }
}
