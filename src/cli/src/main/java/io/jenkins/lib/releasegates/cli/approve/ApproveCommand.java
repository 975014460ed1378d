package io.jenkins.lib.releasegates.cli.approve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers what a build in Jenkins asks people. Needs the digest of what was shown, or a person who has just seen it. */
@Command(
        name = "approve",
        description = {
            "Shows what a build in Jenkins asks people to approve, and answers as the person whose API token it is given.",
            "The token stands in a variable of the environment or in a file, never in an argument: all users of a machine see arguments in the list of processes, and the shell keeps them.",
            "In a terminal it shows what is asked and wants the first digits of its digest typed. Everywhere else --digest is required, with the digest of what was shown; when something else is asked by now, nothing is answered."
        },
        mixinStandardHelpOptions = true)
public final class ApproveCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int NO = 1;
    private static final int TYPED = 8;
    private static final int MAX_SECONDS = 600;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "URL",
            description = "Address of the build, or of its page \"Approvals\"; with --inbox of the Jenkins.")
    private String url = "";

    @ArgGroup
    private Act act = new Act();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the owner can demand one, with a ticket.")
    private String reason = "";

    @Option(
            names = "--digest",
            paramLabel = "sha256:HEX",
            description = "The digest of what was shown to whoever answers. Required outside of a terminal.")
    private @Nullable String digest;

    @Option(
            names = "--request",
            paramLabel = "ID",
            description = "Which request, where a build waits with several. Default: the one that waits")
    private @Nullable String request;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The account that answers. Default: the variable JENKINS_USER_ID")
    private @Nullable String user;

    @Option(
            names = "--token-env",
            paramLabel = "VAR",
            defaultValue = "JENKINS_API_TOKEN",
            description = "The variable of the environment that holds its API token. Default: ${DEFAULT-VALUE}")
    private String tokenVariable = "";

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds the API token instead.")
    private @Nullable Path tokenFile;

    @Mixin
    private PasswordSource password = new PasswordSource();

    @Option(
            names = "--insecure",
            description = "Send the token over http:// to other machines, too. Everybody on the way can read it then.")
    private boolean insecure;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long Jenkins may take for an answer. Default: ${DEFAULT-VALUE}")
    private int seconds = 30;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    /** What is done, unless it is approving. */
    static final class Act {
        @Option(names = "--list", description = "Show all that the build has asked, and answer nothing.")
        boolean list;

        @Option(names = "--inbox", description = "Show what waits for the account in the whole Jenkins.")
        boolean inbox;

        @Option(names = "--refuse", description = "Refuse. One refusal ends the request for all.")
        boolean refuse;

        @Option(names = "--withdraw", description = "Take an approval back, as long as nothing is decided.")
        boolean withdraw;

        String answer() {
            return withdraw ? "WITHDRAW" : refuse ? "REJECT" : "APPROVE";
        }

        String words() {
            return withdraw ? "take the approval back" : refuse ? "refuse" : "approve";
        }
    }

    /** With where it speaks, and hears what is typed. */
    public ApproveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, IOException {
        JenkinsAddress address = JenkinsAddress.parse(url, insecure);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new InvalidInputException("--seconds: found " + seconds + "; allowed: 1 to " + MAX_SECONDS);
        }
        JenkinsClient jenkins = new JenkinsClient(
                Credentials.find(System::getenv, user, tokenVariable, tokenFile), Duration.ofSeconds(seconds));
        if (act.inbox) {
            return new Inbox(terminal, address).show(jenkins, output == Output.JSON);
        }
        JenkinsAddress page = address.approvalOfBuild();
        if (act.list) {
            return list(jenkins.get(page.at("json")));
        }
        String shown = digest == null ? "" : parsed(digest);
        if (shown.isEmpty() && !(terminal.interactive() && output == Output.TEXT)) {
            throw new InvalidInputException("Missing: --digest, the digest of what was shown, as --list tells it."
                    + " Nobody sees here what would be answered");
        }
        return answer(jenkins, page, shown);
    }

    private static String parsed(String text) throws InvalidInputException {
        try {
            return Digest.parse(text.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--digest: " + e.getMessage());
        }
    }

    private int list(JsonNode document) {
        if (output == Output.JSON) {
            terminal.json(document);
            return OK;
        }
        List<Asked> all = Asked.all(document);
        for (Asked one : all) {
            one.show(terminal);
            terminal.line();
        }
        terminal.line(
                all.size() + " asked, " + all.stream().filter(Asked::isWaiting).count() + " of them waiting");
        return OK;
    }

    private int answer(JenkinsClient jenkins, JenkinsAddress page, String shown)
            throws InvalidInputException, IOException {
        List<Asked> open = Asked.all(jenkins.get(page.at("json"))).stream()
                .filter(Asked::isWaiting)
                .filter(one -> request == null || one.id().equals(request))
                .toList();
        if (open.isEmpty()) {
            return no("Nothing waits for an answer at " + page + (request == null ? "" : " as " + request));
        }
        List<Asked> meant = shown.isEmpty()
                ? open
                : open.stream().filter(one -> one.content().equals(shown)).toList();
        if (meant.isEmpty()) {
            return no("What is asked is not what was shown: found "
                    + String.join(", ", open.stream().map(Asked::content).toList()) + " at " + page + ", shown was "
                    + shown + ". Look again, with --list");
        }
        if (meant.size() > 1) {
            throw new InvalidInputException("--request: found " + meant.size() + " requests that wait; allowed: one of "
                    + String.join(", ", meant.stream().map(Asked::id).toList()));
        }
        Asked asked = meant.get(0);
        if (shown.isEmpty() && !isConfirmed(asked)) {
            return no("Nothing was answered");
        }
        return send(jenkins, page, asked);
    }

    /** Shows it, and has a part of its digest typed: more than a yes that a pipe could say. */
    private boolean isConfirmed(Asked asked) throws IOException {
        asked.show(terminal);
        terminal.line();
        String hex = asked.content().substring(asked.content().indexOf(':') + 1);
        String wanted = hex.substring(0, Math.min(TYPED, hex.length()));
        terminal.line("To " + act.words() + ", type the first " + TYPED + " digits of the digest, " + wanted + ":");
        return !wanted.isEmpty() && wanted.equals(terminal.typed());
    }

    private int send(JenkinsClient jenkins, JenkinsAddress page, Asked asked)
            throws InvalidInputException, IOException {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("request", asked.id(), "answer", act.answer(), "shown", asked.content(), "reason", reason));
        if (asked.wantsPassword() && !act.withdraw) {
            form.put("password", password.read(System::getenv, terminal, jenkins.user()));
        }
        JenkinsClient.Reply reply = jenkins.post(page.at("decide"), form);
        if (reply.status() == 409) {
            return no("Jenkins says: " + reply.json().path("why").asText(""));
        }
        if (reply.status() != 200) {
            throw new IOException(page + ": it answered with status " + reply.status() + ", "
                    + reply.json().path("why").asText("without a reason"));
        }
        String status = reply.json().path("status").asText("");
        if (output == Output.JSON) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("answered", true).put("answer", act.answer()).put("request", asked.id());
            terminal.json(json.put("content", asked.content()).put("status", status));
        } else {
            terminal.line("Recorded. The request is " + status + " now, to " + asked.environment() + ", " + asked.id());
        }
        return OK;
    }

    private int no(String why) {
        if (output == Output.JSON) {
            terminal.json(
                    JsonNodeFactory.instance.objectNode().put("answered", false).put("why", why));
        } else {
            terminal.error(why);
        }
        return NO;
    }
}
