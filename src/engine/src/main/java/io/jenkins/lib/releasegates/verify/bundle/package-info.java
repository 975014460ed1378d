/**
 * One build's proof bundle, read strictly and without trust: the zip file, the proofs in it, and what a witness says about its checkpoint. The
 * format is in docs/formats/proof-bundle.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.verify.bundle;

import org.jspecify.annotations.NullMarked;
