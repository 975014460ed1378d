/** Fuzz targets: one per reader, for Jazzer (docs/fuzzing.md) and, in short, for every build. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import org.jspecify.annotations.NullMarked;
