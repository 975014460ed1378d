package io.jenkins.lib.releasegates.promotion.traffic.http;

import com.fasterxml.jackson.core.JsonPointer;
import io.jenkins.lib.releasegates.connection.ServerAddress;

/**
 * Where a slot says what runs in it.
 *
 * @param address of the slot itself, never of the target
 * @param where in the answer the digest stands, as {@code sha256:} and 64 hexadecimal digits
 */
public record IdentityProbe(ServerAddress address, Where where) {

    /** Where in an answer. */
    public sealed interface Where {

        /** A string of a JSON body. */
        record Json(JsonPointer pointer) implements Where {}

        /** A header. */
        record Header(String name) implements Where {}

        /** The whole body, without white space around it. */
        record Body() implements Where {}
    }
}
