/** Security scans of a build, and the findings of other scanners. */
@NullMarked
package io.jenkins.plugins.securityscan;

import org.jspecify.annotations.NullMarked;
