/** The formats in JSON that we read ourselves: SARIF 2.1.0 and our own metrics, streamed; and how any JSON is streamed here. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.json;

import org.jspecify.annotations.NullMarked;
