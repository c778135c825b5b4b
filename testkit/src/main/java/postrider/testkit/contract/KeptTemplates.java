package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;
import static postrider.testkit.contract.Samples.together;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;

/// What [Templates] promises.
interface KeptTemplates extends CatalogUnderTest {
    @Test
    default void createsATemplate() {
        var ports = ports();
        var project = freshProject();

        var created = ports.templates().create(template(project, "<p>hü</p>", Optional.of("hü")));

        assertThat(created.version()).isEqualTo(1);
        assertThat(created)
                .usingRecursiveComparison()
                .ignoringFields("id", "version")
                .isEqualTo(template(project, "<p>hü</p>", Optional.of("hü")));
        assertThat(ports.templates().find(created.id())).contains(created);
        assertThat(ports.templates().find(created.id(), 1)).contains(created);
    }

    @Test
    default void keepsEveryVersionOfATemplate() {
        var ports = ports();
        var first = ports.templates().create(template(freshProject(), "one", Optional.empty()));

        var second =
                ports.templates().update(edited(first, "two", NOW.plusSeconds(1))).orElseThrow();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.html()).isEqualTo("two");
        assertThat(second.changed()).isEqualTo(NOW.plusSeconds(1));
        assertThat(ports.templates().find(first.id())).contains(second);
        assertThat(ports.templates().find(first.id(), 2)).contains(second);
        assertThat(ports.templates().find(first.id(), 1)).contains(first);
        assertThat(ports.templates().find(first.id(), 3)).isEmpty();
    }

    @Test
    default void storesNoVersionOfATemplateThatSomebodyChanged() {
        var ports = ports();
        var first = ports.templates().create(template(freshProject(), "one", Optional.empty()));
        var second = ports.templates().update(edited(first, "two", NOW)).orElseThrow();

        assertThat(ports.templates().update(edited(first, "three", NOW))).isEmpty();
        assertThat(ports.templates().find(first.id())).contains(second);
    }

    @Test
    default void letsOneOfManyThreadsChangeATemplate() throws Exception {
        var ports = ports();
        var first = ports.templates().create(template(freshProject(), "one", Optional.empty()));

        var stored = together(16, () -> ports.templates().update(edited(first, "two", NOW)));

        assertThat(stored).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(ports.templates().find(first.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    default void findsNoUnknownTemplate() {
        var ports = ports();
        var unknown = new TemplateId(Samples.campaign().value());

        assertThat(ports.templates().find(unknown)).isEmpty();
        assertThat(ports.templates().find(unknown, 1)).isEmpty();
        var never = new Template(unknown, freshProject(), 1, "n", "h", Optional.empty(), NOW);
        assertThat(ports.templates().update(never)).isEmpty();
    }

    @Test
    default void keepsALargeTemplate() {
        var ports = ports();
        var html = "ü".repeat(Template.CHARACTERS_MAX);

        var created = ports.templates().create(template(freshProject(), html, Optional.of("")));

        assertThat(ports.templates().find(created.id())).contains(created);
    }

    @Test
    default void listsAProjectsTemplatesNewestFirstInTheirNewestVersion() {
        var ports = ports();
        var project = freshProject();
        var first = ports.templates().create(template(project, "1", Optional.empty()));
        ports.templates().create(template(freshProject(), "other", Optional.empty()));
        var second = ports.templates().create(template(project, "2", Optional.empty()));
        ports.templates().create(template(project, "3", Optional.empty()));
        ports.templates().update(edited(first, "1b", NOW));

        assertThat(htmls(ports.templates().list(project, Long.MAX_VALUE, 10)))
                .containsExactly("3", "2", "1b");
        assertThat(htmls(ports.templates().list(project, Long.MAX_VALUE, 2)))
                .containsExactly("3", "2");
        assertThat(htmls(ports.templates().list(project, second.id().value(), 10)))
                .containsExactly("1b");
    }

    private static List<String> htmls(List<Template> templates) {
        return templates.stream().map(Template::html).toList();
    }

    private static Template template(ProjectId project, String html, Optional<String> text) {
        return new Template(new TemplateId(1), project, 77, "name", html, text, NOW);
    }

    private static Template edited(Template template, String html, Instant now) {
        return new Template(
                template.id(),
                template.project(),
                template.version(),
                template.name(),
                html,
                template.text(),
                now);
    }
}
