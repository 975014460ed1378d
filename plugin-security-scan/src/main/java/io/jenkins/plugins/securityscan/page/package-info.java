/** The page "Security" of a build. */
@NullMarked
package io.jenkins.plugins.securityscan.page;

import org.jspecify.annotations.NullMarked;
