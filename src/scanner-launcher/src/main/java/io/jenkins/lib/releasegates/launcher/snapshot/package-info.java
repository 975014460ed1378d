/** Snapshots of the vulnerability database where scans find them, docs/formats/scan-database.md. */
@NullMarked
package io.jenkins.lib.releasegates.launcher.snapshot;

import org.jspecify.annotations.NullMarked;
