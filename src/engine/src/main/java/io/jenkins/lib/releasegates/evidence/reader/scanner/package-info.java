/** The reports of security scanners, streamed: the result of our own scan worker, and what other tools write in formats of their own. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.scanner;

import org.jspecify.annotations.NullMarked;
