package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.message.Outcome;
import postrider.message.Scope;

/// Nothing that a host says makes the classifier throw, and nothing but words about the recipient
/// gives them up.
class ReplyFuzzTest {
    private static final int ROUNDS = 20_000;

    private static final List<String> PIECES =
            List.of(
                    "550",
                    "421",
                    "5.1.1",
                    "4.7.0",
                    "-",
                    " ",
                    "user",
                    "unknown",
                    "mailbox",
                    "full",
                    "blocked",
                    "spam",
                    "\u00e9",
                    "\u202e",
                    "\t",
                    "<jo@host.test>",
                    "[TSS04]",
                    "in 99999999 h",
                    "in 5 minutes",
                    "said: 550 ",
                    "(in reply to DATA command)",
                    "\0",
                    "try again",
                    "#5.1.0",
                    "is",
                    "not",
                    "sender",
                    "ip",
                    "\ud83d",
                    "...",
                    "a".repeat(300));

    @Test
    void neverThrows() {
        var seed = new Random().nextLong();
        System.out.println("replies are made with seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var line = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--)
                line.append(PIECES.get(random.nextInt(PIECES.size())))
                        .append(random.nextBoolean() ? " " : "");

            var judgement = Standard.judge(line.toString());

            assertThat(judgement.outcome().status()).as("seed %d", seed).isNotNull();
            if (judgement.outcome() instanceof Outcome.Bounced bounced && bounced.hard())
                assertThat(bounced.meaning().scope()).isEqualTo(Scope.RECIPIENT);
        }
    }
}
