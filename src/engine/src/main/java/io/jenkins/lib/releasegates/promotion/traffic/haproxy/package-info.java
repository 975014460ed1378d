/** HAProxy as a target: server weights over its Runtime API (docs.haproxy.org/2.6/management.html#9.3). */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import org.jspecify.annotations.NullMarked;
