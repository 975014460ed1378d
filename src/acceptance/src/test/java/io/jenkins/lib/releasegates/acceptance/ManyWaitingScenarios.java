package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures, and so wants to be asked: {@code JENKINS_WAITING_BUILDS} says how many builds wait, {@code JENKINS_WAITING_RESTARTS} how often
 * Jenkins is restarted where that isn't three times. Takes some 20 minutes for 1,000, on a Jenkins that does
 * nothing else.
 */
@DisplayName("Many builds that wait for people")
class ManyWaitingScenarios extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final int RESTARTS = JenkinsUnderTest.environment("JENKINS_WAITING_RESTARTS")
            .map(Integer::parseInt)
            .orElse(3);

    private static final String JUDGED =
            "node('!built-in') {\n deleteDir()\n" + Jobs.FILES + Approvals.BUILT + "ask()\n}\n";

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    /**
     * What a controller takes after its start.
     *
     * @param millis from the order to restart until everything waits again
     */
    private record Figures(long heap, int threads, long millis) {}

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    @DisplayName(
            "take no thread, at most 8 KiB more heap each than builds that sleep, and the same time for a restart within 10 %")
    void shouldCostLittle() {
        int count = JenkinsUnderTest.environment("JENKINS_WAITING_BUILDS")
                .map(Integer::parseInt)
                .orElse(0);
        assumeTrue(count > 0 && JenkinsUnderTest.mayRestart(), "JENKINS_WAITING_BUILDS isn't set");
        new Approvals(jenkins()).define("1 distinct people", "");
        jenkins()
                .script("def agent = jenkins.model.Jenkins.get().nodes[0]\nagent.numExecutors = 6\nagent.save()\n"
                        + "jenkins.model.Jenkins.get().updateNode(agent)");

        Figures sleeping = measured("rg-sleeping", "sleep time: 9, unit: 'HOURS'\n", "Sleeping for 9 hr", count);
        Figures waiting = measured("rg-waiting", "releaseApproval 'staging'\n", "Asks for approval", count);

        long each = (waiting.heap() - sleeping.heap()) / count;
        String figures = String.format(
                Locale.ROOT,
                "%,d builds. Asleep: %,d bytes, %d threads, %,d ms; waiting for people: %,d bytes, %d threads, %,d ms. More heap each: %,d bytes; restart %.2f times",
                count,
                sleeping.heap(),
                sleeping.threads(),
                sleeping.millis(),
                waiting.heap(),
                waiting.threads(),
                waiting.millis(),
                each,
                (double) waiting.millis() / sleeping.millis());
        System.out.println(figures);
        assertThat(each).as(figures).isLessThanOrEqualTo(8 * 1024);
        assertThat(waiting.threads()).as(figures).isLessThan(sleeping.threads() + 20);
        assertThat((double) waiting.millis() / sleeping.millis()).as(figures).isLessThanOrEqualTo(1.1);
    }

    private Figures measured(String name, String end, String sign, int count) {
        jenkins().create("", name, Jobs.pipeline(JUDGED + end).replace("<definition", """
                        <properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>
                        <hudson.model.StringParameterDefinition><name>n</name></hudson.model.StringParameterDefinition>
                        </parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties><definition"""));
        jenkins()
                .script(
                        "def job = jenkins.model.Jenkins.get().getItemByFullName('" + name + "')\n(1.." + count
                                + ").each { job.scheduleBuild2(0, new hudson.model.ParametersAction(new hudson.model.StringParameterValue('n', it.toString()))) }");
        jenkins().within(PATIENCE, () -> name + " began " + said(name, sign), () -> {
            Thread.sleep(2_000);
            return said(name, sign) == count;
        });
        List<Figures> all = new ArrayList<>();
        for (int restart = 0; restart < RESTARTS; restart++) {
            all.add(restarted(name, count));
        }
        jenkins()
                .script("def job = jenkins.model.Jenkins.get().getItemByFullName('" + name + "')\n"
                        + "job.builds.each { it.doKill() }\njob.delete()");
        return new Figures(
                median(all.stream().map(Figures::heap).toList()),
                (int) median(all.stream().map(one -> (long) one.threads()).toList()),
                median(all.stream().map(Figures::millis).toList()));
    }

    private Figures restarted(String name, int count) {
        Instant begin = Clock.systemUTC().instant();
        jenkins().restart();
        jenkins().within(PATIENCE, () -> name + " waits again", () -> waitingAgain(name) == count);
        long millis = Duration.between(begin, Clock.systemUTC().instant()).toMillis();
        // What is compiled and looked at once after a start is over by then; Jenkins drops a connection that is idle
        // for 30 seconds.
        pause(25_000);
        String[] answer = jenkins().script("""
                6.times { System.gc(); Thread.sleep(500) }
                def factory = java.lang.management.ManagementFactory
                println factory.memoryMXBean.heapMemoryUsage.used + ' ' + factory.threadMXBean.threadCount
                """).split(" ");
        Figures figures = new Figures(Long.parseLong(answer[0]), Integer.parseInt(answer[1]), millis);
        System.out.println(name + ": " + figures);
        return figures;
    }

    /** Builds whose log has come that far. */
    private int said(String name, String sign) {
        return Integer.parseInt(jenkins()
                .script("println jenkins.model.Jenkins.get().getItemByFullName('" + name
                        + "').builds.count {\n"
                        + " def log = new File(it.rootDir, 'log')\n log.exists() && log.text.contains('" + sign
                        + "')\n}"));
    }

    /** Builds that are at their last step again, and where that asks people, are known to the inbox. */
    private int waitingAgain(String name) {
        return Integer.parseInt(jenkins().script("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s')
                def loader = jenkins.model.Jenkins.get().pluginManager.uberClassLoader
                def desk = hudson.ExtensionList.lookup(loader.loadClass('io.jenkins.plugins.releasegates.approval.ApprovalDesk'))[0]
                def asked = desk.waitingForPeople().findAll { it.job() == '%1$s' }.collect { it.number() } as Set
                println job.builds.count { run ->
                    def steps = run.building ? run.executionPromise.get().getCurrentExecutions(false).get() : []
                    !steps.empty && (steps[0].class.simpleName == 'Execution' || asked.contains(run.number))
                }
                """.formatted(name)));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
