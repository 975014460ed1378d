/** Where traffic is steered: one port for everything that can send it to this slot or that, and to both by weights. Nothing here decides. */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic;

import org.jspecify.annotations.NullMarked;
