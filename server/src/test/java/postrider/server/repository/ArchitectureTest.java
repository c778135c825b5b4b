package postrider.server.repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Who may know whom: server → (api, mail, sql) → core, and inside core only backwards along the flow.
@AnalyzeClasses(packages = "postrider", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MAIL = "postrider.mail..";
    private static final String API = "postrider.api..";
    private static final String SQL = "postrider.sql..";
    private static final String TESTKIT = "postrider.testkit..";
    private static final String SERVER = "postrider.server..";
    private static final String BENCH = "postrider.bench..";
    private static final String[] AROUND = {MAIL, API, SQL, TESTKIT, SERVER, BENCH};

    /// Whatever is of no other module: a new package of core is held to the rules without being named.
    private static final DescribedPredicate<JavaClass> CORE =
            JavaClass.Predicates.resideInAPackage("postrider..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(AROUND))
                    .as("core");

    @ArchTest
    static final ArchRule coreUsesTheJdkAlone =
            classes()
                    .that(CORE)
                    .should()
                    .onlyDependOnClassesThat(
                            CORE.or(
                                            JavaClass.Predicates.resideInAnyPackage(
                                                    "java..", "javax.crypto..", "org.jspecify.."))
                                    .as("are core, the JDK or nullness annotations"));

    @ArchTest
    static final ArchRule coreHasNoCycles =
            slices().matching("postrider.(*)..").should().beFreeOfCycles();

    /// Core's packages in the order in which mail flows: each knows those before it alone.
    private static final List<String> FLOW =
            List.of(
                    "bytes",
                    "seal",
                    "lane",
                    "campaign",
                    "message",
                    "pacing",
                    "queue",
                    "audience",
                    "feedback",
                    "delivery",
                    "forecast",
                    "report",
                    "desk");

    @ArchTest
    static void coreFollowsTheFlow(JavaClasses classes) {
        for (int i = 0; i < FLOW.size() - 1; i++) {
            var later = FLOW.subList(i + 1, FLOW.size()).stream().map(ArchitectureTest::inside);
            noClasses()
                    .that()
                    .resideInAPackage(inside(FLOW.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(classes);
        }
    }

    private static String inside(String name) {
        return "postrider." + name + "..";
    }

    @ArchTest
    static final ArchRule mailKnowsCoreAlone = knowsNoneOf(MAIL, API, SQL, TESTKIT, SERVER);

    @ArchTest
    static final ArchRule apiKnowsCoreAlone = knowsNoneOf(API, MAIL, SQL, TESTKIT, SERVER);

    @ArchTest
    static final ArchRule sqlKnowsCoreAlone = knowsNoneOf(SQL, MAIL, API, TESTKIT, SERVER);

    @ArchTest
    static final ArchRule testkitKnowsCoreAlone = knowsNoneOf(TESTKIT, MAIL, API, SQL, SERVER);

    private static ArchRule knowsNoneOf(String module, String... others) {
        // A module that has no code yet breaks no rule.
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }
}
