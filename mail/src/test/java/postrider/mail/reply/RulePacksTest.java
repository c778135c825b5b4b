package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postrider.mail.data.BadData;
import postrider.mail.data.DataFile;
import postrider.message.Reason;

class RulePacksTest {
    private static final Set<String> PROVIDERS = Set.of("google", "outlook", "office365", "yahoo");

    private static final String GOOD =
            """
            rules:
              - name: full-moon
                reason: policy
                refused: blocked
                pattern: 'full moon'
                matches: [554 closed at full moon]
                not: [554 closed at new moon]
            """;

    @TempDir Path folder;

    @Test
    void everyRuleThatComesWithTheProgramProvesItself() {
        var rules = Standard.RULES.entries();

        assertThat(new RuleProof(Standard.RULES).mistakes()).isEmpty();
        assertThat(rules).hasSizeGreaterThan(100);
        assertThat(rules)
                .allSatisfy(entry -> assertThat(entry.rule().matches()).isNotEmpty())
                .allSatisfy(entry -> assertThat(entry.rule().not()).isNotEmpty());
    }

    @Test
    void aUsersRulesComeFirst() throws IOException {
        var own = GOOD.replace("full moon", "mailbox full").replace("new moon", "of mail");
        Files.writeString(folder.resolve("mine.yaml"), own);

        var book = RulePacks.with(folder, PROVIDERS);

        var outcome =
                new ReplyClassifier(book, InstantSource.fixed(Standard.NOW))
                        .classify(Phase.RCPT, 552, new ReplyText("5.2.2", "Mailbox full"));
        assertThat(outcome.reason()).isEqualTo(Reason.POLICY);
        assertThat(book.uses().getFirst().rule()).isEqualTo("mine/full-moon");
    }

    @Test
    void aUsersPackReplacesTheOneOfItsName() throws IOException {
        Files.writeString(folder.resolve("netease.yaml"), GOOD);

        var book = RulePacks.with(folder, PROVIDERS);

        assertThat(book.uses())
                .extracting(RuleUse::rule)
                .contains("netease/full-moon")
                .doesNotContain("netease/too-fast");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pattern: 'full moon' | patern: 'full moon' | unknown key \"patern\"",
                "pattern: 'full moon' | pattern: '(full' | is no pattern of RE2",
                "pattern: 'full moon' | pattern: 'f(?=ull)' | no look-around and no back-references",
                "pattern: 'full moon' | pattern: '(f)\\1' | no look-around and no back-references",
                "pattern: 'full moon' | pattern: 'Full moon' | has capitals",
                "pattern: 'full moon' | pattern: 'x*' | matches every text",
                "pattern: 'full moon' | phases: [rcpt] | it looks at nothing",
                "pattern: 'full moon' | codes: [250] | is no reply code of a refusal",
                "pattern: 'full moon' | enhanced: [5.7] | is no enhanced code",
                "pattern: 'full moon' | enhanced: [5.7.9-3] | ends before it starts",
                "reason: policy | reason: moon | \"reason\" is moon: must be one of none, unknown_recipient",
                "reason: policy | action: none | \"reason\" is missing",
                "reason: policy | reason: rate_limited | rate_limited and greylisted go with \"refused: later\"",
                "refused: blocked | refused: hard | gives the recipient up, so the scope must be recipient",
                "refused: blocked | action: slow | \"refused\" is missing",
                "reason: policy | {reason: policy, provider: moon} | there is no provider moon",
                "matches: [554 closed at full moon] | matches: [] | it needs a reply under \"matches\"",
                "not: [554 closed at new moon] | not: [] | and one under \"not\"",
                "matches: [554 closed at full moon] | matches: [554 closed] | is not known to it",
                "matches: [554 closed at full moon] | matches: [closed at full moon] | is no refusal",
                "not: [554 closed at new moon] | not: [554 at full moon] | stands under \"not\" and is known to it",
                "name: full-moon | name: Full Moon | a rule's name is 1 to 40 of a-z, 0-9, -",
                "rules: | rulez: | unknown key \"rulez\"",
                "rules: | rules: [ | this is not YAML"
            })
    void refusesARuleThatCannotWork(String good, String bad, String mistake) {
        var text = GOOD.replace(good, bad.replaceAll("^\\{(.*), (.*)}$", "$1\n    $2"));

        var refused = refused(text);

        assertThat(refused.mistakes())
                .anySatisfy(
                        told -> assertThat(told).contains(mistake).containsAnyOf("mine", "moon"));
    }

    @Test
    void refusesARuleThatAnotherTakesAllFrom() {
        var shadowed =
                GOOD
                        + """
                          - name: moon
                            reason: content
                            refused: blocked
                            pattern: 'full moon today'
                            matches: [554 full moon today]
                            not: [554 new moon today]
                        """;

        assertThat(refused(shadowed).mistakes())
                .containsExactly(
                        "rule mine/moon: \"554 full moon today\" is taken by mine/full-moon before it:"
                                + " narrow that one, or move this one up");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        var two =
                GOOD.replace("reason: policy", "reason: moon")
                        + GOOD.replace("rules:\n", "")
                                .replace("full-moon", "new-moon")
                                .replace("pattern", "patern");

        assertThat(refused(two).mistakes()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void saysWhichFolderCannotBeRead() {
        assertThatThrownBy(() -> RulePacks.with(folder.resolve("gone"), PROVIDERS))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("gone");
    }

    private static BadData refused(String text) {
        var files = Map.of("mine", new DataFile("mine.yaml", text));
        var refused = catchThrowableOfType(BadData.class, () -> RulePacks.load(files, PROVIDERS));
        assertThat(refused).as(List.of(text).toString()).isNotNull();
        return refused;
    }
}
