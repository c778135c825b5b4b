package postrider.server.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of this repository, as a newcomer finds them after a clone.
final class Repository {
    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".idea", ".vscode", "data");

    private Repository() {}

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core"))
                || !Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
            if (folder == null) throw new IllegalStateException("not run inside the repository");
        }
        return folder;
    }

    /// A text file of the repository.
    ///
    /// @param path from the root, with slashes
    record Source(String path, String text) {
        List<String> lines() {
            return text.lines().toList();
        }

        boolean isJava() {
            return path.endsWith(".java");
        }

        boolean isMain() {
            return path.contains("src/main/java/");
        }

        boolean isTest() {
            return path.contains("src/test/");
        }

        boolean isDocument() {
            return path.endsWith(".md");
        }
    }

    static Source read(String path) {
        try {
            return new Source(path, Files.readString(root().resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every text file but the licence, which is not ours to tidy.
    static List<Source> sources() {
        var found = new ArrayList<Source>();
        for (var path : files()) {
            if (isText(path)) found.add(read(path));
        }
        return found;
    }

    static List<Source> java() {
        return sources().stream().filter(Source::isJava).toList();
    }

    static List<String> files() {
        var root = root();
        var found = new ArrayList<String>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes a) {
                            return isOurs(root, folder)
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.SKIP_SUBTREE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                            found.add(root.relativize(file).toString().replace('\\', '/'));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    private static boolean isOurs(Path root, Path folder) {
        var name = folder.getFileName().toString();
        if (name.startsWith("postrider-data")) return false;
        return folder.equals(root) || !NOT_OURS.contains(name) || folder.toString().contains("src");
    }

    private static boolean isText(String path) {
        return path.matches(
                ".*\\.(java|md|xml|yaml|yml|sql|html|properties)|.*/run|verify|postrider|\\.jdk25");
    }
}
