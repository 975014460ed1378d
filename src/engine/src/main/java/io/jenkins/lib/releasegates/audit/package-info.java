/**
 * The ledger: what was decided, on which evidence, by whom, in the order in which it happened, written so that nobody changes it unseen.
 *
 * <p>{@code trail/} is the record; {@code evidence/} and {@code people/} lie beside it and may be thinned out; {@code index/} is derived and
 * may be deleted at any time. The format, and what each crash leaves, is in docs/formats/ledger.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit;

import org.jspecify.annotations.NullMarked;
