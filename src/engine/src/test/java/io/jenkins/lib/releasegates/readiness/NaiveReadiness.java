package io.jenkins.lib.releasegates.readiness;

import java.util.ArrayList;
import java.util.List;

/**
 * Says how an item stands as one would explain it, by asking of each event whether it still counts; shares nothing with what it judges. Days are whole
 * numbers, an answer is good for 180, a follow-up is due after 10.
 */
record NaiveReadiness(List<Said> said) {

    /** What can be said. */
    enum What {
        YES,
        NO,
        NOT_APPLICABLE,
        CONFIRM,
        FOLLOW_UP,
        DONE,
        WITHDRAW
    }

    /**
     * Something said, on the day of its index.
     *
     * @param target index of what it refers to
     */
    record Said(String person, What what, int item, int target) {}

    /** How an item stands; what is open behind a promised day is overdue. */
    String status(int item, String author, int day) {
        String status = bySaid(item, author, day);
        boolean open = !List.of("MET", "NOT_APPLICABLE", "ACCEPTED").contains(status);
        return open && isPromiseBroken(item, day) ? "OVERDUE" : status;
    }

    /** The first day on which a follow-up was due, unless somebody who opened none of them has said yes since. */
    private boolean isPromiseBroken(int item, int day) {
        List<Integer> opened = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            boolean here = said.get(i).item == item;
            if (here && said.get(i).what == What.FOLLOW_UP) {
                opened.add(i);
            }
            boolean yes = said.get(i).what == What.YES || said.get(i).what == What.DONE && isStatement(i);
            String person = said.get(i).person;
            if (here && yes && opened.stream().noneMatch(j -> said.get(j).person.equals(person))) {
                opened.clear();
            }
        }
        return !opened.isEmpty() && day >= opened.get(0) + 10;
    }

    private String bySaid(int item, String author, int day) {
        String otherwise = "MISSING";
        for (int i = said.size() - 1; i >= 0; i--) {
            if (said.get(i).item == item && stands(said.size(), i)) {
                String status = statusOf(i, author, day);
                if (!status.equals("OWN_CHANGE") && !status.equals("UNCONFIRMED")) {
                    return status;
                }
                otherwise = otherwise.equals("MISSING") ? status : otherwise;
            }
        }
        return otherwise;
    }

    private String statusOf(int i, String author, int day) {
        boolean own = said.get(i).person.equals(author);
        return switch (said.get(i).what) {
            case NO -> "NOT_MET";
            case FOLLOW_UP -> own ? "NOT_MET" : day < i + 10 ? "ACCEPTED" : "OVERDUE";
            case NOT_APPLICABLE ->
                own ? "OWN_CHANGE" : !isConfirmed(i, author) ? "UNCONFIRMED" : lasting(i, day, "NOT_APPLICABLE");
            case YES, DONE -> own ? "OWN_CHANGE" : lasting(i, day, "MET");
            case CONFIRM, WITHDRAW -> throw new IllegalStateException("No statement");
        };
    }

    private static String lasting(int i, int day, String status) {
        return day < i + 180 ? status : "EXPIRED";
    }

    /** Whether an event says how the item stands. */
    private boolean isStatement(int i) {
        return switch (said.get(i).what) {
            case YES, NO, NOT_APPLICABLE, FOLLOW_UP -> true;
            case DONE -> refersTo(i, What.FOLLOW_UP);
            case CONFIRM, WITHDRAW -> false;
        };
    }

    private boolean refersTo(int i, What what) {
        int target = said.get(i).target;
        return target >= 0
                && said.get(target).item == said.get(i).item
                && said.get(target).what == what
                && stands(i, target);
    }

    /** Whether a statement stood before event {@code before}. */
    private boolean stands(int before, int i) {
        if (!isStatement(i)) {
            return false;
        }
        for (int j = i + 1; j < before; j++) {
            boolean sameItem = said.get(j).item == said.get(i).item;
            boolean takenBack = said.get(j).what == What.WITHDRAW && said.get(j).target == i;
            boolean saidAnew = said.get(j).person.equals(said.get(i).person) && isStatement(j);
            if (sameItem && (takenBack || saidAnew)) {
                return false;
            }
        }
        return true;
    }

    private boolean isConfirmed(int i, String author) {
        for (int j = i + 1; j < said.size(); j++) {
            boolean confirms = said.get(j).what == What.CONFIRM
                    && said.get(j).target == i
                    && refersTo(j, What.NOT_APPLICABLE)
                    && !said.get(j).person.equals(said.get(i).person)
                    && !said.get(j).person.equals(author);
            if (confirms && !isTakenBack(j)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTakenBack(int i) {
        for (int j = i + 1; j < said.size(); j++) {
            if (said.get(j).what == What.WITHDRAW && said.get(j).target == i && said.get(j).item == said.get(i).item) {
                return true;
            }
        }
        return false;
    }
}
