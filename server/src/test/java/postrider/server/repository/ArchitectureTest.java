package postrider.server.repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

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

    @ArchTest
    static final ArchRule coreFollowsTheFlow =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("seal")
                    .definedBy("postrider.seal..")
                    .layer("lane")
                    .definedBy("postrider.lane..")
                    .layer("campaign")
                    .definedBy("postrider.campaign..")
                    .layer("message")
                    .definedBy("postrider.message..")
                    .layer("queue")
                    .definedBy("postrider.queue..")
                    .layer("audience")
                    .definedBy("postrider.audience..")
                    .layer("delivery")
                    .definedBy("postrider.delivery..")
                    .layer("report")
                    .definedBy("postrider.report..")
                    .layer("desk")
                    .definedBy("postrider.desk..")
                    .whereLayer("seal")
                    .mayNotAccessAnyLayer()
                    .whereLayer("lane")
                    .mayNotAccessAnyLayer()
                    .whereLayer("campaign")
                    .mayNotAccessAnyLayer()
                    .whereLayer("message")
                    .mayOnlyAccessLayers("seal", "lane", "campaign")
                    .whereLayer("queue")
                    .mayOnlyAccessLayers("seal", "lane", "campaign", "message")
                    .whereLayer("audience")
                    .mayOnlyAccessLayers("seal", "lane", "campaign", "message", "queue")
                    .whereLayer("delivery")
                    .mayOnlyAccessLayers("seal", "lane", "campaign", "message", "queue", "audience")
                    .whereLayer("report")
                    .mayOnlyAccessLayers(
                            "seal", "lane", "campaign", "message", "queue", "audience", "delivery")
                    .whereLayer("desk")
                    .mayOnlyAccessLayers(
                            "seal",
                            "lane",
                            "campaign",
                            "message",
                            "queue",
                            "audience",
                            "delivery",
                            "report");

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
