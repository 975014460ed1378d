package io.jenkins.lib.releasegates.promotion.traffic.http;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import java.util.regex.Pattern;

/**
 * Where a slot says what runs in it.
 *
 * @param address of the slot itself, never of the target
 * @param where in the answer the digest stands, as {@code sha256:} and 64 hexadecimal digits
 */
public record IdentityProbe(ServerAddress address, Where where) {

    /** Where in an answer. */
    public sealed interface Where {

        /**
         * A string of a JSON body.
         *
         * @param pointer to it (RFC 6901)
         */
        record Json(String pointer) implements Where {

            private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

            public Json {
                if (!POINTER.matcher(pointer).matches()) {
                    throw new IllegalArgumentException(
                            "Found pointer \"" + pointer + "\", expected one as in RFC 6901, such as /service/digest");
                }
            }
        }

        /** A header. */
        record Header(String name) implements Where {}

        /** The whole body, without white space around it. */
        record Body() implements Where {}
    }
}
