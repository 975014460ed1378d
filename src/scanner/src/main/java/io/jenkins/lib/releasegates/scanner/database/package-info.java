/** Snapshots of the vulnerability database: read-only folders that any number of scans share. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.database;

import org.jspecify.annotations.NullMarked;
