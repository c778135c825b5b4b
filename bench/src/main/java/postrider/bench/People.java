package postrider.bench;

import java.util.List;
import java.util.stream.Stream;
import postrider.testkit.sim.SampleAudience;
import postrider.testkit.sim.SamplePerson;

/// Who is written to: invented people without flaws, the same at every run.
enum People {
    /// As the demo has them: all mailbox providers and the long tail.
    OF_ALL_PROVIDERS,
    /// All of one provider, so that all go through one lane.
    OF_ONE_PROVIDER,
    /// The same, of another one.
    OF_ANOTHER_PROVIDER,
    /// Of three providers in equal parts.
    OF_THREE_PROVIDERS;

    private static final long SEED = 1;
    private static final List<String> DOMAINS =
            List.of("gmail.com.test", "yahoo.com.test", "outlook.com.test");

    Stream<SamplePerson> stream(int count) {
        var people = SampleAudience.of(count, SEED).withFlaws(0, 0);
        return switch (this) {
            case OF_ALL_PROVIDERS -> people.stream();
            case OF_ONE_PROVIDER -> moved(people, List.of(DOMAINS.getFirst()));
            case OF_ANOTHER_PROVIDER -> moved(people, List.of(DOMAINS.get(1)));
            case OF_THREE_PROVIDERS -> moved(people, DOMAINS);
        };
    }

    /// Others than all of those, at one domain.
    ///
    /// @param prefix what their addresses begin with
    static Stream<SamplePerson> at(String domain, String prefix, int count) {
        var people = SampleAudience.of(count, SEED).withFlaws(0, 0);
        return Stream.iterate(0, row -> row < count, row -> row + 1)
                .map(row -> withEmail(people.person(row), prefix + row + "@" + domain));
    }

    /// The row in the local part keeps addresses apart that only differed in their domain.
    private static Stream<SamplePerson> moved(SampleAudience people, List<String> domains) {
        return Stream.iterate(0L, row -> row < people.rows(), row -> row + 1)
                .map(row ->
                        moved(people.person(row), row, domains.get((int) (row % domains.size()))));
    }

    private static SamplePerson moved(SamplePerson person, long row, String domain) {
        var local = person.email().substring(0, person.email().indexOf('@'));
        return withEmail(person, "r" + row + "." + local + "@" + domain);
    }

    private static SamplePerson withEmail(SamplePerson person, String email) {
        return new SamplePerson(
                email,
                person.firstName(),
                person.lastName(),
                person.city(),
                person.country(),
                person.plan());
    }
}
