package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "mailbox full ~ [[mailbox full]]",
                "(mail ?box|inbox).{0,20}\\bfull ~ [[mail, inbox], [full]]",
                "over ?quota ~ [[over], [quota]]",
                "too fast?x ~ [[too fas]]",
                "abc+def ~ [[abc], [def]]",
                "abc{2}defg ~ [[defg]]",
                "[a-z]full\\.x ~ [[full.x]]",
                "\\p{L}full ~ [[full]]",
                "(a[)]b)full ~ [[full]]",
                "(abc|de(fgh|ijk))+lmn ~ [[abc, fgh, ijk], [lmn]]",
                "(?:abc)?def ~ [[def]]",
                "ab ~ []",
                "(abc|d)efg ~ [[efg]]",
                "full moon|new( |-)moon ~ [[full moon]] or [[new], [moon]]",
                "full moon|x ~ [[full moon]] or []"
            })
    void readsTheLettersThatMustBeThere(String pattern, String letters) {
        assertThat(shown(RequiredLetters.of(pattern))).isEqualTo(letters);
    }

    private static String shown(List<RequiredLetters.All> alternatives) {
        return alternatives.stream()
                .map(all ->
                        all.parts().stream().map(RequiredLetters.Any::letters).toList().toString())
                .collect(Collectors.joining(" or "));
    }

    /// The shortcut by letters must never change an answer.
    @Test
    void findsWhatThePatternAloneWouldFind() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var patterns =
                List.of(
                        "(ab|cd)+efg?h",
                        "abc|d[ef]gh{2}",
                        "a?bcd.{0,3}efg",
                        "\\bhgf|fgh\\.",
                        "e(f|g)*habc");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--)
                text.append("abcdefgh. ".charAt(random.nextInt(10)));
            for (var pattern : patterns) {
                var expected = Pattern.compile(pattern).matcher(text).find();

                assertThat(Words.of(List.of(pattern)).isIn(new SearchedText(text.toString())))
                        .as("seed %d: %s in %s", seed, pattern, text)
                        .isEqualTo(expected);
            }
        }
    }
}
