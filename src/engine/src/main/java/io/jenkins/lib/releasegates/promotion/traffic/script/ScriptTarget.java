package io.jenkins.lib.releasegates.promotion.traffic.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a command line can steer. It is run once for each question, told in JSON what is asked, and believed only where it answers exactly as
 * {@code docs/formats/target-script.md} says.
 */
public final class ScriptTarget implements TrafficTarget, RunningService {

    private final String name;
    private final SortedSet<String> slots;
    private final OwnersCommand command;

    /**
     * Of a service.
     *
     * @param name of the target, for the command
     * @param slots names of both
     */
    public ScriptTarget(String name, SortedSet<String> slots, OwnersCommand command) {
        if (slots.size() != 2) {
            throw new IllegalArgumentException("Found slots " + slots + ", expected two");
        }
        this.name = name;
        this.slots = new TreeSet<>(slots);
        this.command = command;
    }

    @Override
    public Traffic read() throws TargetException {
        ScriptAnswer answer = ask(question("read"));
        return new Traffic(
                weights(answer),
                states(answer),
                answer.flag("settled"),
                answer.text("configuration", 200).orElse(""),
                answer.text("words", 1_000).orElse(""));
    }

    private Optional<Weights> weights(ScriptAnswer answer) throws TargetException {
        if (!answer.has("weights")) {
            return Optional.empty();
        }
        SortedMap<String, Integer> percents = new TreeMap<>();
        for (String slot : slots) {
            percents.put(slot, answer.percent("weights", slot));
        }
        answer.onlyThese("weights", slots);
        try {
            return Optional.of(new Weights(percents));
        } catch (IllegalArgumentException e) {
            throw answer.wrong("weights", percents.toString(), "whole percents that come to 100");
        }
    }

    private SortedMap<String, Slot> states(ScriptAnswer answer) throws TargetException {
        SortedMap<String, Slot> states = new TreeMap<>();
        for (String slot : slots) {
            states.put(slot, answer.slot("slots", slot));
        }
        answer.onlyThese("slots", slots);
        return states;
    }

    @Override
    public void shift(Weights to, Traffic seen) throws TargetException {
        ObjectNode question = question("shift").put("seen", seen.version());
        ObjectNode weights = question.putObject("weights");
        slots.forEach(slot -> weights.put(slot, to.of(slot)));
        ask(question);
    }

    @Override
    public void retire(String slot) throws TargetException {
        ask(question("retire").put("slot", slot));
    }

    @Override
    public Digest identity(String slot) throws TargetException {
        ScriptAnswer answer = ask(question("identity").put("slot", slot));
        String found = answer.text("identity", 100).orElse("");
        try {
            return Digest.parse(found);
        } catch (IllegalArgumentException e) {
            throw answer.wrong("identity", found, "sha256: and 64 hexadecimal digits");
        }
    }

    @Override
    public void smoke(String slot) throws TargetException {
        ask(question("smoke").put("slot", slot));
    }

    private ObjectNode question(String operation) {
        ObjectNode question = ScriptAnswer.object()
                .put("version", 1)
                .put("operation", operation)
                .put("target", name);
        slots.forEach(question.putArray("slots")::add);
        return question;
    }

    private ScriptAnswer ask(ObjectNode question) throws TargetException {
        String operation = question.path("operation").asText();
        OwnersCommand.Result result = command.run(question + "\n");
        if (result.exit() != 0) {
            throw new TargetException(
                    ScriptAnswer.reason(result.exit()),
                    command + ": " + operation + " ended with " + result.exit() + ": " + end(result.errors()));
        }
        JsonNode json = ScriptAnswer.parse(command + ": " + operation, result.output());
        return new ScriptAnswer(command + ": " + operation, json);
    }

    private static String end(String errors) {
        String plain = errors.strip().replaceAll("[^ -~]+", " ");
        return plain.substring(Math.max(0, plain.length() - 300));
    }
}
