package io.jenkins.lib.releasegates.gate;

/**
 * A judgement; never a boolean.
 *
 * <p>{@link #fold} instead of {@code instanceof}: a new verdict doesn't compile until everybody has handled it.
 */
public sealed interface Verdict {

    /** What it stands on. */
    Grounds grounds();

    /** The answer for this kind of verdict. */
    <T> T fold(Cases<T> cases);

    /** Its kind, for records and pages. */
    default Kind kind() {
        return fold(new Cases<>() {
            @Override
            public Kind passed(Passed verdict) {
                return Kind.PASSED;
            }

            @Override
            public Kind warned(Warned verdict) {
                return Kind.WARNING;
            }

            @Override
            public Kind failed(Failed verdict) {
                return Kind.FAILED;
            }

            @Override
            public Kind inconclusive(Inconclusive verdict) {
                return Kind.INCONCLUSIVE;
            }

            @Override
            public Kind errored(Errored verdict) {
                return Kind.ERROR;
            }

            @Override
            public Kind waived(Waived verdict) {
                return Kind.WAIVED;
            }

            @Override
            public Kind notApplicable(NotApplicable verdict) {
                return Kind.NOT_APPLICABLE;
            }
        });
    }

    /** The verdict of that kind; a waived one without the waiver's id. */
    static Verdict of(Kind kind, Grounds grounds) {
        return switch (kind) {
            case FAILED -> new Failed(grounds);
            case ERROR -> new Errored(grounds);
            case INCONCLUSIVE -> new Inconclusive(grounds);
            case WARNING -> new Warned(grounds);
            case WAIVED -> new Waived(grounds, "");
            case PASSED -> new Passed(grounds);
            case NOT_APPLICABLE -> new NotApplicable(grounds);
        };
    }

    /** The names of verdicts in JSON and on pages, the worst first, each with whether it admits. */
    enum Kind {
        FAILED(false, "failed"),
        ERROR(false, "could not be evaluated"),
        INCONCLUSIVE(false, "is inconclusive"),
        WARNING(true, "passed with a warning"),
        WAIVED(true, "is waived"),
        PASSED(true, "passed"),
        NOT_APPLICABLE(true, "does not apply");

        private final boolean admits;
        private final String words;

        Kind(boolean admits, String words) {
            this.admits = admits;
            this.words = words;
        }

        /** Whether a gate with this verdict lets an artifact through. */
        public boolean admits() {
            return admits;
        }

        /** Completes the sentence "gate x ...". */
        public String words() {
            return words;
        }
    }

    /** One answer per verdict. */
    interface Cases<T> {
        T passed(Passed verdict);

        T warned(Warned verdict);

        T failed(Failed verdict);

        T inconclusive(Inconclusive verdict);

        T errored(Errored verdict);

        T waived(Waived verdict);

        T notApplicable(NotApplicable verdict);
    }

    /** All that was demanded was seen. */
    record Passed(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.passed(this);
        }
    }

    /** Passed, close enough to the limit that the policy wants it said. */
    record Warned(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.warned(this);
        }
    }

    /** Something else than what was demanded was seen. */
    record Failed(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.failed(this);
        }
    }

    /** Too little was seen to judge: no data, not a number, too old, too weak a provenance. */
    record Inconclusive(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.inconclusive(this);
        }
    }

    /** The judgement itself broke: a source that can't be read, a time-out, a cancelled analysis. */
    record Errored(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.errored(this);
        }
    }

    /**
     * Not passed, and let through by a waiver that another, authenticated person granted for this gate and artifact.
     *
     * @param waiver its id in the record
     */
    record Waived(Grounds grounds, String waiver) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.waived(this);
        }
    }

    /** The owner's policy says that this gate doesn't concern this artifact. */
    record NotApplicable(Grounds grounds) implements Verdict {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notApplicable(this);
        }
    }
}
