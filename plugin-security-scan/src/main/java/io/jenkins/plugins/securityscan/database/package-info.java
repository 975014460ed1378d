/**
 * The vulnerability database of this controller: where it comes from, who brings it up to date, and what there is of it.
 *
 * <p>Begin at {@link io.jenkins.plugins.securityscan.database.CurrentDatabase}.
 */
@NullMarked
package io.jenkins.plugins.securityscan.database;

import org.jspecify.annotations.NullMarked;
