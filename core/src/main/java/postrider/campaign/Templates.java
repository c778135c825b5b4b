package postrider.campaign;

import java.util.List;
import java.util.Optional;

/// Keeps templates and their versions. Transactional; safe for many threads. Throws
/// `StoreUnavailable`.
///
/// Every implementation passes `CatalogContract`.
public interface Templates {
    /// Stores a new template of version 1; the id and version of `template` are ignored. Ids rise.
    Template create(Template template);

    /// The newest version.
    Optional<Template> find(TemplateId template);

    Optional<Template> find(TemplateId template, int version);

    /// Stores a next version if `template.version()` is the newest; empty if another came between, or
    /// there is no such template.
    Optional<Template> update(Template template);

    /// The project's templates, newest first, with ids below `before`.
    List<Template> list(ProjectId project, long before, int max);
}
