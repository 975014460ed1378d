package io.jenkins.lib.releasegates.evidence.finding;

import java.util.List;

/** Keeps hostile text short and in one line, and hostile lists few. */
final class Bounds {

    private Bounds() {}

    static String text(String hostile, int length) {
        String cut = hostile.length() > length ? hostile.substring(0, length - 1) + "…" : hostile;
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isISOControl(cut.charAt(i))) {
                return cut.replaceAll("\\p{Cntrl}+", " ").strip();
            }
        }
        return cut;
    }

    static List<String> texts(List<String> hostile, int number, int length) {
        return hostile.stream()
                .map(text -> text(text.strip(), length))
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(number)
                .toList();
    }
}
