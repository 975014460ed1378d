package io.jenkins.lib.releasegates.verify.log;

/** Takes up what is seen while a ledger is checked. */
public interface Observations {

    /** Something is wrong. */
    void wrong(String place, String message);

    /** Something is worth knowing and not wrong. */
    void note(String note);

    /** A file that is no part of a ledger. */
    void foreign(String place);
}
