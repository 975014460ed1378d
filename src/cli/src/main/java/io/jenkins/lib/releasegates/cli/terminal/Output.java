package io.jenkins.lib.releasegates.cli.terminal;

import java.util.Locale;

/** What stands on standard output. */
public enum Output {
    /** For people. */
    TEXT,
    /** One JSON document and nothing else. */
    JSON;

    /** Whether these arguments ask for JSON; asked before they are parsed, since a message about wrong ones must be JSON too. */
    public static boolean wantsJson(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i].toLowerCase(Locale.ROOT);
            if (argument.equals("--output=json")
                    || argument.equals("--json")
                    || argument.equals("--output")
                            && i + 1 < arguments.length
                            && arguments[i + 1].toLowerCase(Locale.ROOT).equals("json")) {
                return true;
            }
        }
        return false;
    }
}
