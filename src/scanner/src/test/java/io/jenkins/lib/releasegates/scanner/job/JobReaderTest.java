package io.jenkins.lib.releasegates.scanner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobReaderTest {

    private static final String SCAN =
            "{'version': 1, 'do': 'scan', 'kind': 'sca', 'folder': '$', 'database': '$/db', 'work': '$',"
                    + " 'result': '$/result.jsonl'}";
    private static final String SECRETS =
            "{'version': 1, 'do': 'scan', 'kind': 'secrets', 'folder': '$', 'work': '$', 'result': '$/r', 'secrets':"
                    + " {'salt': 'stdin', 'baselines': ['$/b'], 'fileBytes': 77}}";
    private static final String UPDATE =
            "{'version': 1, 'do': 'update', 'feed': 'file:///feed/', 'snapshots': '$/s', 'work': '$', 'result': '$/r'}";

    @TempDir
    private Path home;

    private Job read(String text) throws Exception {
        Path file = home.resolve("job.json");
        Files.writeString(file, text.replace('\'', '"').replace("$", home.toString()));
        return JobReader.read(file);
    }

    static Stream<Arguments> badJobs() {
        return Stream.of(
                bad(
                        "a member that nobody knows",
                        SCAN.replace("'version'", "'verison': 1, 'version'"),
                        "found a member \"verison\", allowed: the members cache, "),
                bad(
                        "a member of the other task",
                        SCAN.replace("'version'", "'feed': 'file:///x', 'version'"),
                        "found a member \"feed\""),
                bad("another version", SCAN.replace("1,", "2,"), "version: found 2, allowed: 1"),
                bad("no version", SCAN.replace("'version': 1, ", ""), "version: found , allowed: 1"),
                bad(
                        "another task",
                        SCAN.replace("'scan'", "'scam'"),
                        "do: found \"scam\", allowed: one of scan, update"),
                bad(
                        "another kind",
                        SCAN.replace("'sca'", "'dast'"),
                        "kind: found \"dast\", allowed: one of sca, sast, secrets"),
                bad(
                        "a folder that isn't there",
                        SCAN.replace("'folder': '$'", "'folder': '$/x'"),
                        "folder: found no folder there"),
                bad(
                        "a path that isn't absolute",
                        SCAN.replace("'folder': '$'", "'folder': 'x'"),
                        "folder: found \"x\", allowed: an absolute path"),
                bad("no database", SCAN.replace("'database': '$/db', ", ""), "database: found nothing"),
                bad(
                        "a result without a folder",
                        SCAN.replace("$/result", "$/no/result"),
                        "result: found no place for a file there"),
                bad(
                        "a limit of nothing",
                        SCAN.replace("}", ", 'limits': {'files': 0}}"),
                        "limits.files: found 0, allowed: a whole number from 1 to "),
                bad(
                        "a limit in words",
                        SCAN.replace("}", ", 'limits': {'seconds': '1h'}}"),
                        "limits.seconds: found a text"),
                bad(
                        "a limit that nobody knows",
                        SCAN.replace("}", ", 'limits': {'minutes': 1}}"),
                        "limits: found a member \"minutes\""),
                bad(
                        "patterns that are no list",
                        SCAN.replace("}", ", 'include': '**'}"),
                        "include: found a text, allowed: an array of texts"),
                bad(
                        "an empty pattern",
                        SCAN.replace("}", ", 'include': ['a', '']}"),
                        "include[1]: found an empty text"),
                bad("the same name twice", SCAN.replace("'do'", "'version': 1, 'do'"), "line 1, column"),
                bad("two objects", SCAN + SCAN, "found no JSON"),
                bad("a list", "[]", "found an array, allowed: an object"),
                bad("half of it", SCAN.substring(0, 60), "found no JSON"),
                bad("nothing", "", "found nothing, allowed: an object"),
                bad(
                        "documents for another kind",
                        SCAN.replace("'sca'", "'sast'").replace("}", ", 'sbom': {'name': 'a', 'json': '$/b'}}"),
                        "sbom: found an object, allowed: nothing with this kind"),
                bad("documents as a path", sbom("'$/b'"), "sbom: found a text, allowed: an object"),
                bad("no document", sbom("{'name': 'a'}"), "sbom: found neither json nor xml"),
                bad("no second document", sbom("{'name': 'a', 'json': '$/b', 'vex': {}}"), "sbom.vex: found neither"),
                bad("a subject without a name", sbom("{'json': '$/b'}"), "sbom.name: found nothing"),
                bad("a name that clears the screen", sbom("{'name': '\\u001b[2J', 'json': '$/b'}"), "sbom.name: found"),
                bad("an empty version", sbom("{'name': 'a', 'version': '', 'json': '$/b'}"), "sbom.version: found"),
                bad("a form that nobody knows", sbom("{'name': 'a', 'spdx': '$/b'}"), "found a member \"spdx\""),
                bad("a relative place", sbom("{'name': 'a', 'xml': 'b'}"), "sbom.xml: found \"b\""),
                bad("a place in no folder", sbom("{'name': 'a', 'xml': '$/no/b'}"), "sbom.xml: found no place"),
                bad(
                        "the place of the result",
                        sbom("{'name': 'a', 'json': '$/result.jsonl'}"),
                        "sbom: found the place"),
                bad(
                        "one place for two documents",
                        sbom("{'name': 'a', 'json': '$/b', 'vex': {'json': '$/b'}}"),
                        "sbom: found the place"),
                bad(
                        "the place of an unfinished document",
                        sbom("{'name': 'a', 'json': '$/b', 'xml': '$/b.unfinished'}"),
                        "sbom: found the place"),
                bad(
                        "a time without a zone",
                        sbom("{'name': 'a', 'json': '$/b', 'timestamp': '2026-11-21T08:00:00'}"),
                        "sbom.timestamp: found"),
                bad("code for another kind", SCAN.replace("}", ", 'code': {}}"), "code: found an object"),
                bad("secrets for another kind", SCAN.replace("}", ", 'secrets': {}}"), "secrets: found an object"),
                bad(
                        "a salt in the job",
                        SECRETS.replace("stdin", "0123456789"),
                        "secrets.salt: found \"0123456789\", allowed: one of none, environment, stdin"),
                bad(
                        "a baseline by a name alone",
                        SECRETS.replace("$/b", "b"),
                        "secrets.baselines[0]: found \"b\", allowed: an absolute path"),
                bad(
                        "files without a limit",
                        SECRETS.replace("77", "0"),
                        "secrets.fileBytes: found 0, allowed: a whole number from 1 to 268435456"),
                bad(
                        "a member of secrets that nobody knows",
                        SECRETS.replace("salt", "slat"),
                        "secrets: found a member \"slat\", allowed: the members baselines, fileBytes, salt"),
                bad(
                        "a key in the job",
                        UPDATE.replace("}", ", 'key': '0123-4567'}"),
                        "key: found \"0123-4567\", allowed: one of none, environment, stdin"),
                bad(
                        "a proxy without a port",
                        UPDATE.replace("}", ", 'proxy': {'host': 'p'}}"),
                        "proxy.port: found 0 or none, allowed: a port from 1 to 65535"),
                bad(
                        "a password of a proxy in the job",
                        UPDATE.replace("}", ", 'proxy': {'host': 'p', 'port': 1, 'credentials': 'me:secret'}}"),
                        "allowed: one of none, environment, stdin"),
                bad(
                        "a proxy as an address",
                        UPDATE.replace("}", ", 'proxy': 'http://p:1'}"),
                        "proxy: found a text, allowed: an object"),
                bad(
                        "a password in an address",
                        UPDATE.replace("file:///feed/", "http://me:secret@host/"),
                        "feed: found"),
                bad("two sources", UPDATE.replace("}", ", 'api': 'https://host/'}"), "found both feed and api"),
                bad("no source", UPDATE.replace("'feed': 'file:///feed/', ", ""), "found neither feed nor api"),
                bad(
                        "an API in a file",
                        UPDATE.replace("'feed': 'file", "'api': 'file"),
                        "api: found \"file:///feed/\", allowed: an address with http, https"));
    }

    private static String sbom(String member) {
        return SCAN.substring(0, SCAN.length() - 1) + ", 'sbom': " + member + "}";
    }

    private static Arguments bad(String sentence, String job, String message) {
        return Arguments.of(sentence, job, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badJobs")
    void shouldNameFileFoundAndAllowedWhenAJobIsBad(String sentence, String job, String message) {
        assertThatThrownBy(() -> read(job))
                .as(sentence)
                .isInstanceOf(RefusedJobException.class)
                .hasMessageStartingWith(home.resolve("job.json") + ": ")
                .hasMessageContaining(message)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void shouldTakeTheDefaultsWhenAJobNamesOnlyWhatItHasTo() throws Exception {
        ScanJob job = (ScanJob) read(SCAN);

        assertThat(job.kind()).isEqualTo(Kind.SCA);
        assertThat(job.folder()).isEqualTo(home);
        assertThat(job.database()).contains(home.resolve("db"));
        assertThat(job.cache()).isEmpty();
        assertThat(job.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void shouldTakeEverythingWhenAJobNamesAll() throws Exception {
        ScanJob job = (ScanJob) read(
                "{'version': 1, 'do': 'scan', 'kind': 'sast', 'folder': '$', 'include': ['a/**'], 'exclude': ['b'],"
                        + " 'rules': '$/r', 'suppressions': ['$/s.xml'], 'cache': '$/c', 'code': {'classes': ['target/classes'],"
                        + " 'auxiliary': ['$/x.jar'], 'sources': ['src']}, 'work': '$', 'result': '$/result', 'limits':"
                        + " {'files': 1, 'bytes': 2, 'archiveFiles': 3, 'archiveBytes': 4, 'depth': 5, 'seconds': 6}}");

        assertThat(job.include()).containsExactly("a/**");
        assertThat(job.exclude()).containsExactly("b");
        assertThat(job.suppressions()).containsExactly(home.resolve("s.xml"));
        assertThat(job.code())
                .isEqualTo(new ScanJob.Code(List.of("target/classes"), List.of(home.resolve("x.jar")), List.of("src")));
        assertThat(job.limits()).isEqualTo(new Limits(1, 2, 3, 4, 5, 6));
    }

    @Test
    void shouldTakeTheDocumentsWhenAJobOrdersThem() throws Exception {
        ScanJob job = (ScanJob)
                read(sbom("{'name': 'shop', 'version': '1.0', 'timestamp': '2026-11-21T08:00:00Z', 'json': '$/b.json',"
                        + " 'xml': '$/b.xml', 'vex': {'json': '$/v.json'}}"));

        SbomOrder order = job.sbom().orElseThrow();
        assertThat(order.name()).isEqualTo("shop");
        assertThat(order.version()).contains("1.0");
        assertThat(order.timestamp()).contains(java.time.Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(job.places())
                .containsExactly(
                        home.resolve("result.jsonl"),
                        home.resolve("b.json"),
                        home.resolve("b.xml"),
                        home.resolve("v.json"));
    }

    @Test
    void shouldReadWhatTheSearchForSecretsNeedsWhenAJobNamesIt() throws Exception {
        ScanJob job = (ScanJob) read(SECRETS);

        assertThat(job.secrets()).isEqualTo(new ScanJob.Secrets(UpdateJob.Key.STDIN, List.of(home.resolve("b")), 77));
        assertThat(((ScanJob) read(SCAN)).secrets()).isEqualTo(ScanJob.Secrets.NONE);
    }

    @Test
    void shouldReadAnUpdateWhenItNamesOneSource() throws Exception {
        UpdateJob job = (UpdateJob)
                read(UPDATE.replace("}", ", 'key': 'stdin', 'kev': 'https://host/kev.json', 'from': '$/s/1'}"));

        assertThat(job.source()).isEqualTo(new UpdateJob.Source.Feed(java.net.URI.create("file:///feed/")));
        assertThat(job.key()).isEqualTo(UpdateJob.Key.STDIN);
        assertThat(job.kev()).contains(java.net.URI.create("https://host/kev.json"));
        assertThat(job.from()).contains(home.resolve("s/1"));
    }

    @Test
    void shouldSayThatThereIsNoFileWhenThereIsNone() {
        assertThatThrownBy(() -> JobReader.read(home.resolve("none.json")))
                .hasMessageContaining("found no file that can be read");
    }
}
