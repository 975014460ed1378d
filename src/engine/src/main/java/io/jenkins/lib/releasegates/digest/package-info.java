/** The one hash of the house (SHA-256) and the one byte form of JSON that is hashed (RFC 8785). */
@NullMarked
package io.jenkins.lib.releasegates.digest;

import org.jspecify.annotations.NullMarked;
