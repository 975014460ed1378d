package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.statement.admission.Admission;
import io.jenkins.lib.releasegates.statement.admission.Requirement;
import io.jenkins.lib.releasegates.statement.admission.StatementCheck;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Bundle;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Demands a signed decision for a file, at the place where the file is put to use. */
@Command(
        name = "require",
        description = {
            "Asks whether a signed statement lets this very file pass: signed by a trusted key, PASSED, about this file, still valid, not revoked.",
            "Asks no server. Everything that is missing is listed."
        },
        mixinStandardHelpOptions = true)
final class RequireCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--artifact", required = true, paramLabel = "FILE", description = "The file that is to pass.")
    @SuppressWarnings("NullAway.Init")
    private Path artifact;

    @Option(
            names = "--statement",
            required = true,
            paramLabel = "FILE",
            description = "A statement in its envelope, or a file with one per line, of which one has to be enough.")
    @SuppressWarnings("NullAway.Init")
    private Path statement;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "A public key to trust, as PEM: Ed25519, or ECDSA over P-256. Repeatable.")
    private List<Path> keys = List.of();

    @Option(
            names = "--policy-digest",
            paramLabel = "sha256:HEX",
            description = "The policy that must have been judged by. Repeatable: one of them. Default: any")
    private List<String> policyDigests = List.of();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment that the decision must have been made for. Default: any or none")
    private @Nullable String environment;

    @Option(names = "--verifier", paramLabel = "URI", description = "Who must have decided. Default: any")
    private @Nullable String verifier;

    @Option(
            names = "--resource-uri",
            paramLabel = "URI",
            description = "The address that the statement must give for the artifact. Default: any")
    private @Nullable String resourceUri;

    @Option(
            names = "--max-age",
            defaultValue = "24h",
            paramLabel = "TIME",
            converter = Age.class,
            description = "How long ago it may have been decided, such as 30m, 24h, 7d. Default: ${DEFAULT-VALUE}")
    private Duration maxAge = Duration.ofHours(24);

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Revocation revocation;

    @Option(
            names = "--revocations-max-age",
            defaultValue = "24h",
            paramLabel = "TIME",
            converter = Age.class,
            description = "How long ago the list may have been issued. Default: ${DEFAULT-VALUE}")
    private Duration revocationsMaxAge = Duration.ofHours(24);

    @Option(
            names = "--allow-rehearsal",
            description = "A decision that somebody made on a machine of their own will do.")
    private boolean rehearsals;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    @Option(names = "--json", description = "The same as --output json.")
    private boolean json;

    /** One of both has to be said. */
    static final class Revocation {
        @Option(
                names = "--revocations",
                required = true,
                paramLabel = "FILE",
                description = "The list of decisions that were revoked, in its envelope.")
        @Nullable
        Path list;

        @Option(
                names = "--ignore-revocation",
                required = true,
                description = "Do without it: a decision that was revoked since admits then, too.")
        boolean ignore;
    }

    RequireCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException {
        Instant now = Clock.systemUTC().instant();
        RequiredFiles files = new RequiredFiles();
        Artifact found = files.artifact(artifact);
        byte[] statements = files.bytes("--statement", statement, Bundle.MAX_BYTES);
        Requirement requirement = Requirement.of(
                        found,
                        files.keys(keys),
                        now,
                        maxAge,
                        files.revocations(revocation.list, revocation.ignore, now, revocationsMaxAge))
                .byPolicy(files.digests(policyDigests));
        requirement = environment == null ? requirement : requirement.forEnvironment(environment);
        requirement = verifier == null ? requirement : requirement.byVerifier(verifier);
        requirement = resourceUri == null ? requirement : requirement.forResource(resourceUri);
        requirement = rehearsals ? requirement.orRehearsed() : requirement;
        files.refuseWhatIsWrong();
        Admission admission;
        try {
            admission = StatementCheck.check(statements, requirement);
        } catch (RefusedDocumentException e) {
            throw new InvalidInputException("--statement " + statement + ": " + e.reason());
        }
        if (json || output == Output.JSON) {
            terminal.json(json(found, admission));
        } else {
            show(found, admission);
        }
        return admission.admitted() ? ReleaseGates.OK : ReleaseGates.NO;
    }

    private void show(Artifact file, Admission admission) {
        for (Admission.Examined examined : admission.examined()) {
            terminal.line("In " + examined.place() + ":");
            examined.failed().forEach(sentence -> terminal.line("- " + sentence));
            examined.holds().forEach(sentence -> terminal.line("+ " + sentence));
        }
        if (admission.leftOut() > 0) {
            terminal.line("... and " + admission.leftOut() + " more that are not enough");
        }
        terminal.line();
        terminal.plain(admission.admitted() ? terminal.coloured(2, "Admitted") : terminal.coloured(1, "NOT ADMITTED"));
        terminal.line(file.name() + " " + file.digest());
    }

    private static ObjectNode json(Artifact file, Admission admission) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("admitted", admission.admitted());
        json.putObject("artifact")
                .put("name", file.name())
                .put("digest", file.digest().toString())
                .put("size", file.size());
        ArrayNode statements = json.putArray("statements");
        for (Admission.Examined examined : admission.examined()) {
            ObjectNode one =
                    statements.addObject().put("place", examined.place()).put("admits", examined.admits());
            examined.decision()
                    .ifPresent(
                            decision -> one.put("decision", decision.recorded().decision()));
            examined.failed().forEach(one.putArray("failed")::add);
            examined.holds().forEach(one.putArray("holds")::add);
        }
        json.put("statementsLeftOut", admission.leftOut());
        return json;
    }
}
