package io.jenkins.lib.releasegates.scanner.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application as people leave it, with a table of what has to be found and what must not be. The files are put together here: {@code ~} in a text
 * is left out when it is written, so that no file of the project holds anything that looks like a secret.
 */
class SampleApplicationTest {

    /** A file, its text, and what is found in it as line and rule; nothing means that nothing must be. */
    private record Sample(String path, String text, List<String> found) {}

    private final List<Sample> samples = new ArrayList<>();

    @TempDir
    private Path home;

    private void sample(String path, String text, String... found) {
        samples.add(new Sample(path, text.replace("~", ""), List.of(found)));
    }

    private void fill() {
        sample(
                "src/main/resources/application.properties",
                """
                server.port=8080
                spring.datasource.url=jd~bc:postgresql://db.shop.acme.org/shop?user=shop&password=W7rq-Kd20x
                spring.datasource.pass~word=W7rq-Kd20x
                spring.mail.password=${MAIL_PASSWORD}
                management.metrics.export.datadog.api-ke~y=4f1ac09be77d5512a90c3de86b1f2d47
                shop.title=Password forgotten?
                """,
                "2 jdbc-password",
                "3 unquoted-password",
                "5 datadog-api-key");
        sample("src/main/resources/application-test.yml", """
                spring:
                  datasource:
                    username: sa
                    pass~word: Zt4-9mQe
                  security:
                    user:
                      password: changeme
                  redis:
                    url: redis~://:m3-Kq9Tz@cache.shop.acme.org:6379/0
                secretName: shop-database-credentials
                """, "4 unquoted-password", "9 database-address-password");
        sample(".env", """
                AWS_ACCESS_KEY_ID=AK~IAQ3EGRT5ZKLMN7PXA
                AWS_SECRET_ACCESS_KEY=p0Z8rT2v/QmX4kLn7Bs1+Yc5W~dHg9JfRuE3oAiNt
                STRIPE=sk_~live_9aZx4Kq2Vt7Bn0Mw3Ld6Rf8H
                DEBUG=true
                """, "1 aws-access-key-id", "2 aws-secret-access-key", "3 stripe-live-key");
        sample(
                "src/main/java/org/acme/shop/Mailer.java",
                """
                final class Mailer {
                    private static final String PASS~WORD = "Tq7#mv20";
                    private final String password = System.getenv("MAIL_PASSWORD");
                    private static final String SECRET_KEY_NAME = "shop.secret.name1";
                    void send(String password) {
                        String passwordLabel = "Password:";
                        connect("smtp~://mailer:k9-Wq2x@mail.shop.acme.org:25");
                        log("token " + token + " of https://shop.acme.org:8443/api/@me");
                    }
                }
                """,
                "2 password-in-double-quotes",
                "7 http-address-password");
        sample("frontend/src/config.js", """
                export const config = {
                  apiKe~y: 'AI~zaSyB4mZ7qR0tKx2VnC9wLpE5sHd8JfGu1Yo3',
                  authTo~ken: "9f3KqZ7xVb2Lm8Rt5Wc1Nd6Ph4Gs0Yj",
                  password: process.env.PASSWORD,
                  placeholder: 'Enter your password',
                };
                """, "2 google-api-key", "3 token-in-double-quotes");
        sample("scripts/deploy.py", """
                SLACK = 'https://hooks.slack.com/services/T0~3AB8CD9/B0~4EF7GH2/q8Zr5Tn2Vx9Lk4Mw7Pc1Yd6F'
                pass~word = 'e8-Rk2wQ'
                password = os.environ['DEPLOY_PASSWORD']
                digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                """, "1 slack-webhook", "2 password-in-single-quotes");
        sample(
                "scripts/release.sh",
                """
                #!/bin/sh
                export NEXUS_PASS~WORD=q5Vt-81xLm
                cu~rl -fsS -u deployer:q5Vt-81xLm -T a.jar https://nexus.shop.acme.org/
                curl -fsS -u "$USER:$PASSWORD" https://nexus.shop.acme.org/
                PGPASS~WORD=x8-Tr5vK psql -h db -c 'select 1'
                git clone https://ci:%s@github.com/acme/shop.git
                """.formatted(gitHub("gh~p_", 'K')),
                "2 unquoted-password",
                "3 curl-user-password",
                "5 mysql-option-password",
                "6 github-personal-token");
        sample(
                ".npmrc",
                "registry=https://npm.acme.org/\n//npm.acme.org/:_authToken=" + gitHub("np~m_", 'Q')
                        + "\n//other.acme.org/:_authToken=${NPM_TOKEN}\n",
                "2 npm-token");
        sample("ci/settings.xml", """
                <settings>
                  <servers>
                    <server><id>nexus</id><username>ci</username><pass~word>q5Vt-81xLm</password></server>
                    <server><id>central</id><username>ci</username><password>${env.CENTRAL}</password></server>
                  </servers>
                </settings>
                """, "3 maven-settings-password");
        sample(
                "ci/config.json",
                "{\"auths\": {\"registry.acme.org\": {\"auth\": \"" + base64("ci:q5Vt-81xLm")
                        + "\"}, \"docker.io\": {\"auth\": \"\"}}}\n",
                "1 docker-config-auth");
        sample("Jenkinsfile", """
                withCredentials([string(credentialsId: 'nexus-password', variable: 'NEXUS_PASSWORD')]) {
                    sh 'curl -u "ci:$NEXUS_PASSWORD" https://nexus.shop.acme.org/'
                }
                build job: 'x', parameters: [password(name: 'P', value: 'none')]
                sh 'cu~rl -u admin:11~a0c4d9e27b6f8135a0c4d9e27b6f8135 https://ci.shop.acme.org/'
                """, "5 jenkins-api-token-in-command");
        sample("tls/server.key", pem("RSA PRIVATE"), "2 rsa-private-key");
        sample("tls/server.crt", pem("").replace(" KEY", "CERTIFICATE").replace("BEGIN  ", "BEGIN "));
        sample("tls/server.pub", pem("PUBLIC"));
        sample(
                "google.json",
                "{\"type\": \"service_account\", \"private_key_id\": \"8c1f0a~d73b5e96427d0f1a8c3b5e9642d70a1c8f\", \"private_key\": \""
                        + pem("PRIVATE").replace("\n", "\\n") + "\"}",
                "1 google-service-account-key",
                "1 private-key");
        sample("k8s/values.yaml", """
                image: registry.acme.org/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                existingSecret: shop-secret
                passwordSecretRef: {name: shop, key: password}
                adminPass~word: n4-Xq7Rt
                vaultTo~ken: hv~s.CAESIJq8Zr5Tn2Vx9Lk4Mw7Pc1
                """, "4 unquoted-password", "5 vault-token");
        sample("infra/main.tf", """
                variable "password" { type = string }
                resource "db" "shop" {
                  password = var.password
                  master_pass~word = "u6-Wk9Zp"
                  token = data.vault_generic_secret.shop.data["token"]
                }
                """, "4 password-in-double-quotes");
        sample("docs/security.md", """
                Never write `password = "changeme"` or `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE` into a file.
                Use `https://user:password@host/` only in examples, `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` as a placeholder,
                and `postgres://user:password@localhost/db` for your own machine. Password: ask the owner. Secret: none.
                commit 6f1ed002ab5595859014ebf0951522d9f8c8a6f2
                """);
        sample("src/main/resources/messages_de.properties", """
                login.password=Passwort
                login.password.hint=Mindestens zwölf Zeichen
                login.secret.question=Frage zur Sicherheit
                token.expired=Ihre Sitzung ist abgelaufen.
                """);
        sample(
                "frontend/package-lock.json",
                "{\"name\": \"shop\", \"packages\": {\"node_modules/lodash\": {\"version\": \"4.17.21\", \"resolved\": \"https://packages.example/lodash/-/lodash-4.17.21.tgz\","
                        + " \"integrity\": \"sha512-"
                        + base64("q8Zr5Tn2Vx9Lk4Mw7Pc1Yd6Fq8Zr5Tn2Vx9Lk4Mw7Pc1Yd6Fq8Zr5Tn2Vx9Lk4Mw")
                        + "\"}}}\n");
        sample(
                "frontend/dist/app.min.js",
                "!function(e){" + "var password=e.password,secret=e.secret;t(password||\"\",secret);".repeat(2_000)
                        + "var k=\"AK~IAQ3EGRT5ZKLMN7PXA\";" + "n(e.token,e.apiKey);".repeat(2_000) + "}(this);\n",
                "1 aws-access-key-id");
        sample("src/test/java/org/acme/shop/LoginTest.java", """
                assertThat(login("alice", "password")).isFalse();
                String password = "secret";
                String token = "token";
                String passwordHash = "$2a$10$abcdefghijklmnopqrstuv";
                """);
    }

