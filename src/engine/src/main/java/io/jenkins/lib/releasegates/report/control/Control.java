package io.jenkins.lib.releasegates.report.control;

import java.util.List;

/**
 * One control of a framework.
 *
 * @param id as the framework names it
 * @param framework its name
 * @param version of the framework
 * @param title what it is about, in the words of whoever wrote the file
 * @param citation document and section
 * @param url where the framework is published; text, followed by nobody
 * @param questions that the record may have something to say about
 */
public record Control(
        String id,
        String framework,
        String version,
        String title,
        String citation,
        String url,
        List<Question> questions) {

    public Control {
        questions = List.copyOf(questions);
    }

    /**
     * A question of an auditor.
     *
     * @param ask the question
     * @param facts that answer it together; without one the record can't tell
     */
    public record Question(String ask, List<Fact> facts) {

        public Question {
            facts = List.copyOf(facts);
        }
    }
}
