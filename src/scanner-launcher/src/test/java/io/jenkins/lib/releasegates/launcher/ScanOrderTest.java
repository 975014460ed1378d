package io.jenkins.lib.releasegates.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanOrderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static ScanOrder everything() {
        return new ScanOrder(
                "secrets",
                Path.of("/folder"),
                List.of("**/*.jar"),
                List.of("old/**"),
                Optional.of(new ScanOrder.Database(Path.of("/snapshot"), Optional.of("sha256:00"))),
                Optional.of(Path.of("/rules.yaml")),
                List.of(Path.of("/one.xml"), Path.of("/two.json")),
                Optional.of(Path.of("/cache")),
                Optional.of(new ScanOrder.Code(List.of("classes"), List.of(Path.of("/lib.jar")), List.of("src"))),
                Optional.of(new ScanOrder.Secrets(Optional.of(SECRET), List.of(Path.of("/earlier.jsonl")))),
                Map.of("seconds", 60L),
                Optional.of(new ScanOrder.Bill("shop", Optional.of("1.2"))));
    }

    @Test
    void shouldNameEveryMemberOfTheFormat() throws Exception {
        ObjectNode job = everything().job(Path.of("/work"), Path.of("/result"), Path.of("/documents"));

        assertThat(new ObjectMapper().readTree(job.toString()))
                .isEqualTo(new ObjectMapper().readTree("""
                {"version": 1, "do": "scan", "kind": "secrets", "folder": "/folder", "include": ["**/*.jar"],
                 "exclude": ["old/**"], "database": "/snapshot", "rules": "/rules.yaml",
                 "suppressions": ["/one.xml", "/two.json"], "cache": "/cache",
                 "code": {"classes": ["classes"], "auxiliary": ["/lib.jar"], "sources": ["src"]},
                 "secrets": {"salt": "stdin", "baselines": ["/earlier.jsonl"]},
                 "sbom": {"name": "shop", "version": "1.2", "json": "/documents/bom.json",
                          "xml": "/documents/bom.xml", "vex": {"json": "/documents/vex.json"}},
                 "limits": {"seconds": 60}, "work": "/work", "result": "/result"}
                """).deepCopy());
    }

    @Test
    void shouldNeverShowASecret() {
        UpdateOrder update = new UpdateOrder(
                UpdateOrder.Source.API,
                URI.create("https://api.example/"),
                Optional.of(SECRET),
                Optional.of(new WebProxy("proxy.example", 3128, Optional.of("user:" + SECRET), List.of())),
                Optional.empty(),
                Path.of("/snapshots"),
                Optional.empty(),
                60);

        assertThat(everything().toString()).doesNotContain(SECRET).contains("***");
        assertThat(update.toString()).doesNotContain(SECRET).contains("***");
        assertThat(everything()
                        .job(Path.of("/work"), Path.of("/result"), Path.of("/documents"))
                        .toString())
                .doesNotContain(SECRET);
        assertThat(update.job(Path.of("/work"), Path.of("/result")).toString())
                .doesNotContain(SECRET)
                .contains("\"key\":\"stdin\"");
    }
}
