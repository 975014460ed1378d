/** A copied ledger as files and lines, read strictly and without trust: what is too long, too deep or not canonical is refused. */
@NullMarked
package io.jenkins.lib.releasegates.verify.files;

import org.jspecify.annotations.NullMarked;
