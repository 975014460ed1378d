/**
 * Keeps a ledger in the files of one directory.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.file.FileStore}. How it lies on the disk, and what each crash leaves, is in
 * docs/formats/ledger.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.file;

import org.jspecify.annotations.NullMarked;