    /** A token with its checksum, which nobody has given out. */
    private static String gitHub(String prefix, char letter) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            body.append(digits.charAt((letter + i * i * 7) % digits.length()));
        }
        CRC32 crc = new CRC32();
        crc.update(body.toString().getBytes(StandardCharsets.US_ASCII));
        StringBuilder checksum = new StringBuilder();
        for (long rest = crc.getValue(); checksum.length() < 6; rest /= digits.length()) {
            checksum.insert(0, digits.charAt((int) (rest % digits.length())));
        }
        return prefix + body + checksum;
    }

    private static String pem(String kind) {
        String line = base64("q8Zr5Tn2Vx9Lk4Mw7Pc1Yd6Fq8Zr5Tn2Vx9Lk4Mw7Pc1Yd6F");
        return "-----BEGIN " + kind + " KEY-----\n" + (line + "\n").repeat(12) + "-----END " + kind + " KEY-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldFindWhatTheTableSaysAndNothingElse() throws Exception {
        SearchedFolder folder = new SearchedFolder(home);
        fill();
        Collection<String> expected = new ArrayList<>();
        for (Sample sample : samples) {
            folder.write(sample.path(), sample.text());
            sample.found().stream().map(found -> sample.path() + ":" + found).forEach(expected::add);
        }

        SearchedFolder.Lines lines = folder.scan();

        assertThat(expected).hasSizeGreaterThan(25);
        assertThat(lines.problems()).isEmpty();
        assertThat(lines.findings()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines.end().path("files").asInt()).isEqualTo(samples.size());
    }
}
