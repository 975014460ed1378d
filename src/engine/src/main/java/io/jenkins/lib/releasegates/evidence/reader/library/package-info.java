/**
 * The wide rest of formats, through edu.hm.hafner's analysis-model and coverage-model, for small files only.
 *
 * <p>Both libraries are optional: a class that needs one of them is loaded only when it is asked for a format of that library.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.library;

import org.jspecify.annotations.NullMarked;
