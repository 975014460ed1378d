/** What the worker answers: lines of JSON in a file that is there as a whole or not at all. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.result;

import org.jspecify.annotations.NullMarked;
