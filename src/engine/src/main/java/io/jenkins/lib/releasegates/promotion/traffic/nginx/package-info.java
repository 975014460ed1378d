/** NGINX as a target: the servers of an upstream in a file that its configuration includes (nginx.org/en/docs/http/ngx_http_upstream_module.html). */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import org.jspecify.annotations.NullMarked;
