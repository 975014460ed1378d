package io.jenkins.lib.releasegates.cli.approve;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Jenkins, or a build of it, is found, and may be sent a person's token: over https, or over http to this very machine.
 *
 * @param text ends with a slash
 */
record JenkinsAddress(String text) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");
    private static final String PAGE = "release-approval/";

    /**
     * Reads one.
     *
     * @param insecure lets http go to other machines, too
     * @throws InvalidInputException when it isn't one, with what is allowed
     */
    static JenkinsAddress parse(String text, boolean insecure) throws InvalidInputException {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused("found no address, " + e.getReason());
        }
        String scheme = lower(uri.getScheme());
        if (uri.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw refused("found no address of the web");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("found a user or password in the address; those stand in --user and a variable or file");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("found a '?' or '#' in the address");
        }
        if (scheme.equals("http") && !insecure && !isLoopback(uri.getHost())) {
            throw new InvalidInputException(
                    "URL: found http:// to " + uri.getHost()
                            + ", where everybody on the way can read the token; allowed: https://, http:// to this machine, or --insecure");
        }
        return new JenkinsAddress(text.endsWith("/") ? text : text + "/");
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(lower(host)).matches();
    }

    private static InvalidInputException refused(String found) {
        return new InvalidInputException(
                "URL: " + found + "; allowed: the address of a build, such as https://jenkins.example/job/shop/12/");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** The page where a build asks, whether this is the address of the build or of that page. */
    JenkinsAddress approvalOfBuild() {
        return text.endsWith("/" + PAGE) ? this : new JenkinsAddress(text + PAGE);
    }

    /** What lies below. */
    URI at(String path) {
        return URI.create(text + path);
    }

    @Override
    public String toString() {
        return text;
    }
}
