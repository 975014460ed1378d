/** JSON as it is read and written on the way of every scan, with a parser and nothing above it: what a process doesn't load it needn't wait for. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.json;

import org.jspecify.annotations.NullMarked;
