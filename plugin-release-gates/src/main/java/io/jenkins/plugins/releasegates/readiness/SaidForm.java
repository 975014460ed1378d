package io.jenkins.plugins.releasegates.readiness;

import hudson.Util;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answered;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import io.jenkins.plugins.releasegates.people.Lines;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import net.sf.json.JSONObject;
import org.apache.commons.fileupload.FileItem;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;

/** What somebody has filled in, or a program has sent; hostile. */
final class SaidForm {

    /** Of a file only the digest is kept, but it has to be read for that. */
    private static final long MAX_FILE = 100L << 20;

    private static final int MAX_LINK = 2_000;

    private final StaplerRequest2 request;
    private final Function<String, @Nullable String> fields;

    private SaidForm(StaplerRequest2 request, Function<String, @Nullable String> fields) {
        this.request = request;
        this.fields = fields;
    }

    /** From the page. */
    static SaidForm ofPage(StaplerRequest2 request) throws ServletException {
        JSONObject json = request.getSubmittedForm();
        String[] choice = json.optString("choice", "").split(" ", 2);
        return new SaidForm(request, name -> switch (name) {
            case "what" -> choice[0];
            case "statement" -> choice.length > 1 ? choice[1] : "";
            default -> json.optString(name, "");
        });
    }

    /** From a program: parameters, and where there is a file a multipart body with it. */
    static SaidForm ofProgram(StaplerRequest2 request) {
        return new SaidForm(request, request::getParameter);
    }

    String text(String name) {
        return Util.fixNull(fields.apply(name)).trim();
    }

    Typed typed(String name) throws RefusedAnswerException {
        String text = text(name);
        if (text.length() > Typed.MAX_LENGTH) {
            throw new RefusedAnswerException(Messages.SaidForm_TooLong(name, text.length(), Typed.MAX_LENGTH));
        }
        return Typed.of(text);
    }

    /** The first moment of that day in UTC; empty where none is given. */
    Optional<Instant> day(String name) throws RefusedAnswerException {
        String text = text(name);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            throw new RefusedAnswerException(Messages.SaidForm_BadDay(name, text));
        }
    }

    /** Links, a line each, and a file. */
    List<GivenEvidence> evidence() throws RefusedAnswerException, ServletException, IOException {
        List<GivenEvidence> evidence = new ArrayList<>();
        for (String link : Lines.of(text("link"))) {
            evidence.add(new GivenEvidence(GivenEvidence.Kind.LINK, Optional.empty(), Typed.of(checked(link))));
        }
        file().ifPresent(evidence::add);
        if (evidence.size() > Answered.MAX_EVIDENCE) {
            throw new RefusedAnswerException(Messages.SaidForm_TooMuchEvidence(evidence.size(), Answered.MAX_EVIDENCE));
        }
        return evidence;
    }

    private static String checked(String link) throws RefusedAnswerException {
        try {
            URI uri = new URI(link);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && link.length() <= MAX_LINK) {
                return link;
            }
        } catch (URISyntaxException e) {
            // Told like other links that aren't allowed.
        }
        throw new RefusedAnswerException(Messages.SaidForm_BadLink(Util.fixNull(link)));
    }

    private static boolean isMultipart(StaplerRequest2 request) {
        return Util.fixNull(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private Optional<GivenEvidence> file() throws RefusedAnswerException, ServletException, IOException {
        FileItem file = isMultipart(request) ? request.getFileItem("file") : null;
        if (file == null || Util.fixNull(file.getName()).isBlank()) {
            return Optional.empty();
        }
        if (file.getSize() == 0 || file.getSize() > MAX_FILE) {
            throw new RefusedAnswerException(Messages.SaidForm_BadFile(file.getSize(), MAX_FILE));
        }
        String name = file.getName().replaceAll(".*[/\\\\]", "");
        if (name.isBlank() || name.length() > Typed.MAX_LENGTH) {
            throw new RefusedAnswerException(Messages.SaidForm_TooLong("file", name.length(), Typed.MAX_LENGTH));
        }
        Digest digest = digest(file);
        file.delete();
        return Optional.of(new GivenEvidence(GivenEvidence.Kind.FILE, Optional.of(digest), Typed.of(name)));
    }

    private static Digest digest(FileItem file) throws IOException {
        try (InputStream bytes = file.getInputStream();
                DigestInputStream hashed = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return new Digest(HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("Every JDK has SHA-256, this one hasn't", e);
        }
    }
}
