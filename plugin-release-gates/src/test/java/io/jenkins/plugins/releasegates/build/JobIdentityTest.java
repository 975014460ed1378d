package io.jenkins.plugins.releasegates.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobIdentityTest {

    @TempDir
    Path job;

    @Test
    void shouldStayTheSame() throws IOException {
        String id = JobIdentity.in(job);

        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(JobIdentity.in(job)).isEqualTo(id);
    }

    @Test
    void shouldMoveWithTheDirectory() throws IOException {
        String id = JobIdentity.in(job.resolve("before"));

        Files.move(job.resolve("before"), job.resolve("after"));

        assertThat(JobIdentity.in(job.resolve("after"))).isEqualTo(id);
        assertThat(JobIdentity.in(job.resolve("before"))).isNotEqualTo(id);
    }

    @Test
    void shouldRefuseWhatIsNoId() throws IOException {
        Files.writeString(job.resolve("release-gates-job-id"), "not an id");

        assertThatThrownBy(() -> JobIdentity.in(job))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("release-gates-job-id")
                .hasMessageContaining("restore the file from a backup");
    }

    @Test
    void shouldBeOneWhenManyAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                asked.add(threads.submit(() -> JobIdentity.in(job)));
            }
            Set<String> ids = new java.util.HashSet<>();
            for (Future<String> one : asked) {
                ids.add(one.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(job)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("release-gates-job-id");
        }
    }
}
