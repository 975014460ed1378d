/** {@code publishFindings}: what any scanner has reported, recorded one by one and judged. */
@NullMarked
package io.jenkins.plugins.securityscan.findings;

import org.jspecify.annotations.NullMarked;
