package io.jenkins.lib.releasegates.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes large JTLs with all columns that JMeter writes by itself, always the same ones. */
final class BigLoadTests {

    private static final long START = 1_763_812_800_000L;

    private BigLoadTests() {}

    /** 1,000,000 samples have some 125 MiB. */
    static void csv(Path file, int samples) throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,"
                            + "sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n");
            for (int i = 0; i < samples; i++) {
                long elapsed = elapsed(random);
                boolean failed = i % 100 == 0;
                out.write(START + i + "," + elapsed + ",Order step " + i % 40 + ","
                        + (failed ? "500,Internal Server Error" : "200,OK") + ",Buyers 1-" + i % 200 + ",text,"
                        + !failed
                        + "," + (failed ? "\"Test failed: code, expected 200\"" : "") + "," + (800 + i % 4_000)
                        + ",412,200,200,https://shop.example/orders/" + i + "," + (elapsed - elapsed / 10) + ",0,"
                        + i % 3 + "\n");
            }
        }
    }

    /** 1,000,000 samples have some 230 MiB; one in ten has another one in it. */
    static void xml(Path file, int samples) throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n");
            for (int i = 0; i < samples; i++) {
                String sample =
                        "<httpSample t=\"" + elapsed(random) + "\" it=\"0\" lt=\"40\" ct=\"" + i % 3 + "\" ts=\""
                                + (START + i) + "\" s=\"" + (i % 100 != 0) + "\" lb=\"Order step " + i % 40
                                + "\" rc=\"200\" rm=\"OK\" tn=\"Buyers 1-" + i % 200 + "\" dt=\"text\" by=\""
                                + (800 + i % 4_000)
                                + "\" sby=\"412\" ng=\"200\" na=\"200\"";
                out.write(sample + ">\n" + (i % 10 == 0 ? "  " + sample + "/>\n" : "")
                        + "  <java.net.URL>https://shop.example/orders/" + i + "</java.net.URL>\n</httpSample>\n");
            }
            out.write("</testResults>\n");
        }
    }

    /** Most are quick, some aren't. */
    private static long elapsed(SplittableRandom random) {
        long quick = 20 + random.nextInt(200);
        return random.nextInt(50) == 0 ? quick * (1 + random.nextInt(400)) : quick;
    }
}
