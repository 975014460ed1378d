package io.jenkins.lib.releasegates.audit.entry;

/**
 * Who, or what, made an entry happen.
 *
 * <p>Entries hold neither id nor name, only salted commitments to them; the clear values lie in the side store, where they can be erased.
 *
 * @param id as the host knows the person; empty where nobody in particular acted
 * @param name as it is shown
 * @param means how it acted; no person's data, in clear in the entry
 */
public record Actor(String id, String name, Means means) {

    /** By what means somebody acted. */
    public enum Means {
        SESSION("in a browser session"),
        API_TOKEN("with an API token"),
        BUILD_START("by starting the build"),
        TIMER("by a timer"),
        SCM_CHANGE("by a change in the repository"),
        UPSTREAM("by an upstream build"),
        COMMAND("with the command"),
        UNKNOWN("by unknown means");

        private final String words;

        Means(String words) {
            this.words = words;
        }

        /** The means as a person reads it. */
        public String words() {
            return words;
        }
    }
}
