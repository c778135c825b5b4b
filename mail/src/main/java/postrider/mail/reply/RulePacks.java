package postrider.mail.reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postrider.mail.data.BadData;
import postrider.mail.data.DataFile;
import postrider.mail.reply.RulePack.Origin;

/// Loads rule packs and refuses those that do not prove themselves.
public final class RulePacks {
    private static final String FOLDER = "/postrider/mail/rules/";
    private static final String ENDING = ".yaml";
    private static final int PACKS_MAX = 100;

    /// In the order in which they are asked: those that know one provider, then words, then codes.
    /// Providers reuse codes (Gmail's 7.27 is SPF, the registry's a null MX), and seldom words.
    private static final List<String> PACKED =
            List.of(
                    "google",
                    "microsoft",
                    "yahoo",
                    "apple",
                    "comcast",
                    "orange",
                    "gmx",
                    "mimecast",
                    "proofpoint",
                    "tencent",
                    "netease",
                    "words",
                    "codes");

    private RulePacks() {}

    /// Those that come with the program. They were proved when it was built: a start need not wait for
    /// that again.
    ///
    /// @param providers names that rules may use
    public static RuleBook standard(Set<String> providers) {
        var mistakes = new ArrayList<String>();
        var book = read(Map.of(), providers, mistakes);
        if (!mistakes.isEmpty()) throw new BadData(mistakes);
        return book;
    }

    /// Those, and a user's before them, in the order of their names. A user's file that is called like
    /// a pack of the program stands in its place.
    ///
    /// @param folder holds `*.yaml`
    /// @param providers names that rules may use
    /// @throws BadData telling all mistakes
    public static RuleBook with(Path folder, Set<String> providers) {
        return load(files(folder), providers);
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            var found = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
            if (found.size() <= PACKS_MAX) return found;
            throw new BadData(List.of(folder + " holds more than " + PACKS_MAX + " rule packs"));
        } catch (IOException e) {
            throw new BadData(List.of("cannot read the folder of rules " + folder));
        }
    }

    private static RuleBook load(List<Path> files, Set<String> providers) {
        var own = new LinkedHashMap<String, DataFile>();
        for (var file : files) {
            var name = file.getFileName().toString();
            own.put(name.substring(0, name.length() - ENDING.length()), DataFile.at(file));
        }
        return load(own, providers);
    }

    static RuleBook load(Map<String, DataFile> own, Set<String> providers) {
        var mistakes = new ArrayList<String>();
        var book = read(own, providers, mistakes);
        mistakes.addAll(new RuleProof(book).mistakes());
        if (!mistakes.isEmpty()) throw new BadData(mistakes);
        return book;
    }

    private static RuleBook read(
            Map<String, DataFile> own, Set<String> providers, List<String> mistakes) {
        var reader = new RulePackReader(providers, mistakes);
        var packs = new ArrayList<RulePack>();
        own.forEach((name, file) -> packs.add(reader.read(name, Origin.USER, file)));
        for (var name : PACKED)
            if (!own.containsKey(name))
                packs.add(
                        reader.read(name, Origin.PACKED, DataFile.packed(FOLDER + name + ENDING)));
        return new RuleBook(packs);
    }
}
