package io.jenkins.lib.releasegates.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.StoreInMemory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreInMemoryTest extends StoreContract {

    private StoreInMemory current = new StoreInMemory();

    @Override
    protected Store openEmpty() {
        return current;
    }

    @Override
    protected Store openAfterCrash() {
        current = current.openedAgain();
        return current;
    }

    @Override
    protected void failNextAppend() {
        current.failNextAppend(4);
    }

    @Override
    protected void damage(long seq) {
        current.damage(seq);
    }

    @Override
    protected void damage(Digest blob) {
        current.damage(blob);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldLeaveAsMuchOfAFailedAppendAsItWasTold(int entries) throws Exception {
        Groups groups = new Groups(current.head());
        current.failNextAppend(entries);
        assertThatThrownBy(() -> current.append(List.of(groups.about("a", 3)))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> current.append(List.of(groups.about("b", 1))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(current.openedAgain().head().entries()).isEqualTo(entries);
    }

    @Test
    void shouldFailWhereItWasTold() throws Exception {
        Groups groups = new Groups(current.head());
        current.append(List.of(groups.about("a", 1)));
        current.failReads(true);
        current.failBlobs(true);

        assertThatThrownBy(() -> current.entry(0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> current.places(EntryKeys.build("a"), 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> current.people(0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> current.keep(Digest.of(new byte[1]), new byte[1]))
                .isInstanceOf(IOException.class);
        current.failReads(false);
        assertThat(current.entry(0)).isPresent();
    }
}
