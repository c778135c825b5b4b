package postrider.campaign;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Templates on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryTemplates implements Templates {
    private final ReentrantLock lock = new ReentrantLock();

    /// By id, then by version.
    private final NavigableMap<Long, NavigableMap<Integer, Template>> templates = new TreeMap<>();

    @Override
    public Template create(Template template) {
        return locked(() -> {
            var id = templates.isEmpty() ? 1 : templates.lastKey() + 1;
            return store(template, id, template.project(), 1);
        });
    }

    @Override
    public Optional<Template> find(TemplateId template) {
        return locked(() -> newest(template));
    }

    @Override
    public Optional<Template> find(TemplateId template, int version) {
        return locked(() ->
                Optional.ofNullable(templates.get(template.value()))
                        .map(versions -> versions.get(version)));
    }

    @Override
    public Optional<Template> update(Template template) {
        return locked(() ->
                newest(template.id())
                        .filter(newest -> newest.version() == template.version())
                        .map(newest -> storeNext(template, newest)));
    }

    private Template storeNext(Template template, Template newest) {
        return store(template, newest.id().value(), newest.project(), newest.version() + 1);
    }

    private Template store(Template template, long id, ProjectId project, int version) {
        var stored =
                new Template(
                        new TemplateId(id),
                        project,
                        version,
                        template.name(),
                        template.html(),
                        template.text(),
                        template.changed());
        templates.computeIfAbsent(id, _ -> new TreeMap<>()).put(version, stored);
        return stored;
    }

    private Optional<Template> newest(TemplateId template) {
        return Optional.ofNullable(templates.get(template.value()))
                .map(versions -> versions.lastEntry().getValue());
    }

    @Override
    public List<Template> list(ProjectId project, long before, int max) {
        return locked(() ->
                templates.headMap(before, false).descendingMap().values().stream()
                        .map(versions -> versions.lastEntry().getValue())
                        .filter(template -> template.project().equals(project))
                        .limit(max)
                        .toList());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
