package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import postrider.campaign.ProjectId;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.campaign.Templates;

/// Templates in SQL: every version is a row that stays.
final class SqlTemplates implements Templates {
    private static final String INSERT =
            """
            insert into template (project, version) values (?, 1) returning id\
            """;

    private static final String INSERT_VERSION =
            """
            insert into template_version (template, version, name, html, plain, changed_at)
            values (?, ?, ?, ?, ?, ?)\
            """;

    private static final String RAISE =
            """
            update template set version = version + 1 where id = ? and version = ?\
            """;

    private static final String FIND =
            """
            select t.id, t.project, v.version, v.name, v.html, v.plain, v.changed_at
            from template t join template_version v on v.template = t.id and v.version = t.version
            where t.id = ?\
            """;

    private static final String FIND_VERSION =
            """
            select t.id, t.project, v.version, v.name, v.html, v.plain, v.changed_at
            from template t join template_version v on v.template = t.id
            where t.id = ? and v.version = ?\
            """;

    private static final String LIST =
            """
            select t.id, t.project, v.version, v.name, v.html, v.plain, v.changed_at
            from template t join template_version v on v.template = t.id and v.version = t.version
            where t.project = ? and t.id < ? order by t.id desc limit ?\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlTemplates(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Template create(Template template) {
        return writer.run(session -> {
            var project = template.project().value();
            var id = session.one(INSERT, row -> row.getLong(1), project);
            return insertVersion(session, id, 1, template);
        });
    }

    private static Template insertVersion(Session session, long id, int version, Template template)
            throws SQLException {
        session.update(
                INSERT_VERSION,
                id,
                version,
                template.name(),
                template.html(),
                template.text().orElse(null),
                template.changed().toEpochMilli());
        return session.one(FIND, SqlTemplates::read, id);
    }

    @Override
    public Optional<Template> find(TemplateId template) {
        return readers.run(session -> session.first(FIND, SqlTemplates::read, template.value()));
    }

    @Override
    public Optional<Template> find(TemplateId template, int version) {
        return readers.run(session ->
                session.first(FIND_VERSION, SqlTemplates::read, template.value(), version));
    }

    @Override
    public Optional<Template> update(Template template) {
        var id = template.id().value();
        return writer.run(session -> {
            if (session.update(RAISE, id, template.version()) == 0) return Optional.empty();
            var next = template.version() + 1;
            return Optional.of(insertVersion(session, id, next, template));
        });
    }

    @Override
    public List<Template> list(ProjectId project, long before, int max) {
        return readers.run(
                session -> session.list(LIST, SqlTemplates::read, project.value(), before, max));
    }

    private static Template read(ResultSet row) throws SQLException {
        return new Template(
                new TemplateId(row.getLong("id")),
                new ProjectId(row.getLong("project")),
                row.getInt("version"),
                row.getString("name"),
                row.getString("html"),
                Optional.ofNullable(row.getString("plain")),
                Columns.time(row, "changed_at"));
    }
}
