package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.health.HealthDefinition;
import java.util.List;

/**
 * An environment as its owner wrote it down, not looked at yet; {@link EnvironmentValidation} does.
 *
 * @param name what pipelines call it by
 * @param after name of the environment that comes before; empty for none
 * @param policy a policy file's content
 * @param jobs patterns of full names of jobs
 * @param branches patterns of branches
 * @param repeated REFUSE or ALLOW; empty for REFUSE
 * @param timeZone an id such as Europe/Zurich; empty for UTC
 * @param hours such as Mon-Fri 09:00-17:00
 * @param freezes times in which nothing is admitted
 * @param approval who has to approve
 * @param waivers what may be let through although it doesn't pass
 * @param calendar freezes besides, as the text of an iCalendar; empty for none
 * @param health what is asked of the running service
 * @param folder full name of the folder whose jobs alone see it; empty for one of the whole controller
 */
public record EnvironmentDefinition(
        String name,
        String after,
        String policy,
        List<String> jobs,
        List<String> branches,
        String repeated,
        String timeZone,
        List<String> hours,
        List<FrozenTime> freezes,
        ApprovalDefinition approval,
        WaiverDefinition waivers,
        String calendar,
        HealthDefinition health,
        String folder) {

    /**
     * A freeze as it was written.
     *
     * @param from a local date and time such as 2026-12-24T12:00, or a date for its beginning
     * @param until the same, for the first moment after it
     * @param reason for people
     */
    public record FrozenTime(String from, String until, String reason) {}

    /** One without exceptions and a calendar. */
    public EnvironmentDefinition(
            String name,
            String after,
            String policy,
            List<String> jobs,
            List<String> branches,
            String repeated,
            String timeZone,
            List<String> hours,
            List<FrozenTime> freezes,
            ApprovalDefinition approval) {
        this(
                name,
                after,
                policy,
                jobs,
                branches,
                repeated,
                timeZone,
                hours,
                freezes,
                approval,
                WaiverDefinition.NONE,
                "",
                HealthDefinition.NONE,
                "");
    }

    /** The same with that calendar. */
    public EnvironmentDefinition with(String otherCalendar) {
        return copy(waivers, otherCalendar, health, folder);
    }

    /** The same with these exceptions. */
    public EnvironmentDefinition with(WaiverDefinition otherWaivers) {
        return copy(otherWaivers, calendar, health, folder);
    }

    /** The same that asks this of the running service. */
    public EnvironmentDefinition with(HealthDefinition otherHealth) {
        return copy(waivers, calendar, otherHealth, folder);
    }

    /** The same as one of that folder. */
    public EnvironmentDefinition in(String otherFolder) {
        return copy(waivers, calendar, health, otherFolder);
    }

    private EnvironmentDefinition copy(
            WaiverDefinition otherWaivers, String otherCalendar, HealthDefinition otherHealth, String otherFolder) {
        return new EnvironmentDefinition(
                name,
                after,
                policy,
                jobs,
                branches,
                repeated,
                timeZone,
                hours,
                freezes,
                approval,
                otherWaivers,
                otherCalendar,
                otherHealth,
                otherFolder);
    }

    /** What the record calls it by: its name, behind the folder that it is of. What can't be a name makes no id that another one could have. */
    public String id() {
        if (folder.isEmpty()) {
            return name;
        }
        return folder + (EnvironmentValidation.isName(name) ? "/" : "/?") + name;
    }

    /** One that asks nobody. */
    public EnvironmentDefinition(
            String name,
            String after,
            String policy,
            List<String> jobs,
            List<String> branches,
            String repeated,
            String timeZone,
            List<String> hours,
            List<FrozenTime> freezes) {
        this(name, after, policy, jobs, branches, repeated, timeZone, hours, freezes, ApprovalDefinition.NONE);
    }

    public EnvironmentDefinition {
        jobs = List.copyOf(jobs);
        branches = List.copyOf(branches);
        hours = List.copyOf(hours);
        freezes = List.copyOf(freezes);
    }

    /** Over all of it but its times: they change from day to day, and are looked at anew whenever something goes there. */
    Digest digest() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("name", name).put("after", after).put("policy", policy).put("repeated", repeated);
        if (!folder.isEmpty()) {
            all.put("folder", folder);
        }
        list(all, "jobs", jobs);
        list(all, "branches", branches);
        approval.write(all);
        waivers.write(all);
        health.fields().forEach(all::put);
        return CanonicalJson.digest(all);
    }

    private static void list(ObjectNode all, String name, List<String> texts) {
        ArrayNode list = all.putArray(name);
        texts.forEach(list::add);
    }
}
